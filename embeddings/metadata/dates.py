"""Dates as news copy writes them."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january января", "feb february февраля", "mar march марта", "apr april апреля", "may мая",
            "jun june июня", "jul july июля", "aug august августа", "sep sept september сентября",
            "oct october октября", "nov november ноября", "dec december декабря",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"\b(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"\b(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=T\d|\b)",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH},?[\s-]+(?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b",
        r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4})\b",
    )
]


def find_date(text: str) -> date | None:
    """Return the first full date in `text`, None where there is none or the order of day and month is a guess.

    Of `03/04/2023` nobody can tell which is the month; `25/04/2023` and `4.3.2023` leave no doubt.
    """
    found = locate_date(text)
    return found[0] if found else None


def locate_date(text: str) -> tuple[date, int, int] | None:
    """Return the first full date in `text` with where it starts and ends."""
    found = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(found, key=re.Match.start):
        if day := _as_date(match.groupdict()):
            return day, match.start(), match.end()
    return None


def _as_date(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    try:
        if first := parts.get("first"):
            month, day = sorted((int(first), int(parts["second"] or 0)))
            if day <= 12 and month != day:
                return None
        else:
            # A month may be matched in letters of other alphabets, as Turkish writes APRİL, and then be no number.
            named = str(parts["month"])
            month, day = _MONTHS.get(named.lower()) or int(named), int(parts["day"] or 0)
        return date(year, month, day)
    except ValueError:
        return None
