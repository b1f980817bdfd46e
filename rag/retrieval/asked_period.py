"""The asked period: what time a question speaks of, "in January" or "last year", told from the day it is asked on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from embeddings.metadata.dates import locate_date

# News on what happened in a month or year goes on appearing for a while.
_AFTERMATH = timedelta(days=10)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_NAMES = "|".join(_MONTHS)
_MONTH = re.compile(
    rf"\b(?P<of>last |this |(?:in|during|since|early|late|mid|of) (?:early |late |mid-)?)?(?P<month>{_NAMES})\b"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:in|during|of|for|since|from|by|early|late|mid-?) ?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_RELATIVE = re.compile(r"\b(?P<which>last|past|previous|this) (?P<unit>week|month|year)\b", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:(?P<back>\d{1,3}|a|an|one|two|three|four|five|six) (?P<unit>day|week|month|year)s? ago"
    r"|(?P<day>today|yesterday))\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"\b(?:last|past|previous) (?P<count>\d{1,3}|two|three|four|five|six) (?P<unit>day|week|month|year)s\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`; `words` says them as an article of that time would, where the question cannot.

    "Last year" stands in no article that reports on 2022, but 2022 does.
    """

    first: date
    last: date
    words: str = ""

    def holds(self, day: date) -> bool:
        """Tell whether an article of this day may report on the period."""
        return self.first <= day <= self.last + _AFTERMATH


def asked_period(question: str, today: date) -> Period | None:
    """Return the period that `question` names, None where it names none; "in January" is the last January begun."""
    for read in (_full_date, _ago, _within, _relative, _month, _year):
        for period in read(question, today):
            return period
    return None


def _full_date(question: str, _today: date) -> Iterator[Period]:
    if found := locate_date(question):
        yield Period(found[0], found[0])


def _ago(question: str, today: date) -> Iterator[Period]:
    for found in _AGO.finditer(question):
        if found["day"]:
            day = today - timedelta(days=found["day"].lower() == "yesterday")
            yield Period(day, day)
        else:
            unit, back = found["unit"].lower(), _count(found["back"])
            if unit == "year":
                yield _whole_year(today.year - back)
            elif unit == "month":
                yield _whole_month(*_months_back(today, back))
            else:
                day = today - timedelta(days=back * _DAYS[unit])
                yield Period(day - timedelta(days=_DAYS[unit] // 2), day + timedelta(days=_DAYS[unit] // 2))


def _within(question: str, today: date) -> Iterator[Period]:
    for found in _WITHIN.finditer(question):
        yield Period(today - timedelta(days=_count(found["count"]) * _DAYS[found["unit"].lower()]), today)


def _relative(question: str, today: date) -> Iterator[Period]:
    for found in _RELATIVE.finditer(question):
        back = int(found["which"].lower() != "this")
        match found["unit"].lower():
            case "year":
                yield _whole_year(today.year - back)
            case "month":
                yield _whole_month(*_months_back(today, back))
            case _:
                monday = today - timedelta(days=today.weekday() + 7 * back)
                yield Period(monday, monday + timedelta(days=6))


def _month(question: str, today: date) -> Iterator[Period]:
    for found in _MONTH.finditer(question):
        month, named = _MONTHS.index(found["month"].lower()) + 1, found["month"]
        # "may" and "march" are words of their own.
        if named in ("may", "march") or not (found["year"] or found["of"]):
            continue
        before = month > today.month or (month == today.month and (found["of"] or "").lower() == "last ")
        year = int(found["year"]) if found["year"] else today.year - before
        period = _whole_month(year, month)
        yield period if not found["year"] else Period(period.first, period.last)


def _year(question: str, _today: date) -> Iterator[Period]:
    for found in _YEAR.finditer(question):
        year = _whole_year(int(found["year"]))
        yield Period(year.first, year.last)


def _whole_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def _whole_month(year: int, month: int) -> Period:
    following = date(year + month // 12, month % 12 + 1, 1)
    return Period(date(year, month, 1), following - timedelta(days=1), f"{_MONTHS[month - 1].title()} {year}")


def _months_back(day: date, months: int) -> tuple[int, int]:
    counted = day.year * 12 + day.month - 1 - months
    return counted // 12, counted % 12 + 1


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _COUNTS[word.lower()]
