"""Loading: what has to hold while the weights of a model are read."""

import os
from threading import Lock

# transformers builds a model on a device without memory first, by settings of the whole process: of two models loaded
# at once, one may keep weights that were never read.
LOADING = Lock()


def spare_processors() -> None:
    """Let threads that wait for work give way soon; call it before torch is imported.

    By default they spin for long: beside another program that keeps the processor busy, a question then takes twenty
    times as long. A choice made in the environment stands.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", "10000")
