"""The doer: who did something, and to whom it was done.

"Norsen bought Pell" answers which firm Norsen bought, and not which firm bought Norsen, though all words are there.
"""

import re

from embeddings.passage import Span
from rag.words.content_words import content_stems, fold, stem

_DONE = frozenset(
    """
    beat beaten bought sold won paid held led made took taken gave given sued found left met told built struck shot
    fought brought taught caught lost drove wrote written chose chosen stole stolen hit sent showed shown threw saw seen
    broke broken
    """.split()  # noqa: SIM905
)
_PAST = rf"(?:[a-z]+ed|{'|'.join(sorted(_DONE))})"
_NO_NOUN = r"(?!(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|should)\b)"
# "Which firm bought Norsen", "who has invaded Pell": the doer is asked for.
_DOER_ASKED = re.compile(
    rf"(?:who|(?:which|what)(?:\s+{_NO_NOUN}[a-z][\w-]*){{1,2}}?)(?:\s+(?:has|have|had))?(?:\s+\w+ly)?"
    rf"\s+(?P<verb>{_PAST})\s+(?P<other>[^?]+)",
    re.IGNORECASE,
)
_DID = re.compile(rf"\b{_PAST}\b", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"\s+(?:(?:the|a|an|its|their|his|her)\s+)?")
# "Sold its docks to": in the same clause, and not by somebody.
_RECEIVES = re.compile(r"(?:(?!\b(?:by|who|that|which|when|after|before)\b)[^,;:.])*\s(?:to|from|for)\s+(?:the\s+)?")
# The doer stands so many words before the verb at most.
_BEFORE = 4


def done_to(question: str, sentence: str, span: Span) -> bool:
    """Say whether it is asked who did something, and the span is whom it was done to, or for.

    `span` are offsets in the sentence.
    """
    asked = _DOER_ASKED.match(question)
    if asked is None:
        return False
    other = {*content_stems(asked["other"])}
    for done in _DID.finditer(sentence, 0, span.start):
        before = sentence[: done.start()]
        if stem(fold(done[0])) != stem(fold(asked["verb"])) or _BE.search(before):
            continue
        near = re.split(r"[,;:]", before)[-1].split()[-_BEFORE:]
        itself = _ARTICLE.fullmatch(sentence, done.end(), span.start) and other & {*content_stems(" ".join(near))}
        if itself or _RECEIVES.fullmatch(sentence, done.end(), span.start):
            return True
    return False
