"""The folder: the files of articles in it, and those that are passed over and why."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from embeddings.errors import InputError
from embeddings.file_readers import READERS
from embeddings.intake.unread_kinds import is_beside_page, unread
from embeddings.settings import is_folder, place

_ENDINGS = tuple(READERS)

# What a terminal would obey, and bytes that are no text.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_UNREADABLE_NAME = "has a name that is not valid text; rename it"


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that a reader knows, by its path relative to the folder, with `/` between the parts."""

    path: str
    size: int
    mtime_ns: int


@dataclass(slots=True)
class Folder:
    """What `scan` found; `skipped` holds paths with the reason why each is passed over."""

    root: Path
    files: list[FoundFile] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)


def scan(root: Path) -> Folder:
    """List the files of articles below `root` in order of their paths.

    Hidden files, symbolic links and unknown kinds of file are skipped. Raises `InputError` for a folder that is
    missing or holds no file any reader knows.
    """
    folder = Folder(place(root))
    if not is_folder(folder.root):
        raise InputError(f"There is no folder {root}. Name the folder of your articles: citewire rebuild FOLDER")
    if re.search("[\ud800-\udfff]", str(folder.root)):
        raise InputError(f"The folder {_UNSHOWN.sub('?', str(root))} {_UNREADABLE_NAME}.")
    for path, entry in _walk(folder.root, "", folder):
        if reason := _reason_to_skip(entry) or (_UNREADABLE_NAME if _UNSHOWN.search(path) else None):
            folder.skipped.append((_UNSHOWN.sub("?", path), reason))
        else:
            status = entry.stat()
            folder.files.append(FoundFile(path, status.st_size, status.st_mtime_ns))
    if not folder.files:
        raise InputError(
            f"There are no articles in {root}: no file of a kind that is read, such as .txt, .html, .pdf or .docx. Put "
            "some there, then repeat. "
            "To take articles out of the index, use: citewire remove ID"
        )
    return folder


def _walk(directory: Path, name: str, folder: Folder) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every file below `directory`, whose path relative to the folder is `name`, with its own such path."""
    try:
        entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
    except OSError as error:
        folder.skipped.append((name or ".", f"cannot be listed: {error.strerror}"))
        return
    names = {entry.name for entry in entries}
    for entry in entries:
        # An archive has files by the hundred thousand, and joining strings is far quicker than joining paths.
        path = f"{name}/{entry.name}" if name else entry.name
        if entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
            if is_beside_page(entry.name, names):
                folder.skipped.append((path, "holds what a saved page shows beside its text"))
                continue
            yield from _walk(Path(entry.path), path, folder)
        else:
            yield path, entry


def _reason_to_skip(entry: os.DirEntry[str]) -> str | None:
    if entry.name.startswith("."):
        return "is hidden"
    if entry.is_symlink():
        return "is a symbolic link"
    if not entry.is_file():
        return "is not a plain file"
    if not entry.name.lower().endswith(_ENDINGS):
        return unread(entry.name)
    return None
