"""What the README claims, measured: `python -m benchmarks.all` prints all of it."""

from embeddings.loading import spare_processors

# Some of them import torch themselves, before the product would have said this.
spare_processors()
