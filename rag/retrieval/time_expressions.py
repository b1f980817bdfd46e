"""Time expressions: the days that words such as "on Friday", "last year" or "in January" stand for, told from a day.

News and those who ask about it say most dates in this way. The words are found by patterns in the manner of HeidelTime
(Strötgen and Gertz, SemEval 2010), as far as English news needs them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rag.heading import written

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})"
_MONTH_OR_SHORT = rf"(?P<month>{'|'.join(_MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d,.]*\d)(?![-–%])"
_ON_WEEKDAY = rf"(?:(?:on\s+)?(?:{'|'.join(_WEEKDAYS)}),?\s+|on\s+)?(?:the\s+)?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WHICH = r"(?P<which>last|past|previous|this|current|next|coming)"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>day|week|month|year)"
_PART = r"(?:(?:early|late|mid|earlier|later)[\s-]+(?:in\s+|on\s+)?)?"
_TOWARD = (
    r"in|during|of|since|until|till|by|from|to|before|after|between|and|through|throughout|for|early|late|mid|as\s+of"
)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """The words `text[start:end]` and the days, `first` to `last`, that they stand for."""

    start: int
    end: int
    first: date
    last: date


Match = re.Match[str]
Lean = Literal["back", "near", "ahead"]
Days = tuple[date, date]


def time_expressions(text: str, today: date, lean: Lean = "back") -> list[TimeExpression]:
    """Return the time expressions of a text in order, none overlapping another, as they are meant on the day `today`.

    A weekday, day or month that names no year is the last one begun where the text looks `back`, the next one where it
    looks `ahead`, and the one that is `near`, a weekday the last.
    """
    found = []
    for pattern, resolve in _FORMS:
        for match in pattern.finditer(text):
            try:
                days = resolve(match, today, lean)
            except (ValueError, OverflowError):
                continue
            if days:
                found.append(TimeExpression(match.start(), match.end(), *days))
    kept: list[TimeExpression] = []
    # The forms that say most come first.
    for one in found:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def in_words(first: date, last: date) -> str:
    """Return the days as a reader would name them: "5 April 2023", "April 2023", "2023" or "3 April 2023 to ..."."""
    if first == last:
        return written(first)
    if (first, last) == _whole_year(first.year):
        return str(first.year)
    if (first, last) == (date(first.year, 1, 1), date(last.year, 12, 31)):
        decade = first.year % 10 == 0 and last.year == first.year + 9
        return f"the {first.year}s" if decade else f"{first.year} to {last.year}"
    if (first, last) == _whole_month(first.year, first.month):
        return f"{first:%B %Y}"
    return f"{written(first)} to {written(last)}"


def _date(found: Match, today: date, lean: Lean) -> Days | None:
    month, day = _month_of(found), int(found["day"])
    if found["year"]:
        exact = date(int(found["year"]), month, day)
    else:
        if found[0].lower().endswith("this year"):
            return (exact := date(today.year, month, day)), exact
        years = [date(today.year + step, month, day) for step in (-1, 0, 1)]
        exact = min(years, key=lambda one: abs((one - today).days))
        if exact > today + timedelta(days=1) and lean == "back":
            exact = exact.replace(year=exact.year - 1)
    return exact, exact


def _iso(found: Match, _today: date, _lean: Lean) -> Days:
    exact = date(int(found["year"]), int(found["month"]), int(found["day"]))
    return exact, exact


def _month(found: Match, today: date, lean: Lean) -> Days | None:
    number, named, which = _month_of(found), found["month"], (found["which"] or "").lower()
    if found["year"]:
        return _whole_month(int(found["year"]), number)
    # "may" and "march" are words of their own.
    if named in ("may", "march") or not (which or found["toward"]):
        return None
    if which in ("next", "coming") or (lean == "ahead" and number < today.month):
        return _whole_month(today.year + (number <= today.month), number)
    if which in ("last", "past", "previous"):
        return _whole_month(today.year - (number >= today.month), number)
    if lean == "near":
        ahead = (number - today.month) % 12
        return _months(today.year, today.month + (ahead if ahead <= 6 else ahead - 12), 1)
    return _whole_month(today.year - (number > today.month and lean == "back"), number)


def _year(found: Match, _today: date, _lean: Lean) -> Days:
    return _whole_year(int(found["year"]))


def _decade(found: Match, _today: date, _lean: Lean) -> Days:
    return date(int(found["decade"]), 1, 1), date(int(found["decade"]) + 9, 12, 31)


def _share_of_year(found: Match, today: date, _lean: Lean) -> Days:
    named = found["short"] or found["share"]
    months = 6 if named.lower() in ("h", "half") else 3
    number = int(found["number"]) if found["number"] else _NUMBERS[found["ordinal"].lower()]
    year = int(found["year"]) if found["year"] else today.year - ((found["which"] or "").lower() == "last")
    return _months(year, (number - 1) * months + 1, months)


def _season(found: Match, today: date, _lean: Lean) -> Days:
    month, which = _SEASONS[found["season"].lower()], (found["which"] or "").lower()
    if found["year"]:
        return _months(int(found["year"]), month, 3)
    begun = _months(today.year - (month > today.month), month, 3)
    running = begun[0] <= today <= begun[1]
    if which in ("last", "past", "previous") and running:
        return _months(begun[0].year - 1, month, 3)
    return _months(begun[0].year + 1, month, 3) if which in ("next", "coming") else begun


def _relative(found: Match, today: date, _lean: Lean) -> Days:
    step = {"this": 0, "current": 0, "next": 1, "coming": 1}.get(found["which"].lower(), -1)
    match found["unit"].lower():
        case "year":
            return _whole_year(today.year + step)
        case "month":
            return _months(today.year, today.month + step, 1)
        case "weekend":
            saturday = today - timedelta(days=today.weekday()) + timedelta(days=5 + 7 * step)
            return saturday, saturday + timedelta(days=1)
        case _:
            monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * step)
            return monday, monday + timedelta(days=6)


def _near(found: Match, today: date, _lean: Lean) -> Days:
    word = found[0].lower()
    step = -1 if word in ("yesterday", "last night") else 1 if word == "tomorrow" else 0
    day = today + timedelta(days=step)
    return day, day


def _ago(found: Match, today: date, _lean: Lean) -> Days:
    back = _number(found["count"])
    match found["unit"].lower():
        case "year":
            return _whole_year(today.year - back)
        case "month":
            return _months(today.year, today.month - back, 1)
        case "week":
            day = today - timedelta(weeks=back)
            return day - timedelta(days=3), day + timedelta(days=3)
        case _:
            day = today - timedelta(days=back)
            return day, day


def _within(found: Match, today: date, _lean: Lean) -> Days:
    days = {"day": 1, "week": 7, "month": 30, "year": 365}[found["unit"].lower()]
    return today - timedelta(days=_number(found["count"]) * days), today


def _weekday(found: Match, today: date, lean: Lean) -> Days:
    number, which = _WEEKDAYS.index(found["weekday"].lower()), (found["which"] or "").lower()
    back = (today.weekday() - number) % 7
    if which in ("next", "coming") or (lean == "ahead" and which in ("", "this")):
        day = today + timedelta(days=(-back) % 7 or 7 * (which != ""))
    else:
        day = today - timedelta(days=back or 7 * (which in ("last", "past", "previous")))
    return day, day


_FORMS: list[tuple[re.Pattern[str], Callable[[Match, date, Lean], Days | None]]] = [
    (re.compile(pattern, re.IGNORECASE), resolve)
    for pattern, resolve in (
        (rf"\b{_ON_WEEKDAY}{_DAY}(?:\s+of)?\s+{_MONTH_OR_SHORT}(?:,?\s+{_YEAR})?\b(?:\s+of\s+this\s+year)?", _date),
        (
            rf"\b{_ON_WEEKDAY}{_MONTH_OR_SHORT}\s+{_DAY}\b(?!\s*(?:%|percent|million|billion))(?:,?\s+{_YEAR}\b)?(?:\s+of\s+this\s+year)?",
            _date,
        ),
        (r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b", _iso),
        (
            rf"(?:\b(?P<toward>{_TOWARD})\s+)?\b(?:the\s+)?{_PART}(?:{_WHICH}\s+)?\b{_MONTH}\b"
            rf"(?:,?\s+(?:of\s+)?(?:{_YEAR}\b|(?P<said>last|this|next)\s+year))?",
            lambda found, today, lean: _month_of_said_year(found, today) or _month(found, today, lean),
        ),
        (rf"\b(?:in\s+|during\s+|of\s+)?{_PART}(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0)s\b", _decade),
        (
            r"\b(?:in\s+|during\s+|for\s+)?(?:the\s+)?(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+"
            rf"(?P<share>half|quarter)|(?P<short>[QH])(?P<number>[1-4]))(?:\s+of)?(?:\s+(?:the\s+year\s+)?(?:{_YEAR}|"
            r"(?P<which>last|this)\s+year))?\b(?!\s+of\b)",
            _share_of_year,
        ),
        (
            rf"\b(?:in\s+|during\s+)?(?:the\s+)?{_PART}(?:{_WHICH}\s+)?(?P<season>spring|summer|autumn|fall|winter)"
            rf"(?:\s+of)?(?:\s+{_YEAR})\b",
            _season,
        ),
        (rf"\b{_PART}{_WHICH}\s+(?P<season>spring|summer|autumn|winter)(?P<year>)\b", _season),
        (rf"\b{_PART}(?:the\s+)?{_WHICH}\s+(?P<unit>week|weekend|month|year)\b", _relative),
        (r"\b(?:today|tonight|yesterday|tomorrow|this\s+(?:morning|afternoon|evening)|last\s+night)\b", _near),
        (rf"\b(?:(?:about|some|around|nearly|almost)\s+)?{_COUNT}\s+{_UNIT}s?\s+ago\b", _ago),
        (rf"\b(?:in\s+|over\s+|during\s+|within\s+)?the\s+(?:last|past|previous)\s+{_COUNT}\s+{_UNIT}s?\b", _within),
        (rf"\b(?:last|past|previous)\s+{_COUNT}\s+{_UNIT}s\b", _within),
        (rf"\b(?:on\s+)?{_PART}(?:{_WHICH}\s+)?(?P<weekday>{'|'.join(_WEEKDAYS)})\b", _weekday),
        (rf"\b(?:(?:{_TOWARD})\s+)(?:the\s+)?(?:year\s+)?{_PART}{_YEAR}\b", _year),
        (r"\b(?:in|since|until|before|after)\s+(?P<year>1[0-8]\d\d)\b(?![,.]\d|\s+\w+s\b)", _year),
    )
]


def _month_of_said_year(found: Match, today: date) -> Days | None:
    if not found["said"]:
        return None
    return _whole_month(today.year + {"last": -1, "this": 0, "next": 1}[found["said"].lower()], _month_of(found))


def _month_of(found: Match) -> int:
    return next(number for number, name in enumerate(_MONTHS, start=1) if name.startswith(found["month"].lower()[:3]))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _whole_year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _whole_month(year: int, month: int) -> Days:
    return _months(year, month, 1)


def _months(year: int, month: int, count: int) -> Days:
    first, following = year * 12 + month - 1, year * 12 + month - 1 + count
    end = date(following // 12, following % 12 + 1, 1) - timedelta(days=1)
    return date(first // 12, first % 12 + 1, 1), end
