"""The agreement: whether a sentence says what is asked, or denies it; a denial shares nearly all words with it."""

import re

from embeddings.passage import Span
from rag.words.content_words import content_stems, fold, stem

_DENIAL = re.compile(
    r"\b(?:not|never|no|nor|neither|none|nobody|nothing|without|cannot|den(?:y|ies|ied)|refus(?:es|ed)|failed to)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
# "Unlike Sweden, Norway has not": what holds of the one does not hold of the other.
_CONTRAST = re.compile(r"\b(?:unlike|in contrast to|contrary to)\b[^,;]*", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r";|,?\s+\b(?:but|while|whereas|although|though|because|after|before|unless)\b|,\s+(?:and|or)\b", re.IGNORECASE
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def agrees(question: str, sentence: str, span: Span) -> bool:
    """Say whether the clause of a sentence with the span says what the question takes for granted: denies it or not.

    `span` are offsets in the sentence.
    """
    return _denied(sentence, span) == bool(len(_DENIAL.findall(question)) % 2)


def denies(question: str, sentence: str) -> bool:
    """Say whether a sentence denies what a yes/no question asks: it holds all words of it that carry meaning, and a
    denial in the clause of the one that comes first in the question.
    """
    asked = content_stems(question)
    places = {stem(fold(word[0])): Span(*word.span()) for word in reversed(list(_WORD.finditer(sentence)))}
    if not asked or not all(one in places for one in asked):
        return False
    return _denied(sentence, places[asked[0]]) and not _DENIAL.search(question)


def _denied(sentence: str, span: Span) -> bool:
    contrast = _CONTRAST.search(sentence)
    if contrast is None:
        return _odd(sentence, _clause(sentence, span), span)
    # A contrast is told of its whole sentence.
    told = Span(contrast.end(), len(sentence)) if contrast.start() == 0 else Span(0, contrast.start())
    inside = contrast.start() <= span.start < contrast.end()
    return _odd(sentence, told, span) != inside


def _odd(sentence: str, part: Span, span: Span) -> bool:
    # "No workers" as the answer to "how many" denies nothing of what is asked.
    denials = [
        match
        for match in _DENIAL.finditer(sentence, part.start, part.end)
        if not span.start <= match.start() < span.end
    ]
    return len(denials) % 2 == 1


def _clause(sentence: str, span: Span) -> Span:
    start, end = 0, len(sentence)
    for boundary in _CLAUSE_END.finditer(sentence):
        if boundary.end() <= span.start:
            start = boundary.end()
        elif boundary.start() >= span.end:
            return Span(start, boundary.start())
    return Span(start, end)
