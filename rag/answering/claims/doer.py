"""The doer: who did something, and to whom it was done.

"Norsen bought Pell" answers which firm Norsen bought, and not which firm bought Norsen, though all words are there.
"""

import re

from embeddings.passage import Span
from rag.words.content_words import content_stems, fold, stem
from rag.words.names import capitalised, is_calendar, strangers

# The past of verbs of the news that have one of their own.
_PASTS = """
    beat beat beaten, buy bought, sell sold, win won, pay paid, hold held, lead led, make made, take took taken,
    give gave given, sue sued, find found, leave left, meet met, tell told, build built, strike struck,
    shoot shot, fight fought, bring brought, teach taught, catch caught, lose lost, drive drove,
    write wrote written, choose chose chosen, steal stole stolen, hit hit, send sent, show showed shown,
    throw threw, see saw seen, break broke broken, spend spent, lend lent, get got, begin began begun, go went,
    grow grew grown, fall fell fallen, rise rose risen, say said
"""
_FORMS = [forms.split() for forms in _PASTS.split(",")]
_BASE = {form: forms[0] for forms in _FORMS for form in forms}
_PAST = rf"(?:[a-z]+ed|{'|'.join(sorted({form for forms in _FORMS for form in forms[1:]}))})"
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
_NAME = r"[A-Z][\w&.'’-]*(?:\s+(?:(?:of|de|van|von|al)\s+)?[A-Z][\w&.'’-]*)*"
# "How much has Norsen paid": what Norsen did is asked.
_DEED_ASKED = re.compile(
    rf"\b(?:did|does|do|has|have|had|will|would)\s+(?:the\s+)?(?P<doer>{_NAME})\s+(?:\w+ly\s+|ever\s+|first\s+)?(?P<verb>[a-z]{{3,}})"
)
_SUBJECT = re.compile(
    rf"(?<!\bin )(?<!\bof )(?<!\bat )(?<!\bfor )(?<!\bfrom )(?<!\bto )(?<!\bby )(?<!\bon )(?<!\bwith )(?<!\bthe )"
    rf"\b(?P<doer>{_NAME})(?:,[^,]{{1,60}},)?\s+(?:(?:has|have|had|will|would|also|already|\w+ly)\s+){{0,2}}$"
)
_WORD = re.compile(r"[a-z]+")
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
        if _base(done[0]) != _base(asked["verb"]) or _BE.search(before):
            continue
        near = re.split(r"[,;:]", before)[-1].split()[-_BEFORE:]
        itself = _ARTICLE.fullmatch(sentence, done.end(), span.start) and other & {*content_stems(" ".join(near))}
        if itself or _RECEIVES.fullmatch(sentence, done.end(), span.start):
            return True
    return False


def done_by_another(question: str, sentence: str, span: Span) -> bool:
    """Say whether what it is asked that one did is told of another, and the one not named in the sentence.

    `span` are offsets in the sentence.
    """
    asked = _DEED_ASKED.search(question)
    if asked is None or not strangers(asked["doer"], sentence):
        return False
    for word in _WORD.finditer(sentence):
        if _base(word[0]) != _base(asked["verb"]):
            continue
        doer = _SUBJECT.search(sentence[: word.start()])
        if doer and capitalised(doer["doer"]) and not is_calendar(doer["doer"].split()[0].lower()):
            return not span.start <= doer.start("doer") < span.end
    return False


def _base(verb: str) -> str:
    verb = fold(verb)
    return stem(_BASE.get(verb, verb))
