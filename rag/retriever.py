"""The retriever: the passages of one snapshot that a question should be read against, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from embeddings import Snapshot
from rag.content_words import FUNCTION_WORDS, words
from rag.filters import Filters
from rag.fusion import reciprocal_rank_fusion
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
    """Return the `top_k` best distinct passages: BM25 and dense search, `candidates` deep each, fused by rank.

    `vector` is the question's, float32[d] of length one.
    """
    allowed = _allowed(snapshot, filters)
    if allowed is not None and not allowed:
        return Retrieval()
    dense = snapshot.search_dense(vector, candidates, article_ids=allowed)
    sparse = snapshot.search_text(_keywords(question), candidates, article_ids=allowed)
    rankings = [[hit.passage_id for hit in sparse], [hit.passage_id for hit in dense]]
    fused = reciprocal_rank_fusion(rankings)[: max(_LOOKED_AT * top_k, 20)]
    ids = [identifier for identifier, _ in fused]
    passages = snapshot.passages(ids)
    similarity = dict(zip(ids, (snapshot.vectors(ids) @ vector).tolist(), strict=True)) if ids else {}
    bm25_rank, dense_rank = _ranks(rankings[0]), _ranks(rankings[1])
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


def _keywords(question: str) -> str:
    """Return the question without its grammar, which in BM25 only adds noise and time."""
    return " ".join(word for word in words(question) if word not in FUNCTION_WORDS) or question


def _ranks(ranking: Sequence[int]) -> dict[int, int]:
    return {identifier: rank for rank, identifier in enumerate(ranking, start=1)}
