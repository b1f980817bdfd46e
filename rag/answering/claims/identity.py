"""The identity: whether a sentence speaks of the very one that is asked about, or of one that is easily taken for it.

A deputy, a foundation and the women's open share nearly all words with the one whose name or office they nearly have.
"""

import re
from difflib import SequenceMatcher

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, content_stems, fold, stem
from rag.words.figures import tells_number
from rag.words.names import is_calendar, one_root

# What sets apart who nearly has an office from who has it, and one contest from another; alternatives mean the same.
_NEARLY = (r"former|ex|previous|past", r"deputy|vice", r"assistant", r"incoming|designate", r"shadow", r"honorary")
_CONTESTS = (
    r"women['’]s|ladies['’]?",
    r"men['’]s",
    r"boys['’]?",
    r"girls['’]?",
    r"junior|youth|under-\d\d",
    r"wheelchair|paralympics?",
    r"indoor",
)
# "Second largest" and "largest", each with the superlative that it goes with.
_RANKED = re.compile(
    r"\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|joint)[\s-]+(?:\w+[\s-]+)?(most|least|\w+est)\b",
    re.IGNORECASE,
)
_NAMESAKE = re.compile(
    r"\b([A-Z][\w'’]+)\s+(Foundation|Institute|Museum|University|College|Festival|Hospital|Airport|Stadium|Arena|Park|Prize|"
    r"Award|Awards|Academy|Society|Trust|Fund|Union|Association|Ventures|Studios|Records)\b"
)
_CORRECTED = re.compile(
    r"\b(?:earlier|previous|original|initial|first) version\b|\b(?:incorrectly|wrongly|misstated)\b", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(?:earlier|previous|original|initial|first|wrong|mistake|error|correct)", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-z][\w-]{3,}")
_ALIKE = 0.75
_SORT_ASKED = re.compile(r"(?:which|what)\s+(?P<one>[a-z][\w-]+)(?:\s+(?P<other>[a-z][\w-]+))?", re.IGNORECASE)
_DOES = r"\s+(?:\w+ly\s+)?(?:ha(?:s|ve|d)\s+)?([a-z]+)\s+(?:an?|the|its|their|his|her|another)\s+(?:[\w-]+\s+){0,2}"
# What makes one and the same of two.
_IS = re.compile(r"(?:becom|became|remain|stay|seem|appear|turn)")
# Not the "who" of "the man who".
_WHO = re.compile(
    r"(?:^|[.?!]\s+|\b(?:and|but|to|by|of|for|with|from)\s+)(?:who|whom|whose)\b|\bname of\b", re.IGNORECASE
)
_HOW_MANY = re.compile(r"(?:\w+\s+){0,2}how\s+many\b", re.IGNORECASE)
_NUMERAL = re.compile(r"\b[IVXL]+\b")
# Of several that it names itself a question may ask for one.
_CHOICE = re.compile(r"\b(?:or|and|between|among|either|neither|both)\b|,", re.IGNORECASE)


def no_answer(question: str, answer: str) -> bool:
    """Say whether the answer is no more than names of the question, or no number for "how many"."""
    if _HOW_MANY.match(question) and not tells_number(answer):
        return True
    name = all(word[0].isupper() or word in FUNCTION_WORDS for word in answer.split())
    if not name or _CHOICE.search(question) or any(map(str.isdigit, answer)):
        return False
    said = frozenset(content_stems(_NUMERAL.sub("", answer)))
    return bool(said) and said <= frozenset(content_stems(question))


def of_another(question: str, sentence: str, span: Span, heading: str = "", passage: str = "") -> bool:
    """Say whether the sentence with the span speaks of another than the one asked about.

    `span` are offsets in the sentence; its heading and the passage around it may set apart whom it speaks of.
    """
    rest = f"{sentence[: span.start]} {sentence[span.end :]}"
    # Whoever is known by name is the same with and without: "former president Holm" and "president Holm".
    nearly = _WHO.search(question) is not None and _qualified(_NEARLY, question, sentence, heading)
    return (
        nearly
        or _qualified(_CONTESTS, question, rest, heading)
        or _of_other_rank(question, sentence)
        or _of_other_rank(sentence, question)
        or _namesake(question, sentence, f"{heading}\n{passage}")
        or (_CORRECTED.search(sentence) is not None and not _BEFORE.search(question))
        or _does_to_asked(question, sentence, span)
        or _look_alike(question, sentence, f"{heading}\n{passage}")
    )


def _qualified(qualifiers: tuple[str, ...], question: str, told: str, heading: str) -> bool:
    """Whether one of question and sentence says "deputy mayor" where the other says "mayor"."""
    return any(_only_here(one, told, question) or _only_here(one, question, told, heading) for one in qualifiers)


def _only_here(qualifier: str, here: str, there: str, heading: str = "") -> bool:
    stems = frozenset(content_stems(there))
    for found in re.finditer(rf"\b(?:{qualifier})[\s-]+(\w+)(?:\s+(\w+))?", here, re.IGNORECASE):
        about = {stem(fold(word)) for word in found.groups() if word}
        if about & stems and not re.search(rf"\b(?:{qualifier})\b", f"{there}\n{heading}", re.IGNORECASE):
            return True
    return False


def _of_other_rank(here: str, there: str) -> bool:
    return any(
        re.search(rf"\b{superlative}\b", there, re.IGNORECASE) and not re.search(rf"\b{rank}\b", there, re.IGNORECASE)
        for rank, superlative in _RANKED.findall(here)
    )


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


def _does_to_asked(question: str, sentence: str, span: Span) -> bool:
    """Whether the span does something to one of the sort that is asked for: "Norsen bought a mill" names no mill."""
    asked = _SORT_ASKED.match(question)
    for sort in asked.groups() if asked else ():
        if sort and sort.lower() not in FUNCTION_WORDS:
            does = re.match(rf"{_DOES}{re.escape(sort.removesuffix('s'))}s?\b", sentence[span.end :])
            if does and does[1] not in FUNCTION_WORDS and not _IS.match(does[1]):
                return True
    return False


def _look_alike(question: str, sentence: str, around: str) -> bool:
    """Whether the sentence names, for a name that stands around it, only one that is spelt nearly like it."""
    asked, told = _names(question), _names(sentence)
    # A name that stands nowhere may be misspelt in the question.
    return any(
        not any(one_root(one, other) for other in told)
        and any(one[0] == other[0] and SequenceMatcher(None, one, other).ratio() >= _ALIKE for other in told - asked)
        for one in asked & _names(around)
    )


def _names(text: str) -> frozenset[str]:
    return frozenset(
        name for name in map(fold, _NAME.findall(text)) if name not in FUNCTION_WORDS and not is_calendar(name)
    )
