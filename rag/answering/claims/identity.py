"""The identity: whether a sentence speaks of the very one that is asked about, or of one that is easily taken for it.

A deputy, a foundation, a minister of something else and a Smyth among Smiths share nearly all words with the one whose
place, name or office they nearly have, and a correction repeats what it corrects.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, content_stems, fold, stem
from rag.words.names import is_calendar, names_in, titles_in

# What sets apart who nearly has an office from who has it, and one contest from another; alternatives mean the same.
_NEARLY = (r"former|ex|previous|past", r"deputy|vice", r"assistant", r"incoming|designate", r"shadow", r"honorary")
_CONTESTS = (
    r"women['’]s|ladies['’]?",
    r"men['’]s",
    r"boys['’]?",
    r"girls['’]?",
    r"junior|youth|under[- ]\d\d",
    r"wheelchair|paralympics?",
    r"indoor",
)
_NAMESAKE = re.compile(
    r"\b([A-Z][\w'’]+)\s+(Foundation|Institute|Museum|University|College|Festival|Hospital|Airport|Stadium|Arena|Park|Prize|"
    r"Award|Awards|Academy|Society|Trust|Fund|Union|Association|Ventures|Studios|Records)\b"
)
_CORRECTED = re.compile(
    r"\b(?:earlier|previous|original|initial|first) version\b|"
    r"\b(?:incorrectly|wrongly|mistakenly|erroneously|in error)\b|\bmisstated\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:earlier|previous|original|initial|first|wrong|mistake|error|correct)", re.IGNORECASE)
_WHO = re.compile(r"\b(?:who|whom|whose|name)\b", re.IGNORECASE)
_HOLDS = re.compile(r"\b(?:who(?:['’]s| (?:is|was|are|were|chairs|chaired))|name of)\b", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"\b(?:replac|succe|follow|becom|became|appoint|nam(?:ed|es)|nominat|elect|next|new|tak(?:es|en) over)",
    re.IGNORECASE,
)
_OFFICES = frozenset(
    """
    prime foreign finance trade interior defence defense health transport energy justice education environment economy
    economics industry agriculture culture labour labor home treasury sports digital security
    """.split()  # noqa: SIM905
)
_OFFICE = re.compile(rf"\b({'|'.join(sorted(_OFFICES))})\s+(?:minister|secretary|commissioner)\b", re.IGNORECASE)
_LEADER = re.compile(r"\b(?:head|leader|chief|boss)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-z][\w’'-]{3,}")
# So many characters before and behind a name hold the office of whoever bears it.
_BEFORE_NAME, _BEHIND_NAME = 40, 40
_APPOSITION = re.compile(r"\s*,\s*(?:the |a |an )?")
_ALIKE, _NEARLY_ALIKE = 0.75, 0.6
# One of these is asked for by "which", and two are no answer.
_ONE = re.compile(
    r"\b(?:which|what)\s+(?:one\s+)?(?:country|nation|city|town|person|man|woman|player|minister|politician|president|island|year|"
    r"month|day)\b",
    re.IGNORECASE,
)
_TWO = re.compile(r"[A-Z0-9][\w’'.-]*(?:[ ,]+(?:the )?[A-Z0-9][\w’'.-]*)*,? and (?:the )?[A-Z0-9][\w’'. -]*")
# Countries whose name is of two.
_DOUBLE = re.compile(r"Bosnia|Trinidad|Antigua|Kitts|Vincent|Tom[eé]\b")
_HOW_MANY = re.compile(r"(?:\w+\s+){0,2}how\s+many\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)"
    r"ty|dozens?|scores|hundreds?|thousands?|\w+illions?|hal(?:f|ves)|thirds?|quarters?|fifths?|tenths?|none|no|nobody|both|all|"
    r"several|few\w*|many|most|more|lots?|couple|pair|single|every\w*|once|twice|double|triple|some|numerous|countless|multiple|"
    r"number)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"\b[IVXL]+\b")
# Of several that it names itself a question may ask for one.
_CHOICE = re.compile(r"\b(?:or|and|between|among|either|neither|both)\b|,", re.IGNORECASE)
_ROOT = 4
# "The age of 75" is no cause of a death, and "post-colonial" no thing.
_AGE = re.compile(r"(?:at\s+)?(?:the\s+)?age\s+of\b", re.IGNORECASE)
_AGE_ASKED = re.compile(r"\b(?:old|older|age|aged|when|long|young)\b", re.IGNORECASE)
_THING_ASKED = re.compile(r"what(?:['’]s|\s+(?:is|are|was|were))\s+(?:an?\s|(?-i:[A-Z]))", re.IGNORECASE)
_QUALITY = re.compile(r"[\w-]+(?:onial|ional|ical|ious|eous|ful|less)", re.IGNORECASE)
_SORT_ASKED = re.compile(r"(?:which|what)\s+(?P<one>[a-z][\w-]+)(?:\s+(?P<other>[a-z][\w-]+))?", re.IGNORECASE)
_WHOSE = re.compile(r"\b(?P<name>[^\W\d_a-z][\w-]+)(?:['’]s|(?<=s)['’])\s+(?P<role>(?:[a-z][\w-]*\s+){1,3})$")
# What is done to a thing, but for what makes one and the same of both.
_DOES = (
    r"\s+(?:\w+ly\s+)?(?:(?:has|have|had)\s+)?(?:(?!remained|stayed|seemed|appeared|turned)[a-z]+ed|sent|put|lost|won|built|bought|"
    r"sold|took|gave|held|led|hit|shot|broke|chose|brought|drew|drove|flew|found|got|kept|laid|left|met|paid|ran|saw|set|"
    r"shut|spent|struck|wrote)\s+(?:an?|the|its|their|his|her|another)\s+(?:[\w-]+\s+){0,2}"
)


def holds_no_office(question: str, answer: str, article: str) -> bool:
    """Say whether the question asks who holds an office and the answer is no person, as far as its article tells.

    Things happen in a place; a person is called by more than one word, or with a title, at least once.
    """
    if not _WHO.search(question) or not (titles_in(question) or _LEADER.search(question)):
        return False
    name = rf"{re.escape(answer)}(?![\w'’])"
    called = " " in answer or re.search(rf"\b[A-Z][\w'’.-]* {name}", article)
    return not called or re.search(rf"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout) (?:the )?{name}", article) is not None


def no_answer(question: str, answer: str) -> bool:
    """Say whether the answer repeats names of the question, names two for one, or is of another sort than is asked for:
    no number for "how many", an age for a cause, a quality for a thing.
    """
    if _HOW_MANY.match(question) and not _NUMBER.search(answer):
        return True
    if _AGE.match(answer) and not _AGE_ASKED.search(question):
        return True
    if _THING_ASKED.match(question) and _QUALITY.fullmatch(answer):
        return True
    if _ONE.search(question) and _TWO.fullmatch(answer.strip()) and not _DOUBLE.search(answer):
        return True
    name = all(word[0].isupper() or word in FUNCTION_WORDS for word in answer.split())
    if not name or _CHOICE.search(question) or any(map(str.isdigit, answer)):
        return False
    said = frozenset(content_stems(_NUMERAL.sub("", answer)))
    return bool(said) and said <= frozenset(content_stems(question))


def of_another(question: str, sentence: str, span: Span, heading: str = "", passage: str = "") -> bool:
    """Say whether the sentence with the span speaks of another than the one asked about, or takes back what it says.

    `span` are offsets in the sentence; its heading and the passage around it may set apart whom it speaks of.
    """
    return (
        _nearly(question, sentence, heading)
        or _other_contest(question, f"{sentence[: span.start]} {sentence[span.end :]}", heading)
        or _namesake(question, sentence, f"{heading}\n{passage}")
        or (_CORRECTED.search(sentence) is not None and not _BEFORE.search(question))
        or _other_office(question, sentence, span)
        or _does_to_asked(question, sentence, span)
        or _of_another_owner(question, sentence, span)
        or _look_alike(question, sentence, f"{heading}\n{passage}")
    )


def _nearly(question: str, sentence: str, heading: str) -> bool:
    """Whether one of question and sentence says "deputy mayor" where the other says "mayor"."""
    # Whoever is known by name is the same with and without: "former president Holm" and "president Holm".
    return _WHO.search(question) is not None and any(
        _only_here(one, sentence, question) or _only_here(one, question, sentence, heading) for one in _NEARLY
    )


def _other_contest(question: str, sentence: str, heading: str) -> bool:
    """Whether one of question and sentence says "the women's open" where the other says "the open"."""
    return any(_only_here(one, sentence, question) or _only_here(one, question, sentence, heading) for one in _CONTESTS)


def _only_here(qualifier: str, here: str, there: str, heading: str = "") -> bool:
    stems = frozenset(content_stems(there))
    for found in re.finditer(rf"\b(?:{qualifier})[\s-]+(\w+)(?:\s+(\w+))?", here, re.IGNORECASE):
        about = {stem(fold(word)) for word in found.groups() if word}
        if about & stems and not re.search(rf"\b(?:{qualifier})\b", f"{there}\n{heading}", re.IGNORECASE):
            return True
    return False


def _namesake(question: str, sentence: str, around: str) -> bool:
    """Whether what bears a body's name is taken for the body: "Norsen" and "Norsen Foundation"."""
    meant, told = _NAMESAKE.findall(question), _NAMESAKE.findall(sentence)
    asked, said = frozenset(content_stems(question)), frozenset(content_stems(sentence if meant else ""))
    return any(
        stem(fold(name)) in asked and stem(fold(body)) not in asked
        for name, body in told
        # Where the name stands by itself too, the sentence speaks of both.
        if len(re.findall(rf"\b{re.escape(name)}\b", sentence)) == 1
    ) or any(
        stem(fold(name)) in said and stem(fold(body)) not in content_stems(f"{sentence}\n{around}")
        for name, body in meant
    )


def _other_office(question: str, sentence: str, span: Span) -> bool:
    """Whether the person of the span is told to hold another office than the one asked for."""
    asked = titles_in(question)
    # Whoever is to follow a governor holds another office still.
    if not asked or not _HOLDS.search(question) or _FOLLOWS.search(question):
        return False
    before = re.split(r"[,;:.]", sentence[max(0, span.start - _BEFORE_NAME) : span.start])[-1]
    before = before[max((name.end for name in names_in(before) if name.person), default=0) :]
    behind = _APPOSITION.match(sentence, span.end)
    after = re.split(r"[,;:.]", sentence[behind.end() : behind.end() + _BEHIND_NAME])[0] if behind else ""
    held = f"{before}{sentence[span.start : span.end]} {after}"
    told = titles_in(held)
    offices = {fold(one) for one in _OFFICE.findall(question)}, {fold(one) for one in _OFFICE.findall(held)}
    return bool(told) and (not told & asked or (all(offices) and not offices[0] & offices[1]))


def _of_another_owner(question: str, sentence: str, span: Span) -> bool:
    """Whether the span is told to be to another what is asked for: "Norsen's owner Holm" does not own Pell."""
    whose = _WHOSE.search(sentence[: span.start]) if _WHO.search(question) else None
    asked = _names(question)
    # Where the one asked about is not named too, the other may be the same by another word, as France is of French.
    if whose is None or not asked & _names(sentence) or any(_akin(fold(whose["name"]), one) for one in asked):
        return False
    roles, wanted = content_stems(whose["role"]), content_stems(question)
    return any(_kin(role, one) for role in roles for one in wanted)


def _does_to_asked(question: str, sentence: str, span: Span) -> bool:
    """Whether the span does something to one of the sort that is asked for: "Norsen bought a mill" names no mill."""
    asked = _SORT_ASKED.match(question)
    return asked is not None and any(
        re.match(rf"{_DOES}{re.escape(sort.removesuffix('s'))}s?\b", sentence[span.end :]) is not None
        for sort in asked.groups()
        if sort and sort.lower() not in FUNCTION_WORDS
    )


def _look_alike(question: str, sentence: str, around: str) -> bool:
    """Whether the sentence names, for a name that stands around it, only one that is spelt nearly like it."""
    known, told = _names(around), _names(sentence)
    # A name that stands nowhere may be misspelt in the question.
    return any(
        not any(_kin(one, other) for other in told)
        and any(one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _ALIKE for other in told)
        for one in _names(question) & known
    )


@lru_cache(maxsize=2_000)
def _names(text: str) -> frozenset[str]:
    return frozenset(
        fold(re.sub(r"['’]s?$", "", word))
        for word in _NAME.findall(text)
        if word.lower() not in FUNCTION_WORDS and not is_calendar(word.lower())
    )


def _akin(one: str, other: str) -> bool:
    """Whether two names may mean the same: France and French."""
    return _kin(one, other) or (one[:2] == other[:2] and SequenceMatcher(None, one, other).ratio() >= _NEARLY_ALIKE)


def _kin(one: str, other: str) -> bool:
    """Whether two names have one root: Turkey and Turkish."""
    root = min(len(one), len(other)) - 1
    return one == other or (root >= _ROOT and one[:root] == other[:root])
