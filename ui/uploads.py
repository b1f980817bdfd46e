"""Uploads: articles handed in through the page, kept in a folder of their own beside the index."""

import hashlib
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from rag import InputError, Settings
from ui import texts

KINDS = (".txt", ".md", ".html", ".htm", ".pdf", ".docx", ".json", ".jsonl")
MOST_FILES = 200


def uploads_folder(settings: Settings) -> Path:
    """Return the folder that holds what was uploaded."""
    return settings.index / "uploads"


def keep(files: Sequence[Path], settings: Settings) -> Path:
    """Copy uploaded files into the uploads folder and return it; raises InputError for too many or an unknown kind.

    A file's name never decides where it goes: what is kept of it is its letters and digits, behind a hash of the
    bytes, so that two files of one name stay two and one file sent twice stays one.
    """
    if len(files) > MOST_FILES:
        raise InputError(texts.too_many_files(len(files), MOST_FILES))
    unknown = [file.name for file in files if file.suffix.lower() not in KINDS]
    if unknown:
        raise InputError(texts.unknown_kind(unknown[0], KINDS))
    folder = uploads_folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / _safe_name(file))
    return folder


def _safe_name(file: Path) -> str:
    stem = re.sub(r"\W+", "-", file.stem).strip("-")[:60] or "article"
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:12]
    return f"{stem}-{digest}{file.suffix.lower()}"
