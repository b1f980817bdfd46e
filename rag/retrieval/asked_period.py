"""The asked period: what time a question speaks of, "in January" or "since 2022", told from the day it is asked on."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rag.retrieval.time_expressions import TimeExpression, in_words, time_expressions

# News on what happened in a month or year goes on appearing for a while.
_AFTERMATH = timedelta(days=10)
_LEADING = re.compile(
    r"(?<!\w)(?:(?:back|only|as|already)\s+)*(?:in|on|at|during|of|for|as\s+of|by|from)?\s*(?:\bthe\s+)?$", re.I
)
_OPEN = re.compile(
    r"(?<!\w)(?P<since>since|from)?(?P<after>after)?(?P<until>until|till|up\s+to)?(?P<before>before)?\s*(?:the\s+)?$",
    re.I,
)
_OPEN_WITHIN = re.compile(
    r"(?P<since>since|from)\b|(?P<after>after)\b|(?P<until>until|till)\b|(?P<before>before)\b", re.I
)
_ONWARD = re.compile(r"\s*(?:on|onwards?|to\s+(?:now|date|today))\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:to|and|until|till|through|-|–)\s*(?:the\s+)?$", re.IGNORECASE)
_RANGE_WITHIN = re.compile(r"(?:to|and|until|till|through)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s*(?:the\s+)?$", re.IGNORECASE)
_NAMES_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\byear\b", re.IGNORECASE)
_BETWEEN_WITHIN = re.compile(r"(?:between|from)\b", re.IGNORECASE)


# Letters that a pattern without regard to case takes for others, which no table of names then holds.
_ALIKE = str.maketrans("ſİı\u212a", "sIik")


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, which the words `question[start:end]` ask for.

    `words` says the days as an article of that time would, where the question does not: "last year" stands in no
    article that reports on 2022, but 2022 does.
    """

    first: date
    last: date
    start: int
    end: int
    words: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether an article of this day may report on the period."""
        return self.first <= day <= self.last + _AFTERMATH

    def without(self, question: str) -> str:
        """Return the question without the words that ask for the period."""
        before, after = question[: self.start].rstrip(" ,"), question[self.end :].removeprefix("'s")
        return f"{before}{'' if after[:1] in '?!.,' else ' '}{after.lstrip()}".strip(" ,")


def asked_period(question: str, today: date) -> Period | None:
    """Return the period that `question` names, None where it names none; "in January" is the last January begun."""
    question = question.translate(_ALIKE)
    found = time_expressions(question, today)
    if not found:
        return None
    first = found[0]
    before = question[: first.start]
    if len(found) > 1 and (period := _span(question, first, found[1])):
        return period
    opened = _OPEN_WITHIN.match(question, first.start) or _OPEN.search(before)
    onward = _ONWARD.match(question, first.end)
    start, end = min(first.start, opened.start() if opened else first.start), first.end
    if opened and (opened["since"] and (opened["since"].lower() == "since" or onward)):
        return Period(first.first, max(today, first.last), start, onward.end() if onward else end)
    if opened and opened["after"]:
        return Period(first.last + timedelta(days=1), max(today, first.last + timedelta(days=1)), start, end)
    if opened and opened["until"]:
        return Period(date.min, first.last, start, end)
    if opened and opened["before"]:
        return Period(date.min, first.first - timedelta(days=1), start, end)
    leading = _LEADING.search(before)
    start = min(start, leading.start() if leading else start)
    said = in_words(first.first, first.last)
    spoken = not question[first.start : first.end].casefold().endswith(str(first.first.year))
    return Period(first.first, first.last, start, end, said if spoken and " to " not in said and _long(first) else "")


def _span(question: str, first: TimeExpression, second: TimeExpression) -> Period | None:
    """Return the period from one expression to the next, where the question joins the two."""
    between, before = question[first.end : second.start], question[: first.start]
    joined = _RANGE.fullmatch(between) or (not between.strip() and _RANGE_WITHIN.match(question, second.start))
    opening = _BETWEEN.search(before)
    if not joined or not (opening or _BETWEEN_WITHIN.match(question, first.start)):
        return None
    begin = first.first
    if not _NAMES_YEAR.search(question, first.start, first.end):
        # In "between March and June 2023" the year is said once.
        begin = begin.replace(year=second.first.year, day=min(begin.day, 28) if begin.month == 2 else begin.day)
        begin = begin.replace(year=begin.year - 1) if begin > second.last else begin
    if begin > second.last:
        return None
    return Period(begin, second.last, opening.start() if opening else first.start, second.end)


def _long(expression: TimeExpression) -> bool:
    return expression.last - expression.first >= timedelta(days=27)
