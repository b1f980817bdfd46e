"""The intake: from the bytes of a file to its articles."""

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from embeddings.article import Article, article_id
from embeddings.file_readers import Draft, UnreadableFile
from embeddings.intake.folder import FoundFile
from embeddings.intake.reading import read_each
from embeddings.intake.reading_process import Request
from embeddings.metadata.dates import find_date, is_believable
from embeddings.metadata.opening import clipped, opening
from embeddings.store import FileRecord, numbered

_LARGEST = 200 * 1024 * 1024
_TITLE = 250
# A file written to within one tick of its clock keeps its time; such a time proves nothing the next time it is met.
_SETTLED_NS = 2 * 10**9


@dataclass(frozen=True, slots=True)
class FileBytes:
    """A file as it was just read."""

    record: FileRecord
    data: bytes


@dataclass(frozen=True, slots=True)
class FileArticles:
    """The articles of a file and the reasons of its records that are none, both by number; `losses` are what the file
    shows and no article holds."""

    articles: dict[int, Article]
    problems: dict[int, str]
    losses: tuple[str, ...] = ()


def read_bytes(root: Path, file: FoundFile) -> FileBytes:
    """Return a file's bytes; raises `UnreadableFile` where it cannot be opened or is beyond measure."""
    if file.size > _LARGEST:
        raise UnreadableFile(f"is larger than {_LARGEST // 1024 // 1024} MB; split it into several files")
    try:
        data = (root / file.path).read_bytes()
    except OSError as error:
        raise UnreadableFile(f"cannot be opened: {error.strerror}") from error
    settled = time.time_ns() - file.mtime_ns > _SETTLED_NS
    mtime_ns = file.mtime_ns if settled else 0
    record = FileRecord(str(root), file.path, file.size, mtime_ns, hashlib.sha256(data).hexdigest())
    return FileBytes(record, data)


def read_articles(files: Iterable[FileBytes]) -> Iterator[tuple[FileBytes, FileArticles | UnreadableFile]]:
    """Yield each file, in order, with what it holds, or why it holds no article as a whole."""
    requests = ((file, Request(file.record.path, file.data)) for file in files)
    for file, found in read_each(requests):
        if isinstance(found, UnreadableFile):
            yield file, found
            continue
        doubts = {n: draft.published for n, draft in found.drafts.items() if _is_doubtful(draft.published)}
        articles = {number: _article(draft, number, file.record) for number, draft in found.drafts.items()}
        losses = (*found.losses, *(_doubt(n, day) for n, day in doubts.items() if day))
        yield file, FileArticles(articles, dict(found.problems), losses)


def _article(draft: Draft, number: int, record: FileRecord) -> Article:
    return Article(
        id=article_id(draft.text),
        title=clipped(draft.title, _TITLE) or opening(draft.text),
        published=_first_believable(draft.published, find_date(PurePosixPath(record.path).stem.replace("_", " "))),
        source=draft.source,
        url=draft.url,
        author=draft.author,
        kind=draft.kind,
        text=draft.text,
        folder=record.folder,
        path=numbered(record.path, number),
        sha256=record.sha256,
        pages=draft.pages,
    )


def _first_believable(*days: date | None) -> date | None:
    return next((day for day in days if day and is_believable(day)), None)


def _is_doubtful(day: date | None) -> bool:
    return day is not None and not is_believable(day)


def _doubt(n: int, day: date) -> str:
    which = f"article {n} is" if n else "is"
    return f"{which} dated {day.isoformat()}, which is not believed; set its day: citewire set ID --date YYYY-MM-DD"
