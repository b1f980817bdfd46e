"""What the README claims, measured: `python -m benchmarks.all` prints all of it."""

from embeddings.encoding.loading import spare_processors

# Some of them import torch themselves, before the product would have said this.
spare_processors()
