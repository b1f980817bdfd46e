"""Running heads: what stands at the top or foot of page after page, and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from embeddings.printed_page.line import Line

_DEPTH = 3
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|seite|p\.|pag\.|página|strona|стр\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|de|z|из)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)


def without_running_heads(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return the pages without their running heads and numbers, and the text of each running head once."""
    seen: Counter[tuple[bool, str]] = Counter()
    for page in pages:
        seen.update({(top, _key(line)) for top, line in _edges(page)})
    # Left and right pages may have heads of their own.
    enough = max(2, len(pages) / 3)
    heads: dict[str, None] = {}
    left: list[list[Line]] = []
    for number, page in enumerate(pages, start=1):
        dropped = set()
        for top, line in _edges(page):
            if seen[top, _key(line)] >= enough and len(pages) > 1:
                dropped.add(line)
                if not _PAGE_NUMBER.fullmatch(line.text):
                    heads.setdefault(line.text)
            elif _PAGE_NUMBER.fullmatch(line.text) and line.text.strip(" -–—.") == str(number):
                dropped.add(line)
        left.append([line for line in page if line not in dropped])
    return left, list(heads)


def _edges(page: Sequence[Line]) -> list[tuple[bool, Line]]:
    """Return the lines near the top, each with True, and near the foot, each with False."""
    ordered = sorted(page, key=lambda line: -line.top)
    depth = min(_DEPTH, len(ordered) // 2) if len(ordered) > 1 else len(ordered)
    return [(True, line) for line in ordered[:depth]] + [(False, line) for line in ordered[len(ordered) - depth :]]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", line.text.casefold())
