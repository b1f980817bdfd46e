"""The told times: the days that an article's sentence speaks of, told from the day on which it was published."""

import re
from collections.abc import Iterator
from datetime import date

from rag.retrieval.time_expressions import TimeExpression, time_expressions

_CLAUSE_END = re.compile(r"[,;:\"“”]|\s[-–—]\s|—")
_COMING = re.compile(
    r"\b(?:will|would|shall|is to|are to|to be|going to|plans?|planned|scheduled|expects?|expected|due|set to|next|"
    r"until|till)\b",
    re.IGNORECASE,
)


def told_times(sentence: str, published: date | None) -> Iterator[TimeExpression]:
    """Yield the times that a sentence names, in order: "on Friday" is the last one, or the next where its clause says.

    Without a day to tell from, only what names its own year counts.
    """
    today = published or date(1900, 1, 1)
    coming = {one.start: one for one in time_expressions(sentence, today, "ahead")}
    for one in time_expressions(sentence, today, "near"):
        if published is None and str(one.first.year) not in sentence[one.start : one.end]:
            continue
        yield coming.get(one.start, one) if _COMING.search(_clause(sentence, one)) else one


def _clause(text: str, one: TimeExpression) -> str:
    """Return the clause that a time stands in, or the one that follows where it opens the sentence by itself."""
    before = _CLAUSE_END.split(text[: one.start])[-1]
    inside, *following = _CLAUSE_END.split(text[one.end :], maxsplit=2)
    alone = not f"{before}{inside}".strip()
    return f"{before} {following[0] if alone and following else inside}"
