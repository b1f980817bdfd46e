"""The weights that training starts from: those of the embedding model, from its package."""

from importlib.resources import files
from pathlib import Path

from embeddings.encoding.encoder import BUNDLED_PACKAGE


def base_weights() -> Path:
    """Return the folder of the embedding model in Hugging Face's layout."""
    return Path(str(files(BUNDLED_PACKAGE) / "model"))
