"""The SQLite snapshot: one read transaction, and the vector index of the same generation."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.article import Article
from embeddings.passage import Passage
from embeddings.store.base import Counts
from embeddings.store.conditions import NO_CONDITIONS, Conditions
from embeddings.store.derived.origin import Generation, Ids
from embeddings.store.derived.register import Register
from embeddings.store.derived.vector_index import VectorIndex
from embeddings.store.derived.word_index import Stemmer, WordIndex
from embeddings.store.hit import Hit
from embeddings.store.sqlite import damage
from embeddings.store.sqlite.clusters import copies
from embeddings.store.sqlite.digests import ARTICLE, PASSAGE
from embeddings.store.sqlite.faults import sound
from embeddings.store.sqlite.query import query_terms
from embeddings.store.sqlite.rows import article_of, check, passage_of, read_article

_PASSAGE_COLUMNS = f"id, digest, {PASSAGE}"
# Of vectors held roughly, the nearest ten are surely among so many.
RESCORED = 50


class Indexes(Protocol):
    """Finds the indexes derived of a snapshot's generation."""

    def vectors(self, snapshot: "SqliteSnapshot") -> VectorIndex:
        """Return the vector index."""

    def words(self, snapshot: "SqliteSnapshot") -> WordIndex | None:
        """Return the word index, None where the archive is small enough for FTS5."""

    def register(self, snapshot: "SqliteSnapshot") -> Register:
        """Return the register of the articles."""


class SqliteSnapshot:
    """Reads one generation through a connection that stands in a read transaction."""

    @sound
    def __init__(self, connection: sqlite3.Connection, meta: dict[str, str], indexes: Indexes, path: Path) -> None:
        """Take a connection to `path` in a read transaction, its meta table and what finds its generation's indexes."""
        self.connection = connection
        self._path = path
        self._indexes = indexes
        self.generation = int(meta["generation"])
        self.moment = Generation(self.generation, meta["name"])
        self.identity = self.moment.name
        self.encoder = meta["encoder"]
        self.store = meta["store"]
        self.dimension = int(meta["dimension"])
        # The generation from which on every dropped passage is on record.
        self.traced_since = int(meta["traced_since"])
        self._counts = Counts(int(meta["articles"]), int(meta["passages"]))
        self._chosen: tuple[frozenset[str], Ids] | None = None

    @sound
    def search_dense(
        self, vector: NDArray[np.float32], k: int, *, article_ids: frozenset[str] | None = None
    ) -> list[Hit]:
        """Return the passages nearest to `vector` by inner product."""
        if not self._counts.passages:
            return []
        index = self._indexes.vectors(self)
        among = self._among(article_ids)
        if index.exact:
            return index.search(vector, k, among)
        return self._rescored(index.search(vector, max(k, RESCORED), among), vector)[:k]

    @sound
    def search_text(self, query: str, k: int, *, article_ids: frozenset[str] | None = None) -> list[Hit]:
        """Return the passages that match words of `query` best by BM25 over headline and body."""
        terms = query_terms(query)
        if not terms or k <= 0:
            return []
        among = self._among(article_ids)
        if index := self._indexes.words(self):
            return index.search(_stemmer().stems(terms), k, self._matching, among)
        sql, values = "SELECT rowid, -rank FROM words WHERE words MATCH ?", [" OR ".join(terms)]
        if among is not None:
            # The plus keeps SQLite from running the whole match once for every passage of the articles.
            sql += " AND +rowid IN (SELECT value FROM json_each(?))"
            values.append(_array(among.tolist()))
        rows = self.connection.execute(f"{sql} ORDER BY rank LIMIT ?", [*values, k])
        return [Hit(*row) for row in rows]

    @sound
    def vectors(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of passages in the order of `ids`; raises `IndexDamaged` for an id that is not here."""
        rows = self.connection.execute(
            "SELECT p.id, v.digest, v.key, v.vector FROM json_each(?) AS wanted JOIN passages AS p"
            " ON p.id = wanted.value JOIN vectors AS v ON v.key = p.key",
            [_array(map(int, ids))],
        )
        found: dict[int, bytes] = {}
        for passage, digest, *row in rows:
            check(digest, row, "the vector of passage", passage)
            found[passage] = row[1]
        vectors = np.empty((len(ids), self.dimension), np.float32)
        for at, passage in enumerate(ids):
            vectors[at] = np.frombuffer(found[int(passage)], np.float16)
        return vectors

    @sound
    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return passages in the order of `ids`; raises `IndexDamaged` for an id that is not here."""
        rows = self.connection.execute(
            f"SELECT {_PASSAGE_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))",
            [_array(map(int, ids))],
        )
        found = {row[0]: passage_of(*row) for row in rows}
        named = {passage.article_id for passage in found.values()}
        ((articles,),) = self.connection.execute(
            "SELECT count(*) FROM articles WHERE id IN (SELECT value FROM json_each(?))", [_array(named)]
        )
        if articles != len(named):
            raise LookupError("a passage belongs to no article")
        return [found[int(passage)] for passage in ids]

    @sound
    def passages_of(self, article_id: str) -> list[Passage]:
        """Return the passages of one article in reading order."""
        rows = self.connection.execute(
            f"SELECT {_PASSAGE_COLUMNS} FROM passages WHERE article_id = ? ORDER BY ordinal", [article_id]
        )
        return [passage_of(*row) for row in rows]

    @sound
    def copies(self, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return for each passage that has near-duplicates the ids of these, in ascending order."""
        return copies(self.connection, ids)

    @sound
    def published(self, ids: Sequence[int]) -> dict[int, date]:
        """Return the dates of the articles that passages stand in, as far as these have one."""
        rows = self.connection.execute(
            "SELECT p.id, a.published FROM json_each(?) AS wanted JOIN passages AS p ON p.id = wanted.value"
            " JOIN articles AS a ON a.id = p.article_id WHERE a.published IS NOT NULL",
            [_array(map(int, ids))],
        )
        return {passage: date.fromisoformat(day) for passage, day in rows}

    @sound
    def asides(self, ids: Sequence[int]) -> frozenset[int]:
        """Return those of the passages that are boilerplate."""
        return frozenset(
            self._ids(
                "SELECT id FROM passages WHERE aside AND id IN (SELECT value FROM json_each(?))",
                _array(map(int, ids)),
            ).tolist()
        )

    @sound
    def newest(self, until: date) -> date | None:
        """Return the date of the newest article that is not dated after `until`, None where there is none."""
        sql = "SELECT max(published) FROM articles WHERE published <= ?"
        ((day,),) = self.connection.execute(sql, [until.isoformat()])
        return date.fromisoformat(day) if day else None

    @sound
    def article(self, article_id: str) -> Article | None:
        """Return an article by id."""
        return read_article(self.connection, article_id)

    @sound
    def articles(self) -> list[Article]:
        """Return all articles, newest first, those without a date last."""
        return self._all(ARTICLE)

    @sound
    def catalogue(self) -> list[Article]:
        """Return all articles without their texts, newest first, those without a date last."""
        return self._all(ARTICLE.replace(" text,", " '',"))

    @sound
    def select(self, conditions: Conditions = NO_CONDITIONS) -> frozenset[str]:
        """Return the ids of the articles that meet every condition."""
        return self._indexes.register(self).select(conditions)

    def counts(self) -> Counts:
        """Return how many articles and passages there are."""
        return self._counts

    def faults(self) -> list[str]:
        """Return in words what is wrong with the store as a whole and with its rows."""
        return damage.faults(self.connection, self._path)

    def knows(self, generation: Generation) -> bool:
        """Tell whether this generation grew out of the one given, or is the same."""
        known = "SELECT 1 FROM generations WHERE number = ? AND name = ?"
        return self.connection.execute(known, generation).fetchone() is not None

    def passage_ids(self, after: int = 0) -> Ids:
        """Return the ids of all passages above `after` in ascending order."""
        return self._ids("SELECT id FROM passages WHERE id > ? ORDER BY id", after)

    def dropped_ids(self, up_to: int) -> Ids:
        """Return the ids of passages that are gone, up to `up_to`, in ascending order."""
        return self._ids("SELECT id FROM dropped WHERE id <= ? ORDER BY id", up_to)

    def texts(self, after: int) -> list[tuple[int, str, str, str]]:
        """Return id, headline, body and Latin spellings of all passages above `after`, by id."""
        sql = "SELECT id, headline, body, latin FROM passages WHERE id > ? ORDER BY id"
        return self.connection.execute(sql, [after]).fetchall()

    def _all(self, columns: str) -> list[Article]:
        rows = self.connection.execute(
            f"SELECT {columns} FROM articles ORDER BY published IS NULL, published DESC, folder, path"
        )
        return [article_of(row) for row in rows]

    def _matching(self, phrase: str) -> Ids:
        return self._ids("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid", f'"{phrase}"')

    def _among(self, article_ids: frozenset[str] | None) -> Ids | None:
        if article_ids is None:
            return None
        # Dense search and BM25 are asked with the same articles, one after the other.
        if self._chosen is None or self._chosen[0] is not article_ids:
            self._chosen = article_ids, self._indexes.register(self).passages_of(article_ids)
        return self._chosen[1]

    def _rescored(self, hits: list[Hit], vector: NDArray[np.float32]) -> list[Hit]:
        """Return hits of an index that holds vectors only roughly, scored and ordered by the vectors kept here."""
        ids = [hit.passage_id for hit in hits]
        scored = [Hit(*pair) for pair in zip(ids, (self.vectors(ids) @ vector).tolist(), strict=True)]
        return sorted(scored, key=lambda hit: -hit.score)

    def _ids(self, sql: str, *values: str | int) -> Ids:
        return np.fromiter((row[0] for row in self.connection.execute(sql, values)), np.int64)


@cache
def _stemmer() -> Stemmer:
    return Stemmer()


def _array(values: Iterable[str] | Iterable[int]) -> str:
    return json.dumps(list(values))
