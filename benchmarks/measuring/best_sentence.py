"""The baselines a user could run without a reader: the passage's best sentence by embedding, or by BM25."""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from embeddings import Encoder
from embeddings.sentences import split_sentences

_TERM = re.compile(r"\w+")
_K1, _B = 1.2, 0.75


class EmbeddingSentence:
    """Answers with the sentence whose vector is nearest to the question's."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def answer(self, question: str, passage: str) -> str:
        """Return the best sentence of the passage."""
        sentences = _sentences(passage)
        if not sentences:
            return passage
        vectors = self._encoder.encode([question, *sentences])
        return sentences[int((vectors[1:] @ vectors[0]).argmax())]


class Bm25Sentence:
    """Answers with the sentence of the highest BM25; document frequencies are over all sentences of the passages."""

    def __init__(self, passages: Iterable[str]) -> None:
        bags = [set(_terms(sentence)) for passage in set(passages) for sentence in _sentences(passage)]
        self._frequencies = Counter(term for bag in bags for term in bag)
        self._count = len(bags)

    def answer(self, question: str, passage: str) -> str:
        """Return the best sentence of the passage."""
        sentences = _sentences(passage)
        if not sentences:
            return passage
        mean = sum(len(_terms(sentence)) for sentence in sentences) / len(sentences)
        wanted = set(_terms(question))
        return max(sentences, key=lambda sentence: self._score(wanted, _terms(sentence), mean))

    def _score(self, wanted: set[str], terms: list[str], mean: float) -> float:
        counts = Counter(terms)
        norm = _K1 * (1 - _B + _B * len(terms) / mean)
        return sum(self._idf(term) * counts[term] * (_K1 + 1) / (counts[term] + norm) for term in wanted)

    def _idf(self, term: str) -> float:
        found = self._frequencies[term]
        return math.log(1 + (self._count - found + 0.5) / (found + 0.5))


@lru_cache(maxsize=1024)
def _sentences(passage: str) -> tuple[str, ...]:
    return tuple(passage[span.start : span.end] for span in split_sentences(passage))


def _terms(text: str) -> list[str]:
    return _TERM.findall(text.lower())
