"""Near-duplicates: passages that would give the reader the same words twice.

Whole copies are clustered when the index is built; what is left for the question are neighbours in one article, and
passages that hold most of a shorter one.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from embeddings.passage import Passage
from embeddings.store.versions import are_versions
from rag.words.content_words import words

_SHINGLE = 4
# Share of the smaller passage's shingles that the larger one holds too; reworded copy of one event stays well below.
_SAME_TEXT = 0.8
# Neighbours share one sentence by design; only where most of a passage is shared does it bring nothing new.
_SAME_PLACE = 0.7

# By their hashes, which unlike those of tuples are not computed anew whenever two sets are compared.
Shingles = frozenset[int]


@dataclass(slots=True)
class NearDuplicates:
    """The passages taken so far, against which each next one is compared."""

    _taken: list[tuple[Passage, Shingles]] = field(default_factory=list)

    def original(self, passage: Passage) -> Passage | None:
        """Return the passage already taken that this one nearly repeats, None where it brings something new."""
        shingles = _shingles(passage.text)
        for taken, held in self._taken:
            if taken.article_id == passage.article_id:
                if _overlap(taken, passage) >= _SAME_PLACE:
                    return taken
            elif len(shingles & held) >= _SAME_TEXT * min(len(shingles), len(held)) and not are_versions(
                taken.text, passage.text, contained=True
            ):
                return taken
        return None

    def add(self, passage: Passage) -> None:
        """Take a passage."""
        self._taken.append((passage, _shingles(passage.text)))


@lru_cache(maxsize=1_000)
def _shingles(text: str) -> Shingles:
    tokens = words(text)
    runs = zip(*(tokens[at:] for at in range(_SHINGLE)), strict=False)
    return frozenset(map(hash, runs)) or frozenset([hash(tuple(tokens))])


def _overlap(one: Passage, other: Passage) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(one.end - one.start, other.end - other.start))
