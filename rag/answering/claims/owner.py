"""The owner: whose revenue, trial or age a sentence tells, where the same is asked of another.

"Revenue at Pell rose to 4 million, its rival Norsen said" does not tell the revenue of Norsen.
"""

import re
from itertools import takewhile

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, fold, stem
from rag.words.names import strangers

# Of persons and what they hold tells the office.
_PERSON_ASKED = re.compile(r"who(?:m|se)?\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?P<owner>(?:[A-Z][\w&-]*\s+){0,2}[A-Z][\w&-]*)(?:['’]s|(?<=s)['’])\s+(?P<owned>(?:[a-z][\w-]*\s*){1,3})"
)
_BEHIND = re.compile(r"\b(?P<owned>[A-Za-z][\w-]*)\s+(?:of|at|for)\s+(?:the\s+)?(?P<owner>[A-Z][^,;.]*)")
# "Per Lund, 54, beat Ada Holm" tells no age of hers.
_AGE_ASKED = re.compile(r"how\s+old\s+(?:is|was)\s+(?P<who>[^?]+)", re.IGNORECASE)
_OLD = re.compile(r"[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+)*,\s+(?:aged\s+)?$")


def of_another_owner(question: str, sentence: str, span: Span) -> bool:
    """Say whether what is asked of one is told of another in the sentence with the span, offsets in it."""
    if asked := _AGE_ASKED.match(question):
        beside = _OLD.search(sentence[: span.start])
        return beside is not None and strangers(asked["who"], beside[0])
    if _PERSON_ASKED.match(question):
        return False
    told = _owners(sentence)
    return any(strangers(owner, told[owned]) for owned, owner in _owners(question).items() if owned in told)


def _owners(text: str) -> dict[str, str]:
    """Return what is told to be somebody's, as stems, with the words for those whose it is."""
    owners: dict[str, str] = {}
    for form in (_BEFORE, _BEHIND):
        for found in form.finditer(text):
            for word in takewhile(lambda one: one not in FUNCTION_WORDS, found["owned"].split()):
                owned = stem(fold(word))
                owners[owned] = f"{owners.get(owned, '')} {found['owner']}"
    return owners
