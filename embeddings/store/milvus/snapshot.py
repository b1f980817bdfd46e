"""The Milvus snapshot: one published generation, read by filter."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from embeddings.article import Article
from embeddings.passage import Passage, Span
from embeddings.store.base import Counts
from embeddings.store.conditions import NO_CONDITIONS, Conditions
from embeddings.store.hit import Hit
from embeddings.store.milvus.record import from_record
from embeddings.store.milvus.schema import MANY, Row, State, all_rows, seen_in
from embeddings.store.milvus.words import queried_words
from embeddings.store.sqlite.faults import sound

if TYPE_CHECKING:
    from pymilvus import MilvusClient

_PASSAGE = ["id", "article_id", "ordinal", "body", "sentences"]
# Milvus returns no more hits than this for one search.
_MOST = 16_384

Catalogue = Mapping[str, Article]


def read_catalogue(client: "MilvusClient", state: State) -> Catalogue:
    """Return every article of a generation by id, without its text."""
    condition = f"part == 0 and {seen_in(state.generation)}"
    rows = all_rows(client, state.article_rows, condition, ["article_id", "record"], batch=MANY)
    return {row["article_id"]: from_record(row["record"]) for row in rows}


class MilvusSnapshot:
    """Reads the rows that one generation holds; `catalogue` has its articles without their texts."""

    def __init__(self, client: "MilvusClient", state: State, catalogue: Catalogue) -> None:
        """Take a client, the state of the generation and its catalogue."""
        self._client = client
        self._state = state
        self._catalogue = catalogue
        self._seen = seen_in(state.generation)
        self.generation = state.generation
        self.identity = f"{state.edition}:{state.number}"
        self.encoder = state.encoder

    def search_dense(
        self, vector: NDArray[np.float32], k: int, *, article_ids: frozenset[str] | None = None
    ) -> list[Hit]:
        """Return the passages nearest to `vector` by inner product."""
        return self._search("vector", np.asarray(vector, np.float32).tolist(), k, article_ids, metric="IP")

    def search_text(self, query: str, k: int, *, article_ids: frozenset[str] | None = None) -> list[Hit]:
        """Return the passages that match words of `query` best by BM25 over headline and body."""
        words = queried_words(query)
        return self._search("sparse", words, k, article_ids, metric="BM25") if words else []

    @sound
    def vectors(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of passages in the order of `ids`; raises `IndexDamaged` for an id that is not here."""
        found = self._of(ids, ["id", "vector"])
        vectors = np.empty((len(ids), self._state.dimension), np.float32)
        for at, passage in enumerate(ids):
            vectors[at] = found[int(passage)]["vector"]
        return vectors

    @sound
    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return passages in the order of `ids`; raises `IndexDamaged` for an id that is not here."""
        found = self._of(ids, _PASSAGE)
        return [_passage(found[int(passage)]) for passage in ids]

    def passages_of(self, article_id: str) -> list[Passage]:
        """Return the passages of one article in reading order."""
        rows = self._passages(f"article_id == {json.dumps(article_id)}", _PASSAGE)
        return sorted(map(_passage, rows), key=lambda passage: passage.ordinal)

    def copies(self, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return for each passage that has near-duplicates the ids of these, in ascending order."""
        clusters = {number: row["cluster"] for number, row in self._of(ids, ["id", "cluster"]).items()}
        members: dict[int, list[int]] = {}
        if clusters:
            for row in self._passages(f"cluster in {_list(set(clusters.values()))}", ["id", "cluster"]):
                members.setdefault(row["cluster"], []).append(row["id"])
        others = {one: tuple(sorted(set(members[cluster]) - {one})) for one, cluster in clusters.items()}
        return {one: copies for one, copies in others.items() if copies}

    def published(self, ids: Sequence[int]) -> dict[int, date]:
        """Return the dates of the articles that passages stand in, as far as these have one."""
        days = {
            number: self._catalogue[row["article_id"]].published
            for number, row in self._of(ids, ["id", "article_id"]).items()
        }
        return {number: day for number, day in days.items() if day}

    def asides(self, ids: Sequence[int]) -> frozenset[int]:  # noqa: ARG002
        """Return none: rows of the server do not tell boilerplate from story."""
        return frozenset()

    def newest(self, until: date) -> date | None:
        """Return the date of the newest article that is not dated after `until`, None where there is none."""
        days = (one.published for one in self._catalogue.values() if one.published and one.published <= until)
        return max(days, default=None)

    def article(self, article_id: str) -> Article | None:
        """Return an article by id."""
        return next(iter(self._articles(f"article_id == {json.dumps(article_id)} and {self._seen}")), None)

    def articles(self) -> list[Article]:
        """Return all articles, newest first, those without a date last."""
        return _newest_first(self._articles(self._seen))

    def catalogue(self) -> list[Article]:
        """Return all articles without their texts, newest first, those without a date last."""
        return _newest_first(self._catalogue.values())

    def select(self, conditions: Conditions = NO_CONDITIONS) -> frozenset[str]:
        """Return the ids of the articles that meet every condition."""
        meets = conditions.test()
        return frozenset(name for name, one in self._catalogue.items() if meets(one))

    def counts(self) -> Counts:
        """Return how many articles and passages there are."""
        return Counts(self._state.articles, self._state.passages)

    def faults(self) -> list[str]:
        """Return nothing: the server answers for its own rows."""
        return []

    def _search(
        self, field: str, wanted: str | list[float], k: int, article_ids: frozenset[str] | None, metric: str
    ) -> list[Hit]:
        if k <= 0 or not self._state.passages or (article_ids is not None and not article_ids):
            return []
        condition = self._seen
        if article_ids is not None and not article_ids >= self._catalogue.keys():
            condition = f"article_id in {_list(article_ids)} and {condition}"
        (found,) = self._client.search(
            self._state.passage_rows,
            data=[wanted],
            anns_field=field,
            filter=condition,
            limit=min(k, _MOST),
            output_fields=["id"],
            search_params={"metric_type": metric},
        )
        return [Hit(hit["entity"]["id"], _score(hit["distance"], metric)) for hit in found]

    def _of(self, ids: Sequence[int], fields: list[str]) -> dict[int, Row]:
        if not len(ids):
            return {}
        return {row["id"]: row for row in self._passages(f"id in {_list(map(int, ids))}", fields)}

    def _passages(self, condition: str, fields: list[str]) -> Iterable[Row]:
        return all_rows(self._client, self._state.passage_rows, f"{condition} and {self._seen}", fields)

    def _articles(self, condition: str) -> list[Article]:
        records: dict[str, str] = {}
        parts: dict[str, dict[int, str]] = {}
        for row in all_rows(
            self._client, self._state.article_rows, condition, ["article_id", "part", "record", "text"]
        ):
            records[row["article_id"]] = row["record"]
            parts.setdefault(row["article_id"], {})[row["part"]] = row["text"]
        return [
            from_record(record, [text for _, text in sorted(parts[name].items())]) for name, record in records.items()
        ]


def _newest_first(articles: Iterable[Article]) -> list[Article]:
    placed = sorted(articles, key=lambda one: (one.folder, one.path))
    return sorted(placed, key=lambda one: one.published or date.min, reverse=True)


def _score(distance: float, metric: str) -> float:
    # milvus-lite gives BM25 as a distance, a server as a score.
    return abs(distance) if metric == "BM25" else distance


def _passage(row: Row) -> Passage:
    spans = tuple(Span(*span) for span in json.loads(row["sentences"]))
    start, end = spans[0].start, spans[-1].end
    return Passage(row["id"], row["article_id"], row["ordinal"], start, end, row["body"], spans)


def _list(values: Iterable[Any]) -> str:
    return json.dumps(list(values))
