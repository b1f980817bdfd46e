"""Integrity: whether everything in the store still fits together."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from embeddings import Article, Passage, Snapshot
from embeddings.article import article_id

# Stored as float16, a vector of length one comes back within a thousandth of it.
_LENGTH_TOLERANCE = 5e-3


@dataclass(frozen=True, slots=True)
class Integrity:
    """What was checked in one generation, and each fault in words."""

    generation: int
    articles: int
    passages: int
    faults: tuple[str, ...]


def check_store(snapshot: Snapshot) -> Integrity:
    """Re-derive each article's id from its text and compare each passage, sentence and vector with its article."""
    articles, passages = 0, 0
    faults = snapshot.faults()
    if faults:
        # What cannot be read cannot be compared either.
        counts = snapshot.counts()
        return Integrity(snapshot.generation, counts.articles, counts.passages, tuple(faults))
    for article in snapshot.articles():
        held = snapshot.passages_of(article.id)
        articles, passages = articles + 1, passages + len(held)
        faults += [f"{article.id} ({article.path}): {fault}" for fault in _faults(snapshot, article, held)]
    counts = snapshot.counts()
    if (counts.articles, counts.passages) != (articles, passages):
        faults.append(f"{counts.passages - passages} passages belong to no article")
    return Integrity(snapshot.generation, articles, passages, tuple(faults))


def _faults(snapshot: Snapshot, article: Article, passages: list[Passage]) -> Iterator[str]:
    if article_id(article.text) != article.id:
        yield "its text is not the one that its id names"
    for passage in passages:
        if article.text[passage.start : passage.end] != passage.text:
            yield f"passage {passage.ordinal} does not stand in its text"
        if any(not passage.start <= s.start < s.end <= passage.end for s in passage.sentences):
            yield f"a sentence of passage {passage.ordinal} lies outside of it"
    lengths = np.linalg.norm(snapshot.vectors([passage.id for passage in passages]), axis=1)
    if not np.allclose(lengths, 1.0, atol=_LENGTH_TOLERANCE):
        yield "a vector does not have length one"
