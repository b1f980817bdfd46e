"""The model folder: which model lies in it, by every file that may change what the model says."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

# What a file was when it was last read: nothing but a change of it changes one of these.
Stamp = tuple[str, int, int, int]


def folder_digest(folder: Path) -> str:
    """Return the digest of all files of a model but hidden ones and texts about it, by name and content."""
    stamps = tuple(
        (str(path.relative_to(folder)), status.st_size, status.st_mtime_ns, status.st_ino)
        for path in _files(folder)
        if (status := path.stat())
    )
    return _digest(folder.resolve(), stamps)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.suffix.lower() != ".md":
            yield path


@lru_cache(maxsize=8)
def _digest(folder: Path, stamps: tuple[Stamp, ...]) -> str:
    digest = hashlib.sha256()
    for name, *_ in stamps:
        with (folder / name).open("rb") as stream:
            digest.update(f"{name}:{hashlib.file_digest(stream, 'sha256').hexdigest()};".encode())
    return digest.hexdigest()
