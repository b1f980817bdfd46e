"""The owner: whose figure a sentence tells, where the same is asked of another.

"Revenue at Pell rose to 4 million, its rival Norsen said" does not tell the revenue of Norsen.
"""

import re
from itertools import takewhile

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, fold, stem
from rag.words.names import akin

_FIGURE_ASKED = re.compile(
    r"how\s+(?:much|high|many|large|big)\b|what(?:['’]s|\s+(?:is|was|were|are|did))\b", re.IGNORECASE
)
_BEFORE = re.compile(
    r"(?P<owner>(?:[A-Z][\w&-]*\s+){0,2}[A-Z][\w&-]*)(?:['’]s|(?<=s)['’])\s+(?P<owned>(?:[a-z][\w-]*\s*){1,3})"
)
_BEHIND = re.compile(r"\b(?P<owned>[A-Za-z][\w-]*)\s+(?:of|at|for)\s+(?:the\s+)?(?P<owner>[A-Z][^,;.]*)")
# "Per Lund, 54, beat Ada Holm" tells no age of hers.
_AGE_ASKED = re.compile(r"how\s+old\s+(?:is|was)\s+(?P<who>[^?]+)", re.IGNORECASE)
_OLD = re.compile(r"[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+)*,\s+(?:aged\s+)?$")
_NAME = re.compile(r"\b[A-Z][\w&-]+")


def figure_of_another(question: str, sentence: str, span: Span) -> bool:
    """Say whether the span is a figure told of another than the one of whom it is asked.

    `span` are offsets in the sentence.
    """
    if asked := _AGE_ASKED.match(question):
        beside = _OLD.search(sentence[: span.start])
        return beside is not None and _strangers(_names(asked["who"]), _names(beside[0]))
    if not _FIGURE_ASKED.match(question) or not any(map(str.isdigit, sentence[span.start : span.end])):
        return False
    told = _owners(sentence)
    return any(_strangers(names, told[owned]) for owned, names in _owners(question).items() if owned in told)


def _owners(text: str) -> dict[str, set[str]]:
    """Return what is told to be somebody's, as stems, with the names of those whose it is."""
    owners: dict[str, set[str]] = {}
    for form in (_BEFORE, _BEHIND):
        for found in form.finditer(text):
            for word in takewhile(lambda one: one not in FUNCTION_WORDS, found["owned"].split()):
                owners.setdefault(stem(fold(word)), set()).update(_names(found["owner"]))
    return owners


def _names(text: str) -> set[str]:
    return {fold(name) for name in _NAME.findall(text)}


def _strangers(asked: set[str], told: set[str]) -> bool:
    return bool(asked and told) and not any(akin(one, other) for one in asked for other in told)
