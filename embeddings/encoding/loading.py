"""Loading: what has to hold while the weights of a model are read, and in a process that is citewire's own."""

import importlib
import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

# transformers builds a model on a device without memory first, by settings of the whole process: of two models loaded
# at once, one may keep weights that were never read.
_LOADING = Lock()


@contextmanager
def loading() -> Iterator[None]:
    """Let one model be loaded at a time, without a progress bar on somebody's screen."""
    # As a variable of no known type: the module's functions carry no annotations.
    bars: Any = importlib.import_module("transformers.utils.logging")
    with _LOADING:
        shown = bars.is_progress_bar_enabled()
        bars.disable_progress_bar()
        try:
            yield
        finally:
            if shown:
                bars.enable_progress_bar()


def own_process() -> None:
    """Set up a process that runs citewire alone; call it before torch is imported. A variable that is set stands.

    A program that imports citewire keeps its own environment: nothing below a command calls this.
    """
    # By default, threads that wait for work spin for long: beside another program that keeps the processor busy, a
    # question then takes twenty times as long.
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "10000")
    for name in ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_PROGRESS_BARS"):
        os.environ.setdefault(name, "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    for library in ("transformers", "sentence_transformers", "huggingface_hub", "faiss", "torch"):
        logging.getLogger(library).setLevel(logging.ERROR)
        warnings.filterwarnings("ignore", module=library)
