"""The hit: a passage that a search found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage id with its score, higher is better: inner product from `search_dense`, BM25 from `search_text`."""

    passage_id: int
    score: float
