"""The printed document: its pages as one article, with its headline and where each page begins."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from embeddings.intake.draft import Draft
from embeddings.metadata.dates import find_date
from embeddings.metadata.wire import parse_wire
from embeddings.printed_page.columns import regions
from embeddings.printed_page.line import Line, Piece
from embeddings.printed_page.paragraphs import Paragraph, paragraphs
from embeddings.printed_page.running_heads import without_running_heads
from embeddings.text import normalise, one_line

# What programs write as the title or author of a document when nobody gave one.
_NO_TITLE = re.compile(
    r"(?:anonymous|microsoft (?:word|powerpoint)\b.*|untitled|unbenannt|document\d*|.*\.(?:docx?|pdf|indd|odt|rtf))",
    re.I,
)
_NO_AUTHOR = frozenset(
    ("anonymous", "unspecified", "unknown", "user", "admin", "administrator", "author", "python-docx")
)
# How much larger than the text a headline is set.
_HEADLINE = 1.25
_OPENING_LINES = 12
_SHORT_LINE = 100


def article_of(pages: Sequence[Sequence[Piece]], said: Mapping[str, str]) -> Draft:
    """Return the article that pages of print make; `said` are the Title and Author of the document's properties."""
    laid_out = [regions(pieces, number) for number, pieces in enumerate(pages, start=1)]
    bodies, heads = without_running_heads([[line for region in page for line in region] for page in laid_out])
    kept = {id(line) for page in bodies for line in page}
    told = [[line for line in region if id(line) in kept] for page in laid_out for region in page]
    parts = paragraphs([region for region in told if region])
    text, starts = _text(parts)
    if not text:
        text, starts = "\n".join(heads), []
    headline = _headline(told, parts)
    author = one_line(said.get("Author", "")).strip("()")
    known = Draft(
        "",
        title=_title(one_line(said.get("Title", "")).strip("()"), headline, text),
        author=None if author.casefold() in _NO_AUTHOR else author or None,
    )
    draft = parse_wire(text, known)
    published = draft.published or _first_date([draft.title, *heads, *_opening(parts)])
    # Header lines were taken off before the first page's end, so that every later page begins as far from the end.
    shift = len(text) - len(draft.text)
    return replace(draft, published=published, pages=tuple(max(0, start - shift) for start in starts))


def _text(parts: Sequence[Paragraph]) -> tuple[str, list[int]]:
    """Return the paragraphs as normalised text, and where in it each page begins."""
    text = ""
    starts: list[int] = []
    table = False
    for part in parts:
        if not (words := normalise(part.text)):
            continue
        text += ("\n" if table and part.table else "\n\n") if text else ""
        table = part.table
        for offset, page in part.pages:
            while len(starts) < page:
                starts.append(len(text) + (len(words) if offset > len(words) else offset))
        text += words
    return text, starts


def _headline(regions_told: Sequence[Sequence[Line]], parts: Sequence[Paragraph]) -> str:
    """Return the largest print of the first page, where it is plainly larger than the text."""
    heights = sorted(line.height for region in regions_told for line in region for _ in line.text.split())
    if not heights:
        return ""
    usual = heights[len(heights) // 2]
    first = [part for part in parts if part.pages[0][1] == 1]
    largest = max((part.last.height for part in first), default=0.0)
    if largest < _HEADLINE * usual:
        return ""
    return one_line(next(part.text for part in first if part.last.height == largest))


def _title(said: str, headline: str, text: str) -> str:
    if _NO_TITLE.fullmatch(said):
        said = ""
    if headline and (not said or said.casefold() in headline.casefold() or said.casefold() not in text.casefold()):
        return headline
    return said


def _opening(parts: Sequence[Paragraph]) -> list[str]:
    return [part.text for part in parts[:_OPENING_LINES] if len(part.text) <= _SHORT_LINE]


def _first_date(texts: Sequence[str]) -> date | None:
    return next(filter(None, map(find_date, texts)), None)
