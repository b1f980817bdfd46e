"""Numbers, dates and sizes in words."""

from datetime import date
from typing import Final

from rag.heading import written

UNDATED: Final = "no date given"
NO_OUTLET: Final = "outlet not named"


def counted(number: int, noun: str) -> str:
    """Return "1 article", "2 articles", "1,200 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def day(published: date | None) -> str:
    """Return a date the way a newspaper prints it: "5 April 2023"."""
    return UNDATED if published is None else written(published)


def on_page(page: int | str) -> str:
    """Return "page 3"."""
    return f"page {page}"


def day_and_page(published: date | None, page: int | None) -> str:
    """Return "5 April 2023", with "page 3" behind it where a document has pages."""
    return f"{day(published)}, {on_page(page)}" if page else day(published)


def near_day(when: date, days_ago: int) -> str:
    """Return "Today", "Yesterday" or the date."""
    return {0: "Today", 1: "Yesterday"}.get(days_ago, day(when))


def megabytes(size: int) -> str:
    """Return a size in bytes as "20 MB" or "1.4 MB"."""
    return f"{size / 1e6:,.1f} MB" if size % (1024 * 1024) else f"{size // 1024 // 1024} MB"
