"""Evidence: how much of what a question asks about a sentence really speaks of, and what else speaks for an answer.

A reader judges whether words could be an answer; it is easily led to a fluent span about something else. Lexical
coverage is the independent check: "Who is the chief executive of Cisco?" shares only one of its two matters with an
article on Cisco that names no executive. Rare words weigh more (inverse document frequency over the candidates), and
numbers more again; a word in the cited sentence or its headline counts more than one elsewhere in the passage.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from embeddings.passage import Span
from rag.answering.claims.agreement import agrees
from rag.reader.signals import Signals
from rag.words.content_words import content_stems

# A word that stands in the passage but in another sentence: the sentence may well be about it through a pronoun.
_NEARBY = 0.7
_SHORTEST_PREFIX = 5
# A sentence on 2022 does not answer for 2023, however much else it shares with the question.
_NUMBER = 2.0


@dataclass(frozen=True, slots=True)
class Matter:
    """What a question asks about: its content stems, each with its weight; weights sum to 1 (empty: nothing).

    `question` is empty for a matter that nobody put into a question.
    """

    weights: dict[str, float]
    question: str = ""

    @classmethod
    def of(cls, question: str, background: Sequence[str]) -> "Matter":
        """Weigh the question's words by their rarity among the candidates' texts."""
        stems = content_stems(question)
        texts = [_stems(text) for text in background]
        raw = {stem: _weight(stem, sum(_holds(text, stem) for text in texts), len(texts)) for stem in stems}
        total = sum(raw.values())
        return cls({stem: weight / total for stem, weight in raw.items()}, question)

    def coverage(self, sentence: str, title: str, passage: str) -> float:
        """Return the weighted share (0..1) of the question's words that the sentence speaks of, in its surroundings."""
        near, around = _stems(f"{title}\n{sentence}"), _stems(passage)
        return sum(weight * _found(stem, near, around) for stem, weight in self.weights.items())

    def signals(
        self,
        answer: Span,
        sentence: Span,
        *,
        heading: str,
        passage: str,
        score: float,
        answerable: float,
        written: float,
        verified: float,
        similarity: float,
    ) -> Signals:
        """Return what speaks for an answer; it and its sentence are offsets in the passage, the rest is passed on."""
        text = passage[sentence.start : sentence.end]
        place = Span(answer.start - sentence.start, answer.end - sentence.start)
        return Signals(
            score=score,
            answerable=answerable,
            written=written,
            verified=verified,
            similarity=similarity,
            coverage=self.coverage(text, heading, passage),
            agreement=float(agrees(self.question, text, place)),
        )


@lru_cache(maxsize=4_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(content_stems(text))


def _holds(stems: frozenset[str], stem: str) -> bool:
    if stem in stems:
        return True
    root = stem[:_SHORTEST_PREFIX]
    return len(root) == _SHORTEST_PREFIX and any(other.startswith(root) and _akin(stem, other) for other in stems)


def _akin(one: str, other: str) -> bool:
    """Whether one stem begins with the other: "localization" and "localized", "export" and "exporters"."""
    shorter, longer = sorted((one, other), key=len)
    # One letter more after a vowel makes a Russian of Russia, after a consonant another word: Navalny is not naval.
    enough = len(shorter) >= _SHORTEST_PREFIX and (len(longer) - len(shorter) > 1 or shorter[-1] in "aeiou")
    return enough and longer.startswith(shorter)


def _found(stem: str, near: frozenset[str], around: frozenset[str]) -> float:
    if _holds(near, stem):
        return 1.0
    # A number of the next sentence is that sentence's own.
    return _NEARBY if not stem[0].isdigit() and _holds(around, stem) else 0.0


def _weight(stem: str, holding: int, texts: int) -> float:
    rarity = math.log(1.0 + (texts + 1.0) / (holding + 0.5))
    return _NUMBER * rarity if stem[0].isdigit() else rarity
