"""The retriever: the passages of one snapshot that a question should be read against, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from embeddings import Article, Hit, Passage, Snapshot
from rag.filters import Filters
from rag.retrieval.asked_period import asked_period
from rag.retrieval.deduplication import NearDuplicates
from rag.retrieval.fusion import convex_combination
from rag.retrieval.timeliness import Timeliness
from rag.retrieved_passage import RetrievedPassage


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What one question brought.

    `sources` are to be read, best first. `copies` maps the passage id of a source to passages of other articles that
    say nearly the same and were left out for it. `background` holds further candidates' texts: what else is said in
    this corner of the collection, by which the rarity of a word can be judged.
    """

    sources: tuple[RetrievedPassage, ...] = ()
    copies: dict[int, tuple[RetrievedPassage, ...]] = field(default_factory=dict)
    background: tuple[str, ...] = ()


# What boilerplate is held back by, so that it is read where the story has nothing alike.
_ASIDE = 0.15
# How many times `top_k` passages are looked at before near-duplicates are dropped, and how many of them are enough to
# tell the rare words from the common ones.
_LOOKED_AT = 4
_BACKGROUND = 20
# Copies of one passage that are named; wire copy may stand in hundreds of articles.
_NAMED = 20


def retrieve(
    snapshot: Snapshot,
    vector: NDArray[np.float32],
    question: str,
    *,
    filters: Filters,
    candidates: int,
    top_k: int,
    freshness: float | None = None,
) -> Retrieval:
    """Return the `top_k` best distinct passages: BM25 and dense search, `candidates` deep each, fused by score.

    `vector` is the question's, float32[d] of length one. The question's dates are read from the newest day that the
    filters allow; with `freshness`, a half-life in days, articles near to it are preferred.
    """
    allowed = passing(snapshot, filters)
    if allowed is not None and not allowed:
        return Retrieval()
    today = filters.published_to or snapshot.newest(date.today())
    period = asked_period(question, today) if today else None
    words = f"{question} {period.words}" if period else question
    dense = snapshot.search_dense(vector, candidates, article_ids=allowed)
    lexical = snapshot.search_text(words, candidates, article_ids=allowed)
    similarity = _similarity(snapshot, vector, lexical, dense)
    fused = convex_combination({hit.passage_id: hit.score for hit in lexical}, similarity)
    asides = snapshot.asides([identifier for identifier, _ in fused])
    fused = sorted(
        ((one, score - _ASIDE * (one in asides)) for one, score in fused), key=lambda scored: scored[1], reverse=True
    )
    if today and (period or freshness):
        published = snapshot.published([identifier for identifier, _ in fused])
        fused = Timeliness(today, period, freshness).ordered(fused, published)
    found = Found(dict(fused), _ranks(lexical), _ranks(dense), similarity)
    return _distinct(snapshot, found, top_k)


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates by passage id: fused score, best first, rank in either search, cosine to the question."""

    scores: dict[int, float]
    bm25_ranks: dict[int, int]
    dense_ranks: dict[int, int]
    similarity: dict[int, float]

    def sources(
        self, snapshot: Snapshot, passages: Sequence[Passage], like: int | None = None
    ) -> list[RetrievedPassage]:
        """Return passages as sources; one that no search brought is scored as `like`, which it copies."""
        articles = {name: snapshot.article(name) for name in dict.fromkeys(one.article_id for one in passages)}
        sources = []
        for passage in passages:
            scored = passage.id if like is None or passage.id in self.scores else like
            if article := articles[passage.article_id]:
                ranks = self.bm25_ranks.get(passage.id), self.dense_ranks.get(passage.id)
                sources.append(RetrievedPassage(passage, article, self.scores[scored], *ranks, self.similarity[scored]))
        return sources


def _distinct(snapshot: Snapshot, found: Found, top_k: int) -> Retrieval:
    """Take the newest passage of each cluster, then drop those that repeat most of one already taken."""
    clustered = snapshot.copies(list(found.scores))
    published = snapshot.published([one for one in clustered if one in found.scores]) if clustered else {}
    firsts: list[int] = []
    hidden: set[int] = set()
    for identifier in found.scores:
        if identifier not in hidden:
            copies_found = [one for one in (identifier, *clustered.get(identifier, ())) if one in found.scores]
            firsts.append(max(copies_found, key=lambda one: published.get(one, date.min)))
            hidden.update(copies_found)
    looked_at = snapshot.passages(firsts[: max(_LOOKED_AT * top_k, 20)])
    kept: list[Passage] = []
    repeated: dict[int, list[Passage]] = {}
    seen = NearDuplicates()
    for passage in looked_at:
        original = seen.original(passage)
        if original is None:
            if len(kept) < top_k:
                seen.add(passage)
                kept.append(passage)
        elif original.article_id != passage.article_id:
            repeated.setdefault(original.id, []).append(passage)
    copies: dict[int, tuple[RetrievedPassage, ...]] = {}
    for passage in kept:
        others = found.sources(snapshot, repeated.get(passage.id, ()))
        if clones := clustered.get(passage.id, ())[:_NAMED]:
            others += found.sources(snapshot, snapshot.passages(clones), passage.id)
        if others:
            copies[passage.id] = tuple(others)
    named = (
        replace(one, also_in=_others(one, copies.get(one.passage.id, ()))) for one in found.sources(snapshot, kept)
    )
    return Retrieval(tuple(named), copies, tuple(passage.text for passage in looked_at[:_BACKGROUND]))


def _others(source: RetrievedPassage, copies: Sequence[RetrievedPassage]) -> tuple[Article, ...]:
    """Return the articles of the copies, each once and not the source's own."""
    articles = {copy.article.id: copy.article for copy in copies if copy.article.id != source.article.id}
    return tuple(articles.values())


def passing(snapshot: Snapshot, filters: Filters) -> frozenset[str] | None:
    """Return the ids of the articles that pass the filters, None where there are none to pass."""
    return None if filters.empty else snapshot.select(filters)


def _similarity(
    snapshot: Snapshot, vector: NDArray[np.float32], lexical: Sequence[Hit], dense: Sequence[Hit]
) -> dict[int, float]:
    """Return the cosine of question and passage for every candidate, those of dense search first."""
    similarity = {hit.passage_id: hit.score for hit in dense}
    others = [hit.passage_id for hit in lexical if hit.passage_id not in similarity]
    if others:
        similarity |= zip(others, (snapshot.vectors(others) @ vector).tolist(), strict=True)
    return similarity


def _ranks(hits: Sequence[Hit]) -> dict[int, int]:
    return {hit.passage_id: rank for rank, hit in enumerate(hits, start=1)}
