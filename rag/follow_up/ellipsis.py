"""Ellipsis: a question that leaves out what the one before it said, such as "And in 2022?" or "Why?"."""

import re
from datetime import date

from rag.retrieval.time_expressions import time_expressions
from rag.words.names import names_in

_LEAD = re.compile(
    r"^(?:(?:and|but|so|or|ok|okay|then)\b)?[\s,]*(?:what about|how about|and for|as for)?\s*", re.IGNORECASE
)
_PREPOSITIONS = "in|at|on|for|from|by|with|to|of|under|during|since|until|before|after|about|between"
_AUXILIARIES = "do|does|did|is|are|was|were|has|have|had|will|would|can|could|should"
_ASKING = "who|whom|whose|what|which|when|where|why|how"
_BARE = re.compile(
    rf"^(?:(?:{_PREPOSITIONS})\s+)?(?:why not|why so|how so|how come|what for|what else|who else|which ones?|how much|"
    rf"how many|how long|how often|since when|until when|{_ASKING}|(?:who|what)\s+(?!(?:{_AUXILIARIES})\b)\w+)$",
    re.IGNORECASE,
)
_BARE_NOUN = re.compile(
    rf"^(?:(?:{_PREPOSITIONS})\s+)?(?:what|which|how many|how much)\s+(?:(?!(?:{_AUXILIARIES})\b)[\w'-]+)$",
    re.IGNORECASE,
)
_FULL = re.compile(
    rf"^(?:(?:{_PREPOSITIONS})\s+)?(?:{_ASKING}|{_AUXILIARIES}|tell|explain|describe|list|show|give|name|compare|define|"
    r"summari[sz]e|thanks?|hello|please)\b",
    re.IGNORECASE,
)
_WITH_AUXILIARY = re.compile(rf"^(?P<asking>{_ASKING})\s+(?P<auxiliary>{_AUXILIARIES})\s+(?P<rest>.+)$", re.IGNORECASE)
_OBJECT_ASKED = re.compile(
    r"^what\s+(?:did|does|do|has|have|will)\b(?!.*\b(?:say|call|mean|think|tell)\b)", re.IGNORECASE
)
_OF_THE_SUBJECT = re.compile(r"^(?:who|which\s+\w+|what)\s+(?P<rest>.+)$", re.IGNORECASE)
_ASKED_OF = re.compile(rf"(?<=\w): (?:(?:{_PREPOSITIONS})\s+)?(?:{_ASKING}|since|until)\b.*$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TIME = re.compile(rf"^(?:(?P<preposition>{_PREPOSITIONS})\s+)?(?P<year>(?:19|20)\d\d)$", re.IGNORECASE)
# "When was that?" asks "when?", and "Who said so?" asks for the source of the whole answer.
_POINTS_BACK = re.compile(
    rf"^(?P<asked>when|where|why|how)\s+(?:{_AUXILIARIES})\s+(?:(?:that|this|it)(?:\s+(?:so|happen|happened|be))?|"
    r"(?:it|he|she|they)\s+do\s+(?:that|this|it|so))$",
    re.IGNORECASE,
)
_WHO_SAID = re.compile(
    r"^who\s+(?:else\s+)?(?:said|says|reported|reports|told|claims|claimed|explained|announced|confirmed)\b.*\b"
    r"(?:so|that|this|it)$",
    re.IGNORECASE,
)


def fragment_of(question: str) -> str | None:
    """Return the part of an elliptical question that it does say, None where the question stands by itself."""
    words = question.rstrip(" ?!.")
    lead = _LEAD.match(words)
    rest = words[lead.end() :] if lead else words
    back = _POINTS_BACK.match(rest)
    if back:
        return back["asked"]
    if asks_anew(rest):
        return rest
    led = bool(lead and lead[0].strip(" ,"))
    return rest if led and rest and not _FULL.match(rest) and len(rest.split()) <= 8 else None


def asks_anew(fragment: str) -> bool:
    """Whether the fragment asks something else of the same matter ("Why?") and so puts nothing in its place."""
    return any(pattern.match(fragment) for pattern in (_WHO_SAID, _BARE, _BARE_NOUN))


def names_time(fragment: str) -> bool:
    """Whether the fragment is a time and nothing else, such as "in November 2014"."""
    said = time_expressions(fragment, date.today())
    return bool(said) and said[0].end - said[0].start >= 0.8 * len(fragment)


def asks_for_object(question: str) -> bool:
    """Whether the answer is what somebody did something to, as in "What did Cisco destroy?"."""
    return _OBJECT_ASKED.match(question) is not None


def complete(fragment: str, previous: str, short: str | None) -> str:
    """Return the whole question that `fragment` stands for after the question `previous`, answered by `short`."""
    # Of a question that was itself put together here, what it was about is kept and what it asked is not.
    before = _ASKED_OF.sub("", previous.rstrip(" ?!."))
    return _ask_anew(fragment, before, short) if asks_anew(fragment) else _put_in(fragment, before) + "?"


def _ask_anew(fragment: str, before: str, short: str | None) -> str:
    clause = _WITH_AUXILIARY.match(before)
    if clause and re.fullmatch(r"why|why not|when|where|how|since when|until when", fragment, re.IGNORECASE):
        asked = f"{fragment[0].upper()}{fragment[1:]} {clause['auxiliary']}"
        if short and asks_for_object(before):
            # "What did Cisco destroy in Russia?" with its answer known: "Why did Cisco destroy its stocks in Russia?".
            tail = re.search(rf"\s+(?:{_PREPOSITIONS})\s.*$", clause["rest"])
            cut = tail.start() if tail else len(clause["rest"])
            return f"{asked} {clause['rest'][:cut]} {short.split(',')[0].strip()}{clause['rest'][cut:]}?"
        if clause["asking"].lower() != "what":
            return f"{asked} {clause['rest']}?"
    subject = None if re.match(rf"^\w+\s+.*\b(?:{_AUXILIARIES})\b", before) else _OF_THE_SUBJECT.match(before)
    statement = f"{short} {subject['rest']}" if subject and short and len(short.split()) <= 8 else before
    return f"{statement}: {fragment[0].lower()}{fragment[1:]}?"


def _put_in(fragment: str, before: str) -> str:
    told = time_expressions(before, date.today())
    if told and names_time(fragment):
        # "And in November 2014?" takes the place of the time that was asked about.
        leading = " " if before[told[0].start : told[0].start + 1].strip() and told[0].start else ""
        return f"{before[: told[0].start].rstrip()}{leading}{fragment}{before[told[0].end :]}"
    time = _TIME.match(fragment)
    if time:
        if _YEAR.search(before):
            return _YEAR.sub(time["year"], before, count=1)
        return f"{before} {time['preposition'] or 'in'} {time['year']}"
    phrase = re.match(rf"^({_PREPOSITIONS})\s+(.+)$", fragment, re.IGNORECASE)
    if phrase:
        stop = rf"{_PREPOSITIONS}|{_AUXILIARIES}|and|or"
        same = list(re.finditer(rf"\b{phrase[1]}\s+(?:(?!\b(?:{stop})\b)[^?])+", before, re.IGNORECASE))
        if same and not _YEAR.search(same[-1][0]):
            tail = " " if same[-1][0].endswith(" ") else ""
            return before[: same[-1].start()] + fragment + tail + before[same[-1].end() :]
        return f"{before} {fragment}"
    names = names_in(before)
    bare = re.sub(r"^the\s+", "", fragment)
    if names and (bare[:1].isupper() or bare[:1].isdigit()):
        return before[: names[0].start] + bare + before[names[0].end :]
    return f"{before}: {fragment}"
