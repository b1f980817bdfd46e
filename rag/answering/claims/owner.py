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
_NAME = re.compile(r"\b[A-Z][\w&-]+")


def figure_of_another(question: str, sentence: str, span: Span) -> bool:
    """Say whether the span is a figure told of another than the one of whom it is asked.

    `span` are offsets in the sentence.
    """
    if not _FIGURE_ASKED.match(question) or not any(map(str.isdigit, sentence[span.start : span.end])):
        return False
    told = _owners(sentence)
    return any(
        not any(akin(one, name) for others in told[owned] for one in others for name in names)
        for owned, every in _owners(question).items()
        for names in every
        if owned in told
    )


def _owners(text: str) -> dict[str, list[frozenset[str]]]:
    """Return what is told to be somebody's, as stems, each with the names of those whose it is."""
    owners: dict[str, list[frozenset[str]]] = {}
    for form in (_BEFORE, _BEHIND):
        for found in form.finditer(text):
            names = frozenset(fold(name) for name in _NAME.findall(found["owner"]))
            for word in takewhile(lambda one: one not in FUNCTION_WORDS, found["owned"].split()):
                if names:
                    owners.setdefault(stem(fold(word)), []).append(names)
    return owners
