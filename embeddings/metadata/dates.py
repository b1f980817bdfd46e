"""Dates as news copy writes them, in the languages of the wires."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal

# Which comes first in "03/04/2023".
Order = Literal["day", "month"]

_LANGUAGES = ("en", "de", "fr", "es", "it", "pl", "sv", "pt", "uk", "ru", "nl", "da", "nb", "fi", "cs", "tr")
_OF = r"(?:of|de|del|di|d['’])"
# No newspaper is older, and none is dated beyond the next year: such a date is a slip of the pen.
_EARLIEST = date(1700, 1, 1)
_AHEAD = timedelta(days=366)
_NUMERIC = re.compile(r"(?<![\d/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})(?![\d/])")


def find_date(text: str, order: Order | None = None) -> date | None:
    """Return the first full date in `text`, None where there is none or the order of day and month is a guess.

    Of `03/04/2023` nobody can tell which is the month unless `order` says so; `25/04/2023` and `4.3.2023` leave no
    doubt.
    """
    found = locate_date(text, order)
    return found[0] if found else None


def locate_date(text: str, order: Order | None = None) -> tuple[date, int, int] | None:
    """Return the first full date in `text` with where it starts and ends."""
    return next(locate_dates(text, order), None)


def locate_dates(text: str, order: Order | None = None) -> Iterator[tuple[date, int, int]]:
    """Yield the full dates in `text` with where they start and end, the first that each form of writing finds."""
    found = [match for form in _forms() if (match := form.search(text))]
    for match in sorted(found, key=re.Match.start):
        if day := _as_date(match.groupdict(), order):
            yield day, match.start(), match.end()


def is_believable(day: date) -> bool:
    """Tell whether an article may have been published on `day`: not before 1700, nor more than a year from now."""
    return _EARLIEST <= day <= date.today() + _AHEAD


def order_in(text: str) -> Order | None:
    """Return which comes first in the numeric dates of `text`, where some leave no doubt and none says otherwise."""
    orders: set[Order] = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match["first"]), int(match["second"])
        if 12 < first <= 31 and second <= 12:
            orders.add("day")
        elif 12 < second <= 31 and first <= 12:
            orders.add("month")
    return orders.pop() if len(orders) == 1 else None


def order_of(language: str) -> Order | None:
    """Return which comes first in the dates of a language tag such as `en-US`; None where the tag says no language."""
    tag = language.strip().lower().replace("_", "-")
    if not tag:
        return None
    return "month" if tag in ("en-us", "es-us", "en-ph", "fil", "fil-ph") else "day"


@cache
def _months() -> dict[str, int]:
    # From Unicode's register of locales, whose names of months differ between these languages without contradiction.
    from babel.dates import get_month_names

    months = {"sept": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale=language).items():
                    if not name.isdigit():
                        months.setdefault(name.lower().rstrip("."), number)
    return {name: number for name, number in months.items() if len(name) > 2 and not name[-1].isdigit()}


@cache
def _forms() -> list[re.Pattern[str]]:
    names = "|".join(re.escape(name) for name in sorted(_months(), key=len, reverse=True))
    month = rf"(?P<month>{names})\b\.?"
    return [
        re.compile(form, re.IGNORECASE)
        for form in (
            r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
            r"\b(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=T\d|\b)",
            r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
            rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[.ºª°])?(?:\s+{_OF})?[\s-]*(?<![a-z]){month},?(?:\s+{_OF})?[\s-]+"
            r"(?P<year>\d{4})\b",
            rf"\b{month}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
            r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})\b",
            r"\b(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})\b",
            _NUMERIC.pattern,
        )
    ]


def _as_date(parts: dict[str, str | None], order: Order | None) -> date | None:
    year = int(parts["year"] or 0)
    try:
        if first := parts.get("first"):
            one, two = int(first), int(parts["second"] or 0)
            if one <= 12 and two <= 12 and one != two and order is None:
                return None
            day_first = one > 12 or (two <= 12 and order != "month")
            day, month = (one, two) if day_first else (two, one)
        else:
            # A month may be matched in letters of other alphabets, as Turkish writes APRİL, and then be no number.
            named = str(parts["month"])
            month, day = _months().get(named.lower()) or int(named), int(parts["day"] or 0)
        return date(year, month, day)
    except ValueError:
        return None
