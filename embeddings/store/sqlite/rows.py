"""The rows of the store: how articles, passages and files are written, and read back as what was written."""

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import Any

from embeddings.article import Article
from embeddings.article import article_id as id_of
from embeddings.chunking import Chunk, embedded_text
from embeddings.errors import IndexDamaged
from embeddings.passage import Passage, Span
from embeddings.store.base import Counts, FileRecord
from embeddings.store.sqlite.digests import ARTICLE, row_digest
from embeddings.store.sqlite.faults import MEND, sound
from embeddings.store.transliteration import in_latin

_KEY_BYTES = 16


@sound
def read_article(connection: sqlite3.Connection, article_id: str) -> Article | None:
    """Return an article by id, None where there is none."""
    found = connection.execute(f"SELECT digest, {ARTICLE} FROM articles WHERE id = ?", [article_id]).fetchone()
    if found is None:
        return None
    digest, *row = found
    check(digest, row, "article", article_id)
    if article_id != id_of(row[7]):
        raise IndexDamaged(f"The index is damaged (article {article_id} has another text). {MEND}")
    return article_of(row)


def article_of(row: Sequence[str]) -> Article:
    """Return the article of a row of the columns `ARTICLE`."""
    name, title, day, source, url, author, kind, text, folder, path, sha256, pages, others = row
    published = date.fromisoformat(day) if day else None
    lists = tuple(json.loads(pages)), tuple(json.loads(others))
    return Article(name, title, published, source, url, author, kind, text, folder, path, sha256, *lists)


def passage_of(number: int, digest: bytes, *row: Any) -> Passage:
    """Return the passage of a row of the columns `PASSAGE`; raises `IndexDamaged` where its digest is another."""
    check(digest, row, "passage", number)
    article, ordinal, start, end, sentences, _headline, body, _latin, _key, _aside = row
    return Passage(number, article, ordinal, start, end, body, tuple(Span(*span) for span in json.loads(sentences)))


def passage_row(article: Article, ordinal: int, chunk: Chunk) -> tuple[object, ...]:
    """Return the columns `PASSAGE` of a passage that is to be written."""
    body = article.text[chunk.start : chunk.end]
    sentences = json.dumps([[sentence.start, sentence.end] for sentence in chunk.sentences])
    key = text_key(embedded_text(article.title, body))
    latin = " ".join(in_latin(f"{article.title} {body}"))
    return article.id, ordinal, chunk.start, chunk.end, sentences, article.title, body, latin, key, int(chunk.aside)


def text_key(text: str) -> bytes:
    """Return the key of a text that the encoder reads, the same wherever it stands."""
    return hashlib.sha256(text.encode("utf-8")).digest()[:_KEY_BYTES]


def file_of(row: tuple[str, str, int, int, str, str, str]) -> FileRecord:
    """Return the record of a file from its row."""
    folder, path, size, mtime_ns, sha256, problems, losses = row
    reasons = {int(n): why for n, why in json.loads(problems).items()}
    return FileRecord(folder, path, size, mtime_ns, sha256, reasons, tuple(json.loads(losses)))


def read_counts(connection: sqlite3.Connection) -> Counts:
    """Return how many articles and passages there are."""
    counted = connection.execute("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM passages)")
    return Counts(*counted.fetchone())


def check(digest: bytes, row: Sequence[object], what: str, name: object) -> None:
    """Raise `IndexDamaged` for a row that is not what was written."""
    if digest != row_digest(row):
        raise IndexDamaged(f"The index is damaged ({what} {name} is not what was written). {MEND}")
