"""Quiet libraries: the model libraries are told to stay off the network and off the screen."""

import logging
import os
import warnings
from pathlib import Path

from embeddings.encoding.loading import spare_processors
from rag.settings import Settings


def quiet_libraries(settings: Settings) -> None:
    """Set what the model libraries read when they are first imported; call it before anything loads them.

    The hub is closed unless the user has named a model that is no folder here; a choice made in the environment stands.
    """
    named = [name for name in (settings.reader, settings.encoder) if name is not None]
    if all(Path(name).expanduser().is_dir() for name in named):
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
    spare_processors()
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for library in ("transformers", "sentence_transformers", "huggingface_hub", "faiss", "torch"):
        logging.getLogger(library).setLevel(logging.ERROR)
        warnings.filterwarnings("ignore", module=library)
