"""The derived file: what is made of the store to search it fast, and can be made of it again at any time.

The body comes first, then one line of JSON that says what it was made of, then the length of that line and the SHA-256
of all before it.
"""

import hashlib
import json
import os
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

_DIGEST = hashlib.sha256().digest_size
_LENGTH = struct.Struct("<Q")

Write = Callable[[bytes], int]


def write(path: Path, header: dict[str, Any], body: Callable[[Write], None]) -> None:
    """Write a file beside `path`, its body by what `body` passes on, then put it in the place of `path` in one step."""
    passing = path.with_suffix(".tmp")
    with passing.open("wb") as stream:
        sums = _Sums(stream)
        body(sums.write)
        line = json.dumps(header).encode()
        sums.write(line + _LENGTH.pack(len(line)))
        stream.write(sums.digest())
        stream.flush()
        os.fsync(stream.fileno())
    passing.replace(path)
    _remember(path)


def read_header(path: Path) -> dict[str, Any] | None:
    """Return the header of a file, None where there is no file or its bytes are not those once written."""
    try:
        with path.open("rb") as stream:
            if not (_is_remembered(path) or _is_whole(stream)):
                return None
            stream.seek(-_DIGEST - _LENGTH.size, os.SEEK_END)
            (length,) = _LENGTH.unpack(stream.read(_LENGTH.size))
            stream.seek(-_DIGEST - _LENGTH.size - length, os.SEEK_END)
            header: dict[str, Any] = json.loads(stream.read(length))
    except (OSError, ValueError, struct.error):
        return None
    _remember(path)
    return header


def read_array(path: Path, at: int, items: int, kind: str) -> NDArray[Any]:
    """Return the array of `items` numpy values of the type `kind` at byte `at` of a file.

    It is read and not mapped: whoever cuts a mapped file short ends the process that looks at it.
    """
    array: NDArray[Any] = np.fromfile(path, kind, items, offset=at)
    if len(array) != items:
        raise ValueError(f"{path} ends early")
    return array


class _Sums:
    """Passes bytes on to a file and keeps the SHA-256 of all of them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._sum = stream, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._sum.update(data)
        return self._stream.write(data)

    def digest(self) -> bytes:
        return self._sum.digest()


def _is_remembered(path: Path) -> bool:
    """Tell whether the file is the one that was compared with its digest before, by size, time and inode."""
    try:
        return _memory(path).read_text(encoding="ascii") == _traits(path)
    except (OSError, ValueError):
        return False


def _remember(path: Path) -> None:
    # Where the folder cannot be written, each opening compares anew.
    with suppress(OSError):
        if not _is_remembered(path):
            _memory(path).write_text(_traits(path), encoding="ascii")


def _memory(path: Path) -> Path:
    return path.with_name(f"{path.name}.checked")


def _traits(path: Path) -> str:
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _is_whole(stream: BinaryIO) -> bool:
    """Compare a file with the digest at its end."""
    left = stream.seek(0, os.SEEK_END) - _DIGEST
    stream.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (data := stream.read(min(left, 1 << 20))):
        digest.update(data)
        left -= len(data)
    return stream.read(_DIGEST) == digest.digest()
