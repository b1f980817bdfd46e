"""Reciprocal rank fusion: one ranking out of several whose scores do not compare."""

from collections.abc import Sequence

# Cormack, Clarke and Büttcher (SIGIR 2009) found 60 good over a wide range of collections.
RANK_CONSTANT = 60


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[int]], *, weights: Sequence[float] | None = None, k: int = RANK_CONSTANT
) -> list[tuple[int, float]]:
    """Return (id, score) pairs, best first: the sum over `rankings` of weight / (k + rank), ranks counted from 1.

    Ids of equal score keep the order in which they were first met, so that the result never depends on chance.
    """
    scores: dict[int, float] = {}
    for ranking, weight in zip(rankings, weights or [1.0] * len(rankings), strict=True):
        for rank, identifier in enumerate(ranking, start=1):
            scores[identifier] = scores.get(identifier, 0.0) + weight / (k + rank)
    return sorted(scores.items(), key=lambda item: -item[1])
