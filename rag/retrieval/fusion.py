"""Fusion: one ranking out of what lexical and dense search found, by their scores.

Ranks tell that a passage came first, not by how much; the scores do. Bruch, Gai and Ingber (TOIS 2023) compare the two
ways and several scales for the scores; `python -m benchmarks.fusion` does so over the sets here and prints the figures
that chose scale and weight.
"""

from collections.abc import Mapping, Sequence

import numpy as np

DENSE_WEIGHT = 0.5


def convex_combination(
    lexical: Mapping[int, float], dense: Mapping[int, float], *, weight: float = DENSE_WEIGHT
) -> list[tuple[int, float]]:
    """Return (id, score) pairs, best first: weight * cosine + (1 - weight) * BM25, both of the same spread.

    `lexical` maps an id to its BM25 score, a missing one counts 0; `dense` maps every id to its cosine. BM25 is scaled
    by the standard deviations of both over the candidates. Ids of equal score keep the order of `dense`.
    """
    bm25 = [lexical.get(key, 0.0) for key in dense]
    spread = _spread(bm25)
    # Where every cosine is the same, BM25 still tells the candidates apart.
    scale = (_spread(list(dense.values())) or 1.0) / spread if spread else 0.0
    fused = [
        (key, weight * cosine + (1.0 - weight) * scale * words)
        for (key, cosine), words in zip(dense.items(), bm25, strict=True)
    ]
    return sorted(fused, key=lambda item: -item[1])


def _spread(scores: Sequence[float]) -> float:
    # The mean of equal scores may differ from them by a rounding, and so would their deviation from 0.
    return float(np.std(scores)) if scores and max(scores) > min(scores) else 0.0
