"""Highlights: a stretch of article text as safe HTML, with the cited sentences marked in it."""

from collections.abc import Iterable
from html import escape
from itertools import pairwise

from rag import Citation


def highlight(text: str, start: int, citations: Iterable[Citation], *, turn: int) -> str:
    """Return `text`, which begins at code point `start` of its article, escaped, each cited stretch in a `<mark>`.

    Citations that reach over an edge of `text` are marked as far as they lie inside it. Where citations overlap, each
    piece carries all their numbers.
    """
    ranges = [
        (max(citation.start - start, 0), min(citation.end - start, len(text)), citation.n) for citation in citations
    ]
    ranges = [(first, last, n) for first, last, n in ranges if first < last]
    edges = sorted({0, len(text)} | {edge for first, last, _ in ranges for edge in (first, last)})
    pieces = []
    for left, right in pairwise(edges):
        piece = escape(text[left:right])
        numbers = sorted(n for first, last, n in ranges if first <= left and right <= last)
        pieces.append(_mark(piece, numbers, turn) if numbers else piece)
    return "".join(pieces)


def _mark(piece: str, numbers: list[int], turn: int) -> str:
    """Wrap an escaped piece of text; the script finds it again by turn and number."""
    names = " ".join(str(n) for n in numbers)
    return f'<mark tabindex="-1" data-turn="{turn}" data-n="{names}">{piece}</mark>'
