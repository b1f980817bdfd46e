"""The retriever: the passages of one snapshot that a question should be read against, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from embeddings import Hit, Snapshot
from rag.filters import Filters
from rag.fusion import convex_combination
from rag.near_duplicates import NearDuplicates
from rag.source import Source


@dataclass(frozen=True, slots=True)
class Retrieval:
    """What one question brought.

    `sources` are to be read, best first. `copies` maps the passage id of a source to passages of other articles that
    say nearly the same and were left out for it. `background` holds further candidates' texts: what else is said in
    this corner of the collection, by which the rarity of a word can be judged.
    """

    sources: tuple[Source, ...] = ()
    copies: dict[int, tuple[Source, ...]] = field(default_factory=dict)
    background: tuple[str, ...] = ()


# How many times `top_k` passages are looked at before near-duplicates are dropped.
_LOOKED_AT = 4


def retrieve(
    snapshot: Snapshot, vector: NDArray[np.float32], question: str, *, filters: Filters, candidates: int, top_k: int
) -> Retrieval:
    """Return the `top_k` best distinct passages: BM25 and dense search, `candidates` deep each, fused by score.

    `vector` is the question's, float32[d] of length one.
    """
    allowed = _allowed(snapshot, filters)
    if allowed is not None and not allowed:
        return Retrieval()
    dense = snapshot.search_dense(vector, candidates, article_ids=allowed)
    lexical = snapshot.search_text(question, candidates, article_ids=allowed)
    similarity = _similarity(snapshot, vector, lexical, dense)
    bm25 = {hit.passage_id: hit.score for hit in lexical}
    fused = convex_combination(bm25, similarity)[: max(_LOOKED_AT * top_k, 20)]
    passages = snapshot.passages([identifier for identifier, _ in fused])
    bm25_rank, dense_rank = _ranks(lexical), _ranks(dense)
    articles = {passage.article_id: snapshot.article(passage.article_id) for passage in passages}
    sources = [
        Source(passage, article, score, bm25_rank.get(identifier), dense_rank.get(identifier), similarity[identifier])
        for (identifier, score), passage in zip(fused, passages, strict=True)
        if (article := articles[passage.article_id]) is not None
    ]
    return _distinct(sources, top_k)


def _distinct(sources: Sequence[Source], top_k: int) -> Retrieval:
    kept: list[Source] = []
    copies: dict[int, tuple[Source, ...]] = {}
    seen = NearDuplicates()
    for source in sources:
        original = seen.original(source.passage)
        if original is None:
            if len(kept) == top_k:
                continue
            seen.add(source.passage)
            kept.append(source)
        elif original.article_id != source.passage.article_id:
            copies[original.id] = (*copies.get(original.id, ()), source)
    return Retrieval(tuple(kept), copies, tuple(source.passage.text for source in sources))


def _allowed(snapshot: Snapshot, filters: Filters) -> frozenset[str] | None:
    if filters.empty:
        return None
    return snapshot.select(
        published_from=filters.published_from,
        published_to=filters.published_to,
        sources=filters.sources,
        kinds=filters.kinds,
    )


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
