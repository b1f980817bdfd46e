"""The opposite: whether a sentence tells the contrary of what is asked, in nearly the same words.

"Holm lost the final" does not tell who won it, nor "the bridge will be closed in May" when it opens.
"""

import re

from embeddings.passage import Span
from rag.answering.claims.agreement import clause
from rag.words.content_words import fold, stem

_PAIRS = """
    win won winning winner / lose lost losing loser
    open opened opening / close closed closing shut
    buy bought / sell sold
    rise rose risen rises / fall fell fallen falls
    raise raised / cut lowered reduced
    increase increased increases / decrease decreased decreases
    legalise legalised legalize legalized / ban banned outlawed
    appoint appointed hired / dismiss dismissed fired sacked
    acquit acquitted cleared / convict convicted
    import imported imports / export exported exports
    approve approved / reject rejected
    born / died
    begin began begun start started starts / end ended ends finish finished
    arrive arrived / leave left departed
    say said claim claimed / reject rejected denied dismissed disputed
"""
# Whoever it was lost to has won, and whoever it was bought from has sold.
_OTHER_SIDE = re.compile(
    r"\b(?:to|against|over|by|from|with|beat|beating|defeat\w*)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}$", re.IGNORECASE
)
# The contrary stands so many words before or behind the span at most.
_BESIDE = 3
_WORD = re.compile(r"[^\W\d_]+")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in _WORD.findall(text))


def _contrary() -> dict[str, frozenset[str]]:
    contrary: dict[str, frozenset[str]] = {}
    for line in _PAIRS.strip().splitlines():
        one, other = map(_stems, line.split("/"))
        for words, others in ((one, other), (other, one)):
            contrary |= {word: contrary.get(word, frozenset()) | others for word in words}
    return contrary


_CONTRARY = _contrary()


def tells_opposite(question: str, sentence: str, span: Span) -> bool:
    """Say whether the opposite of what is asked is told right beside the span, and nowhere in the sentence that itself.

    `span` are offsets in the sentence.
    """
    part = clause(sentence, span)
    before, behind = (
        sentence[part.start : span.start].split()[-_BESIDE:],
        sentence[span.end : part.end].split()[:_BESIDE],
    )
    asked, beside = _stems(question), _stems(" ".join([*before, *behind]))
    return not _OTHER_SIDE.search(sentence[: span.start]) and any(
        _CONTRARY[word] & beside - asked for word in asked & _CONTRARY.keys() - _stems(sentence)
    )
