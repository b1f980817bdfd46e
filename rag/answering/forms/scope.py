"""The scope: which articles a question is about, told from the outlet and the period it names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from rag.filters import Filters
from rag.retrieval.asked_period import Period
from rag.retrieval.time_expressions import in_words

_ARTICLE = r"(?:(?:news\s+)?(?:articles?|stor(?:y|ies)|reports?|pieces?|items?|headlines?|copy|coverage))"
_FILLING = re.compile(
    rf"^(?:(?:the|a|an|this|that|all|any|last|latest|newest|{_ARTICLE})\b\s*)+(?:(?:about|on|of|from|by|in)\b\s*)*|"
    rf"\s+(?:{_ARTICLE}|in\s+the\s+(?:news|articles|papers))$",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:the|this|that|latest|newest|last)\s+(?:[\w'’.-]+\s+){0,4}?(?:article|story|report|piece)\b(?!s)", re.I
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The articles that pass `filters`; `topic` is what the question asks about, less the words of the
    filters, and `text` the same with its frame, such as "articles about".

    `period` is the period that the words named and `outlets` the outlets; `one` says that a single article is meant.
    """

    filters: Filters
    topic: str
    text: str = ""
    period: Period | None = None
    outlets: tuple[str, ...] = ()
    one: bool = False

    @property
    def named(self) -> str:
        """What was understood as a filter, in words; empty where nothing was."""
        days = []
        if self.period:
            opened = self.period.first == date.min
            last = self.period.last
            days = [f"until {in_words(last, last)}" if opened else in_words(self.period.first, last)]
        return ", ".join([*self.outlets, *days])


def scope_of(text: str, filters: Filters, outlets: Iterable[str], period: Period | None) -> Scope:
    """Read the outlets out of `text` and join them with the `filters` that were given and the `period` asked for."""
    rest = text
    found: list[str] = []
    for outlet in sorted(set(outlets), key=len, reverse=True):
        name = re.escape(outlet)
        led = rf"\b(?:from|by|in|according\s+to|at)\s+(?:the\s+)?{name}(?:['’]s)?(?!\w)(?:\s+{_ARTICLE}\b)?"
        owned = rf"\b(?:the\s+)?{name}(?:['’]s?)?\s+{_ARTICLE}\b"
        acting = (
            rf"\b(?:did|does|has|have)\s+(?:the\s+)?{name}\s+(?:publish|carry|carried|write|written|run|report|post)\w*"
        )
        shorter, count = re.subn(rf"{led}|{owned}|{acting}", " ", rest, flags=re.IGNORECASE)
        if count:
            found.append(outlet)
            rest = shorter
    one = _ONE.search(text) is not None
    topic = _FILLING.sub("", " ".join(rest.split()).strip(" ,"))
    bounded = replace(filters, sources=tuple(found) if found and not filters.sources else filters.sources)
    return Scope(bounded, _FILLING.sub("", topic).strip(" ,"), " ".join(rest.split()), period, tuple(found), one)


def published_in(filters: Filters, period: Period | None) -> Filters | None:
    """Return the filters bounded by the period too; None where no day meets both."""
    if period is None:
        return filters
    first = max(period.first, filters.published_from or date.min)
    last = min(period.last, filters.published_to or date.max)
    if first > last:
        return None
    return replace(filters, published_from=None if first == date.min else first, published_to=last)
