"""The copies: in which files each text stands, and the article that the first of them makes of it."""

import json
import sqlite3

from embeddings.article import Article
from embeddings.store.base import numbered
from embeddings.store.sqlite import digests
from embeddings.store.sqlite.digests import row_digest
from embeddings.store.sqlite.rows import read_article

_META_COLUMNS = "title, published, source, url, author, kind, pages"


class Copies:
    """Keeps the copies and articles of a store in step, through a connection that stands in a write transaction.

    The earliest copy gives an article its title, date and path; when its file goes, the next takes over.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, file_id: int, n: int, said: Article) -> None:
        """Record that a file holds an article as its `n`-th, and what it says of it."""
        copy = [n, said.id, *_described(said)]
        marks = ", ".join("?" * (len(copy) + 2))
        self._connection.execute(
            f"INSERT OR REPLACE INTO copies (file_id, {digests.COPY}, digest) VALUES ({marks})",
            [file_id, *copy, row_digest(copy)],
        )

    def settle(self, article_id: str, text: str | None = None) -> bool:
        """Make the article of this id what its first copy says, or drop it where no copy is left or it is excluded.

        `text` is needed where the article is new. Return whether anything changed.
        """
        first = self._connection.execute(
            f"SELECT {', '.join('c.' + name for name in _META_COLUMNS.split(', '))}, f.folder, f.path, c.n, f.sha256"
            " FROM copies AS c JOIN files AS f ON f.id = c.file_id WHERE c.article_id = ?"
            " AND c.article_id NOT IN (SELECT article_id FROM exclusions) ORDER BY c.file_id, c.n LIMIT 1",
            [article_id],
        ).fetchone()
        before = read_article(self._connection, article_id)
        if first is None:
            self._connection.execute("DELETE FROM articles WHERE id = ?", [article_id])
            return before is not None
        *described, folder, path, n, sha256 = first
        if before is not None:
            text = before.text
        if text is None:
            return False
        *described, pages = described
        others = self._other_sources(article_id, described[2])
        row = [article_id, *described, text, folder, numbered(path, n), sha256, pages, json.dumps(others)]
        if before is not None:
            if row == _article_row(before):
                return False
            if described[0] != before.title:
                self._connection.execute("DELETE FROM passages WHERE article_id = ?", [article_id])
        marks = ", ".join("?" * (len(row) + 1))
        self._connection.execute(
            f"INSERT INTO articles ({digests.ARTICLE}, digest) VALUES ({marks})"
            f" ON CONFLICT DO UPDATE SET ({digests.ARTICLE}, digest) = ({marks})",
            [*row, row_digest(row)] * 2,
        )
        return True

    def _other_sources(self, article_id: str, source: str | None) -> list[str]:
        """Return the outlets of an article's other copies, each once."""
        rows = self._connection.execute(
            "SELECT source FROM copies WHERE article_id = ? AND source IS NOT NULL ORDER BY file_id, n", [article_id]
        )
        named = {name.casefold(): name for (name,) in rows if name.casefold() != (source or "").casefold()}
        return list(named.values())

    def articles(self, folder: str, path: str) -> set[str]:
        """Return the ids of the articles that stand in a file."""
        rows = self._connection.execute(
            "SELECT c.article_id FROM copies AS c JOIN files AS f ON f.id = c.file_id"
            " WHERE f.folder = ? AND f.path = ?",
            [folder, path],
        )
        return {name for (name,) in rows}


def _described(article: Article) -> list[str | None]:
    published = article.published.isoformat() if article.published else None
    pages = json.dumps(article.pages)
    return [article.title, published, article.source, article.url, article.author, article.kind, pages]


def _article_row(article: Article) -> list[str | None]:
    *described, pages = _described(article)
    place = [article.text, article.folder, article.path, article.sha256]
    return [article.id, *described, *place, pages, json.dumps(article.other_sources)]
