"""What the documents claim, measured: `python -m benchmarks.all` prints all of it."""

from embeddings.encoding.loading import own_process

# Some of them import torch themselves, before the product would have said this.
own_process()
