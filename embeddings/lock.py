"""The lock: one writer of an index at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from embeddings.errors import IndexBusy, InputError

LOCK_FILE = "rebuild.lock"


@contextmanager
def only_writer(index: Path) -> Iterator[None]:
    """Hold the lock of the index in this folder; the system lets go of it when the process dies, however it dies.

    Raises `IndexBusy` where another writer holds it, `InputError` where the folder cannot be made or written.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / LOCK_FILE, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise IndexBusy(f"Another rebuild of the index in {index} is running; start yours when it is done.") from error
    except OSError as error:
        raise InputError(
            f"The index folder {index} cannot be written ({error.strerror}). Name another one with CITEWIRE_INDEX."
        ) from error
    try:
        yield
    finally:
        lock.release()
