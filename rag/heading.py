"""The heading: what stands over a passage in the reader's input."""

from datetime import date


def heading(headline: str, outlet: str | None, day: date | None) -> str:
    """Return "headline | outlet | 5 April 2023", without the parts that are not known."""
    return " | ".join(part for part in (headline, outlet, written(day) if day else None) if part)


def written(day: date) -> str:
    """Return a day as news writes it: 5 April 2023."""
    return f"{day.day} {day:%B %Y}"
