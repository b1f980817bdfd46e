"""The agreement: whether a sentence says what is asked, or denies it; a denial shares nearly all words with it."""

import re

from embeddings.passage import Span
from rag.words.content_words import content_stems, fold, stem

_DENIAL = re.compile(
    # Both halves of "neither ... nor" are one denial.
    r"\b(?:neither\b[^.;]*?\bnor|not|never|no|nor|neither|none|nobody|nothing|without|cannot|"
    r"den(?:y|ies|ied)|refus(?:es|ed)|failed to)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
# "Unlike Sweden, Norway has not": what holds of the one does not hold of the other.
_CONTRAST = re.compile(r"\b(?:unlike|in contrast to|contrary to)\b[^,;]*", re.IGNORECASE)
_ADDED = re.compile(r",\s+(?:which|who|where)\b")
_CLAUSE_END = re.compile(
    r";|,?\s+\b(?:but|while|whereas|although|though|because|after|before|unless)\b|,\s+(?:and|or)\b", re.IGNORECASE
)
_MEANWHILE = re.compile(r"\s(?:when|while|after|during|because)\b.*", re.IGNORECASE)
_ORDERED = 3
# Of what something is, has or can do, a sentence with all words may say something else.
_ACTED = re.compile(r"(?:did|has|have|had)\b", re.IGNORECASE)
# What is wanted, doubted, likely, claimed or yet to come is not so.
_HEDGED = re.compile(
    r"\b(?:may|might|could|would|should|will|shall|if|whether|unless|until|plan\w*|propos\w+|intend\w*|aim\w*|goals?|"
    r"hop(?:e|es|ed|ing)|want\w*|wish\w*|try|tri(?:es|ed)|trying|attempt\w*|seek\w*|sought|ask\w*|demand\w*|"
    r"call(?:s|ed|ing)? (?:for|on)|urg\w+|consider\w*|expect\w*|likely|unlikely|possibl[ey]|perhaps|probably|alleg\w+|"
    r"accus\w+|claim\w*|rumou?r\w*|reportedly|threat\w*|promis\w+|pledg\w+|agreed to|due to|set to|said to|almost|"
    r"nearly|hardly|barely|rarely|few|little|suspect\w*|doubt\w*|believ\w+|thought|predict\w*)\b",
    re.IGNORECASE,
)
# How much, how often and since when a sentence need not say in the same words.
_MEASURED = re.compile(
    r"\b(?:all|every\w*|only|first|last|still|always|ever|never|any\w*|no|most|more|less|fewer|least|than|same|both|yet|or|"
    r"before|again|already|enough|too|very)\b",
    re.IGNORECASE,
)
_WAS_DONE = re.compile(r"\b(?:was|were|been)\b.*?\b(?P<verb>[a-z]{2,}ed)\b", re.IGNORECASE)
_TO_BE = re.compile(r"\bbe (?:\w+ly )?$", re.IGNORECASE)
# What is denied of a verb: "has not yet banned", "refuses to ban".
_DENIED_VERB = re.compile(
    r"(?:\b(?:not|never|cannot|(?:refus|declin|fail)(?:e?s|ed) to|den(?:ies|ied))\b|n['’]t)\s+"
    r"(?:(?:yet|have|has|been|be|\w+ly)\s+){0,2}(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_EXCEPTED = re.compile(
    r"\b(?:refus\w+|declin\w+|fail\w+|den(?:y|ie[sd])|only|until|unless|instead|last|without)\b", re.IGNORECASE
)
_CLAUSE_BREAK = re.compile(r"[,;:]|\b(?:but|and|while|until|unless|because|since|if|so|as)\b")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")


def agrees(question: str, sentence: str, span: Span) -> bool:
    """Say whether the clause of a sentence with the span says what the question takes for granted: denies it or not.

    `span` are offsets in the sentence.
    """
    return _denied(sentence, span) == bool(len(_DENIAL.findall(question)) % 2)


def contrasted(question: str, sentence: str, span: Span) -> bool:
    """Say whether the span is told to be other than is asked by a sentence that sets two apart, as by "unlike"."""
    contrast = _CONTRAST.search(sentence)
    if contrast is None:
        return False
    inside = contrast.start() <= span.start < contrast.end()
    asked, rest = {*content_stems(question)}, f"{sentence[: contrast.start()]} {sentence[contrast.end() :]}"
    of_other = not inside and asked & {*content_stems(contrast[0])} and not asked & {*content_stems(rest)}
    return bool(of_other) or not agrees(question, sentence, span)


def negated(question: str, sentence: str, span: Span) -> bool:
    """Say whether the clause of the span denies the very verb of the question: "has not banned", "refused to ban"."""
    if _DENIAL.search(question) or _EXCEPTED.search(question):
        return False
    asked = {*content_stems(question)}
    for denied in _DENIED_VERB.finditer(sentence):
        between = sentence[min(span.end, denied.end()) : max(span.start, denied.start())]
        own = not _CLAUSE_BREAK.search(between) and not span.start <= denied.start() < span.end
        if own and stem(fold(denied["verb"])) in asked:
            return True
    return False


def unrealised(question: str, sentence: str) -> bool:
    """Say whether a question asks of something that was done, and the sentence only tells that it is to be.

    "The league calls for Holm to be suspended" does not tell why he was.
    """
    asked = _WAS_DONE.search(question)
    if asked is None or _HEDGED.search(question):
        return False
    verb = stem(fold(asked["verb"]))
    told = [word for word in _WORD.finditer(sentence) if stem(fold(word[0])) == verb]
    # What came "to be done" has come; what is called for may never come.
    ahead = [sentence[clause(sentence, Span(*word.span())).start : word.start()] for word in told]
    return bool(told) and all(_TO_BE.search(words) and _HEDGED.search(words) for words in ahead)


def denies(question: str, sentence: str, heading: str = "") -> bool:
    """Say whether a sentence denies what a yes/no question asks.

    It holds all words of the question that carry meaning, but for its "when ..." and for a word in its heading, and a
    denial in the clause of the one that comes first in the question.
    """
    asked = content_stems(_MEANWHILE.sub("", question))
    places = {stem(fold(word[0])): Span(*word.span()) for word in reversed(list(_WORD.finditer(sentence)))}
    said = [one for one in asked if one in places]
    if len(said) < min(2, len(asked)) or not said or not set(asked) <= {*places, *content_stems(heading)}:
        return False
    return _denied(sentence, places[said[0]]) and not _DENIAL.search(question)


def affirms(question: str, sentence: str) -> bool:
    """Say whether a sentence states that something was done, as a yes/no question asks.

    It holds all words of the question that carry meaning, the first three in their order, and neither denies nor hedges
    any of them.
    """
    if not _ACTED.match(question):
        return False
    asked = content_stems(question)
    places = [stem(fold(word)) for word in _WORD.findall(sentence)]
    found = [places.index(one) if one in places else -1 for one in asked]
    # Who, did and what have their order; where and when stand before or behind it.
    ordered = len(asked) > 1 and min(found) == found[0] >= 0 and found[:_ORDERED] == sorted(found[:_ORDERED])
    hedges = {stem(fold(one)) for one in _HEDGED.findall(sentence)} - set(asked)
    plain = not (hedges or _DENIAL.search(sentence) or _DENIAL.search(question) or _MEASURED.search(question))
    return ordered and plain


def _denied(sentence: str, span: Span) -> bool:
    contrast = _CONTRAST.search(sentence)
    if contrast is None:
        return _odd(sentence, clause(sentence, span), span)
    # A contrast is told of its whole sentence, but for what is added of the other: "unlike Sweden, which has".
    before, behind = Span(0, contrast.start()), Span(contrast.end(), len(sentence))
    own = _ADDED.match(sentence, behind.start) is None
    inside = contrast.start() <= span.start < contrast.end()
    return (_odd(sentence, before, span) != (own and _odd(sentence, behind, span))) != inside


def _odd(sentence: str, part: Span, span: Span) -> bool:
    # "No workers" as the answer to "how many" denies nothing of what is asked.
    denials = [
        match
        for match in _DENIAL.finditer(sentence, part.start, part.end)
        if not span.start <= match.start() < span.end
    ]
    return len(denials) % 2 == 1


def clause(sentence: str, span: Span) -> Span:
    """Return the clause of a sentence with a span, as offsets in the sentence."""
    start, end = 0, len(sentence)
    for boundary in _CLAUSE_END.finditer(sentence):
        if boundary.end() <= span.start:
            start = boundary.end()
        elif boundary.start() >= span.end:
            return Span(start, boundary.start())
    return Span(start, end)
