"""Uploads: articles handed in through the page, kept in a folder of their own beside the index."""

import hashlib
import html
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePath

from embeddings.file_readers import READERS
from embeddings.intake.unread_kinds import unread
from embeddings.web_page.linked_data import plain_text
from rag import InputError, Settings
from ui import texts
from ui.library.zip_file import is_zip, members

# What is read of a folder is read of an upload; an archive is unpacked here, where its bounds are known.
KINDS = tuple(kind for kind in READERS if kind != ".zip")
UPLOADED = (*KINDS, ".zip")
MOST_FILES = 200
# Bytes of one file, and of everything that is sent at once or comes out of the archives among it.
LARGEST_FILE = 20 * 1024 * 1024
LARGEST_REQUEST = 200 * 1024 * 1024
LARGEST_TEXT = 1_000_000
_APART = re.compile(r"-[0-9a-f]{12}(?=\.[a-z.]+(?:#\d+)?$)")


@dataclass(frozen=True, slots=True)
class Taken:
    """The folder where uploads are kept, under which names, and which were not taken, each with its reason."""

    folder: Path
    names: frozenset[str]
    refused: tuple[tuple[str, str], ...] = ()


def uploads_folder(settings: Settings) -> Path:
    """Return the folder that holds what was uploaded."""
    return settings.index / "uploads"


def shown_name(path: str) -> str:
    """Return the name under which an upload is known to its reader: without what keeps it apart from others here."""
    return _APART.sub("", path)


def keep(files: Sequence[Path], settings: Settings) -> Taken:
    """Move uploaded files, and the members of uploaded archives, into the uploads folder.

    A file's name never decides where it goes: what is kept of it is its letters and digits, behind a hash of the
    bytes, so that two files of one name stay two and one file sent twice stays one.

    Raises InputError for too many files, and where none of them is of a kind that can be read.
    """
    if len(files) > MOST_FILES:
        raise InputError(texts.too_many_files(len(files), MOST_FILES))
    refused: list[tuple[str, str]] = []
    folder = uploads_folder(settings)
    kept = frozenset(_write(folder, name, data) for name, data in _contents(files, refused))
    for file in files:
        # What the server put down for the time of the upload is not left lying about.
        with suppress(OSError):
            file.unlink()
    if not kept:
        raise InputError("\n".join(texts.failed(name, reason) for name, reason in refused) or texts.NOTHING_SENT)
    return Taken(folder, kept, tuple(refused))


def keep_text(title: str, outlet: str, day: str, text: str, settings: Settings) -> Taken:
    """Keep pasted text as an article; raises InputError where headline or text is missing, or the text too long."""
    if not title.strip() or not text.strip():
        raise InputError(texts.PASTE_MISSING)
    if len(text) > LARGEST_TEXT:
        raise InputError(texts.text_too_long(len(text), LARGEST_TEXT))
    fields = {"title": _literal(title.strip()), "source": outlet.strip(), "date": day.strip(), "text": _literal(text)}
    filled = {name: value for name, value in fields.items() if value}
    folder = uploads_folder(settings)
    name = _write(folder, f"{title}.json", json.dumps(filled, ensure_ascii=False).encode())
    return Taken(folder, frozenset([name]))


def _literal(text: str) -> str:
    """Return text as a field that is read back as it stands: what could be taken for markup is written as HTML."""
    if plain_text(text) == text:
        return text
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _contents(files: Sequence[Path], refused: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every article file; what is none goes to `refused` with its reason."""
    most, total = MOST_FILES, LARGEST_REQUEST
    for file in files:
        if is_zip(file):
            try:
                found = list(members(file, most=most, largest=LARGEST_FILE, total=total))
            except InputError as error:
                refused.append((file.name, str(error)))
                continue
            most, total = most - len(found), total - sum(len(data) for _, data in found)
        else:
            found = [(file.name, file.read_bytes())]
        for name, data in found:
            if _ending(name):
                yield name, data
            else:
                refused.append((name, unread(name)))


def _write(folder: Path, name: str, data: bytes) -> str:
    """Keep a file under a harmless name, and return that name."""
    ending = _ending(name)
    stem = re.sub(r"\W+", "-", name[: len(name) - len(ending)]).strip("-")[:60] or "article"
    kept = f"{stem}-{hashlib.sha256(data).hexdigest()[:12]}{ending}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / kept).write_bytes(data)
    return kept


def _ending(name: str) -> str:
    """Return the ending that names a file's kind, the empty string where it is of none that is read."""
    lowered = PurePath(name).name.lower()
    return max((kind for kind in KINDS if lowered.endswith(kind)), key=len, default="")
