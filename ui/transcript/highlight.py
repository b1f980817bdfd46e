"""Highlights: a stretch of article text as safe HTML, with the cited sentences marked in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from rag import Citation

# A line of at most this many words that ends without a stop is a subheading, where another line follows it.
_SUBHEADING_WORDS = 12


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of article text as safe HTML."""

    html: Markup
    subheading: bool


def paragraphs(text: str, start: int, citations: Sequence[Citation], turn: int) -> Iterator[Paragraph]:
    """Yield the lines of `text`, which begins at code point `start` of its article, with the cited stretches marked."""
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for number, line in enumerate(lines):
        if line.strip():
            subheading = number != filled[-1] and _is_subheading(line)
            yield Paragraph(highlight(line, start, citations, turn=turn), subheading)
        start += len(line) + 1


def highlight(text: str, start: int, citations: Iterable[Citation], *, turn: int) -> Markup:
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
    return Markup("").join(pieces)


def _mark(piece: Markup, numbers: list[int], turn: int) -> Markup:
    """Wrap an escaped piece of text; the script finds it again by turn and number."""
    names = " ".join(str(n) for n in numbers)
    return Markup('<mark tabindex="-1" data-turn="{}" data-n="{}">{}</mark>').format(turn, names, piece)


def _is_subheading(line: str) -> bool:
    return len(line.split()) <= _SUBHEADING_WORDS and line.strip()[-1].isalnum()
