"""What the documents claim, measured; docs/benchmarks.md names the module behind each figure."""

from embeddings.encoding.loading import own_process

# Some of them import torch themselves, before the product would have said this.
own_process()
