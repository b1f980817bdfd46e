"""Fusion: one ranking out of what lexical and dense search found, by their scores.

Ranks tell that a passage came first, not by how much; the scores do. Bruch, Gai and Ingber (TOIS 2023) compare the two
ways; `python -m benchmarks.fusion` does so over the sets here and prints the figures that chose the weight.
"""

from collections.abc import Mapping

DENSE_WEIGHT = 0.7


def convex_combination(
    lexical: Mapping[int, float], dense: Mapping[int, float], *, weight: float = DENSE_WEIGHT
) -> list[tuple[int, float]]:
    """Return (id, score) pairs, best first: weight * cosine + (1 - weight) * BM25 / best BM25.

    `lexical` maps an id to its BM25 score, a missing one counts 0; `dense` maps every id to its cosine. Ids of equal
    score keep the order of `dense`.
    """
    best = max(lexical.values(), default=0.0)
    scale = (1.0 - weight) / best if best > 0.0 else 0.0
    fused = [(key, weight * cosine + scale * lexical.get(key, 0.0)) for key, cosine in dense.items()]
    return sorted(fused, key=lambda item: -item[1])
