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
"""
# Whoever it was lost to has won, and whoever it was bought from has sold.
_OTHER_SIDE = re.compile(r"\b(?:to|against|over|by|from|with|beat|beating|defeat\w*)\s+(?:the\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in _WORD.findall(text))


_CONTRARY = {
    word: contrary
    for line in _PAIRS.strip().splitlines()
    for sides in [[*map(_stems, line.split("/"))]]
    for words, contrary in (sides, sides[::-1])
    for word in words
}


def tells_opposite(question: str, sentence: str, span: Span) -> bool:
    """Say whether the clause of the span tells the opposite of what is asked, and the sentence nowhere that itself.

    `span` are offsets in the sentence.
    """
    part = clause(sentence, span)
    asked, said, told = _stems(question), _stems(sentence), _stems(sentence[part.start : part.end])
    return not _OTHER_SIDE.search(sentence[: span.start]) and any(
        _CONTRARY[word] & told - asked for word in asked & _CONTRARY.keys() - said
    )
