"""The incoming files: what visitors upload, in a private folder until the library has taken it over."""

import os
import re
import secrets
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from filelock import FileLock, Timeout

from rag import InputError
from ui import texts

# Bytes of all that waits; twice what one request may bring, and something over.
LARGEST_TOTAL: Final = 1024 * 1024 * 1024
# Seconds after which a file that nobody took over is deleted.
_LONGEST_STAY: Final = 3600
_PREFIX: Final = "incoming-"
_LOCK: Final = "lock"
_HANDED_OUT: Final = re.compile(r"[0-9a-f]{32}/[^/\\\0]{1,100}")


class Incoming:
    """The folder of one running chat; it is deleted when the chat ends, or when the next one starts on this index.

    A file gets a place that cannot be guessed, and is known to its visitor by that place's name alone: no path of this
    machine goes out, and none comes in.
    """

    def __init__(self, index: Path) -> None:
        _sweep(index)
        try:
            self._made = tempfile.TemporaryDirectory(prefix=_PREFIX, dir=index, ignore_cleanup_errors=True)
        except OSError:
            # An index that cannot be written to can be asked all the same.
            self._made = tempfile.TemporaryDirectory(prefix="citewire-", ignore_cleanup_errors=True)
        self.folder = Path(self._made.name).resolve()
        self._lock = FileLock(self.folder / _LOCK)
        self._lock.acquire()

    def keep(self, name: str, content: BinaryIO) -> str:
        """Keep an uploaded file, and return the name under which `file` knows it."""
        known = f"{secrets.token_hex(16)}/{_harmless(name)}"
        place = self.folder / known
        place.parent.mkdir(mode=0o700)
        with place.open("xb") as file:
            shutil.copyfileobj(content, file)
        return known

    def file(self, known: str) -> Path:
        """Return where a file that was kept lies; raises InputError where there is none of that name."""
        place = self.folder / known
        if not _HANDED_OUT.fullmatch(known) or not place.is_file():
            raise InputError(texts.NOTHING_SENT)
        return place

    def room_for(self, size: int) -> bool:
        """Delete what was left lying, and return whether `size` bytes more may come in."""
        held = 0
        for file in self.folder.rglob("*"):
            with suppress(OSError):
                known = file.stat()
                if file.is_file() and file.name != _LOCK and known.st_mtime < time.time() - _LONGEST_STAY:
                    file.unlink()
                else:
                    held += known.st_size
        return held + size <= LARGEST_TOTAL

    def close(self) -> None:
        """Delete the folder with all that is in it."""
        self._lock.release()
        self._made.cleanup()


def _sweep(index: Path) -> None:
    """Delete the folders of chats that were killed; the lock of one that runs cannot be had."""
    for folder in index.glob(f"{_PREFIX}*"):
        with suppress(Timeout, OSError):
            with FileLock(folder / _LOCK, timeout=0):
                pass
            shutil.rmtree(folder, ignore_errors=True)


def _harmless(name: str) -> str:
    """Return the last part of a file's name without anything but letters, digits and its ending."""
    clean = re.sub(r"[^\w.-]+", "-", PurePosixPath(name.replace("\\", "/")).name).lstrip(".")
    while len(os.fsencode(clean)) > 100:
        clean = clean[1:]
    return clean.lstrip(".") or "article"
