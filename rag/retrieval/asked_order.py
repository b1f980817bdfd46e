"""The asked order: whether a question wants the newest or the oldest of what articles say, as in "the latest cost"."""

import re
from typing import Literal

Order = Literal["newest", "oldest"]

_WORDS: dict[Order, re.Pattern[str]] = {
    "newest": re.compile(
        r"\b(?:latest|newest|current(?:ly)?|most\s+recent|present)\s+|\s+(?:currently|at\s+present|now)(?=\s*\??$)",
        re.I,
    ),
    "oldest": re.compile(
        r"\b(?:original(?:ly)?|initial(?:ly)?)\s+|\s+(?:originally|initially|at\s+first)(?=\s*\??$)", re.I
    ),
}


def asked_order(question: str) -> tuple[Order | None, str]:
    """Return the order that a question asks for and the question without the words for it.

    >>> asked_order("What was the original cost of the tunnel?")
    ('oldest', 'What was the cost of the tunnel?')
    """
    for order, words in _WORDS.items():
        if words.search(question):
            return order, words.sub("", question, count=1)
    return None, question
