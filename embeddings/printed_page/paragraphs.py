"""Paragraphs: lines of print joined where the print broke them, over the ends of pages too."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from embeddings.intake.table import Cell, table_lines
from embeddings.printed_page.line import Line, Piece

_STOP = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_ITEM = re.compile(r"[-*•‣◦▪·–—■●○]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s")
# How much wider than the usual one the gap between paragraphs is, and how much larger print is a heading's.
_WIDER = 1.35
_LARGER = 1.12
_SHORT = 0.7
_LONGEST_HEADING = 45
_HYPHEN = re.compile(r"[\x02\ufffe\xad]|(?<=\w)[-\u2010]$")
_LAST_WORD = re.compile(r"[\w]+$")
_FIRST_WORD = re.compile(r"[\w]+")


@dataclass(slots=True)
class Paragraph:
    """Joined lines; `pages` pairs each page with where in `text` its words begin."""

    text: str
    pages: list[tuple[int, int]]
    first: Line
    last: Line
    table: bool = False


def paragraphs(regions: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return the paragraphs, headings, list items and rows of tables of a document, whose regions come in order."""
    text = "\n".join(line.text for region in regions for line in region)
    hyphenated = set(re.findall(r"\w+-\w+", text.casefold()))
    found: list[Paragraph] = []
    for region in regions:
        parts = list(_parts(region, hyphenated))
        if found and parts and _continues(found[-1], parts[0]):
            _append(found[-1], parts.pop(0), hyphenated)
        found.extend(parts)
    return found


def _parts(region: Sequence[Line], hyphenated: set[str]) -> Iterator[Paragraph]:
    leading = _leading(region)
    edges = min(line.left for line in region), max(line.right for line in region)
    counts = [len(line.cells()) for line in region]
    at = 0
    current: Paragraph | None = None
    while at < len(region):
        if rows := _table(region, counts, at):
            if current:
                yield current
            current = None
            for text in table_lines(_grid(region[at : at + rows])):
                yield Paragraph(text, [(0, region[at].page)], region[at], region[at + rows - 1], table=True)
            at += rows
            continue
        line = region[at]
        single = Paragraph(line.text, [(0, line.page)], line, line)
        if current is None:
            current = single
        elif _breaks(current, line, leading, edges):
            yield current
            current = single
        else:
            _append(current, single, hyphenated)
        at += 1
    if current:
        yield current


def _breaks(current: Paragraph, line: Line, leading: float, edges: tuple[float, float]) -> bool:
    """Tell whether a paragraph ended with the line before this one."""
    before = current.last
    if before.bottom - line.top > max(_WIDER * leading, leading + 0.25 * line.height) or _ITEM.match(line.text):
        return True
    if max(before.height, line.height) > _LARGER * min(before.height, line.height):
        return True
    if line.text[:1].islower() or _HYPHEN.search(before.text):
        return False
    word = len(line.text.split(" ", 1)[0]) * (line.right - line.left) / max(1, len(line.text))
    left, right = edges
    # A line may fall short where print is ragged; one that also ends a sentence, or is far too short, was meant to end.
    meant = _STOP.search(before.text) is not None or before.right - left < _SHORT * (right - left)
    return meant and right - before.right > word + 0.5 * line.height


def _continues(before: Paragraph, following: Paragraph) -> bool:
    """Tell whether a paragraph goes on in the next column or on the next page."""
    if before.table or following.table or _ITEM.match(following.text) or _STOP.search(before.text):
        return False
    sizes = before.last.height, following.first.height
    alike = max(sizes) <= _LARGER * min(sizes)
    return alike and (len(before.text) >= _LONGEST_HEADING or _HYPHEN.search(before.text) is not None)


def _append(paragraph: Paragraph, more: Paragraph, hyphenated: set[str]) -> None:
    head = paragraph.text
    if mark := _HYPHEN.search(head):
        head = head[: mark.start()]
        before, after = _LAST_WORD.search(head), _FIRST_WORD.match(more.text)
        compound = f"{before[0]}-{after[0]}".casefold() if before and after else ""
        if not more.text[:1].islower() or compound in hyphenated:
            head += "-"
    else:
        head += " "
    offset = len(head)
    paragraph.text = head + more.text
    paragraph.pages.extend((offset + start, page) for start, page in more.pages if page != paragraph.pages[-1][1])
    paragraph.last = more.last


def _leading(region: Sequence[Line]) -> float:
    gaps = [upper.bottom - lower.top for upper, lower in pairwise(region)]
    return max(0.0, median(gaps)) if gaps else 0.0


def _table(region: Sequence[Line], counts: Sequence[int], at: int) -> int:
    """Return how many lines from here on are rows of a table: two or more whose cells stand below one another."""
    rows = 0
    # A row may have but one cell that is not empty; the first and the last row of a table have more.
    while at + rows < len(region) and (
        counts[at + rows] >= 2
        or (rows and max(counts[at + rows + 1 : at + rows + 2], default=0) >= 2 and len(region[at + rows].pieces) <= 3)
    ):
        rows += 1
    if rows < 2:
        return 0
    columns = _columns(region[at : at + rows])
    short = sum(len(cell.text.split()) <= 6 for line in region[at : at + rows] for cell in line.cells())
    cells = sum(len(line.cells()) for line in region[at : at + rows])
    return rows if len(columns) >= 2 and short >= 0.8 * cells else 0


def _columns(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """Return from where to where each column reaches: cells that overlap across rows are of one."""
    spans = sorted((cell.left, cell.right) for line in rows for cell in line.cells())
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _grid(rows: Sequence[Line]) -> list[list[Cell]]:
    """Return the cells of each row with empty ones where a column has none, so that no figure moves to another."""
    columns = _columns(rows)
    return [[Cell(_within(line.cells(), column)) for column in columns] for line in rows]


def _within(cells: Sequence[Piece], column: tuple[float, float]) -> str:
    return " ".join(cell.text for cell in cells if column[0] <= (cell.left + cell.right) / 2 <= column[1])
