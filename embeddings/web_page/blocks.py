"""Blocks: the visible text of a page, a paragraph, heading, list item or table row each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from embeddings.intake.table import Cell, table_lines
from embeddings.intake.unwrap import unwrap
from embeddings.text import normalise
from embeddings.web_page.tree import parse

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = HEADINGS | frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend",
    "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
# What no browser shows as text of the page.
_UNSEEN = frozenset((
    "script", "style", "template", "noscript", "title", "base", "meta", "link", "object", "embed", "iframe", "svg",
    "canvas", "audio", "video", "map", "input", "textarea", "datalist", "math",
))  # fmt: skip
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# A cell of more words holds a layout, not a value.
_LONGEST_CELL = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A run of visible text and the block element that holds it; `linked` is the share of its letters in links."""

    element: HtmlElement
    text: str
    linked: float

    @property
    def tag(self) -> str:
        """Return the name of the element."""
        return str(self.element.tag)


def blocks(root: HtmlElement) -> list[Block]:
    """Return the visible text below `root` in order."""
    return list(_Walk().run(root))


def fragment_text(fragment: str) -> str:
    """Return the visible text of a piece of HTML, a block a line; a list's items bear a mark."""
    return "\n\n".join(shown(block) for block in blocks(parse(f"<div>{fragment}</div>")))


def shown(block: Block) -> str:
    """Return a block as a line of the article."""
    return f"- {block.text}" if block.tag == "li" else block.text


class _Walk:
    """Gathers inline text until a block begins or ends."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._linked: list[str] = []
        self._links = 0
        self._owners: list[HtmlElement] = []

    def run(self, root: HtmlElement) -> Iterator[Block]:
        skipped: HtmlElement | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            if skipped is not None:
                if event == "end" and element is skipped:
                    skipped = None
                    self._take(element.tail if element is not root else None)
                continue
            if event == "start":
                if is_unseen(element):
                    skipped = element
                elif element.tag == "table" and (grid := _grid(element)) is not None:
                    yield from self._flush()
                    skipped = element
                    for caption in element.iterchildren("caption"):
                        yield from blocks(caption)
                    for line in table_lines(grid):
                        yield Block(element, line, 0.0)
                else:
                    yield from self._open(element)
            else:
                yield from self._close(element)
                self._take(element.tail if element is not root else None)
        yield from self._flush()

    def _open(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            yield from self._flush()
            self._owners.append(element)
        elif element.tag == "br":
            self._words.append("\n")
        elif element.tag == "a":
            self._links += 1
        self._take(element.text)

    def _close(self, element: HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            yield from self._flush()
            self._owners.pop()
        elif element.tag == "a":
            self._links -= 1

    def _take(self, text: str | None) -> None:
        if text:
            kept = text if self._owners and self._owners[-1].tag == "pre" else " ".join(re.split(r"\s+", text))
            self._words.append(kept)
            if self._links:
                self._linked.append(kept)

    def _flush(self) -> Iterator[Block]:
        text, linked = "".join(self._words), "".join(self._linked)
        self._words, self._linked = [], []
        if not self._owners:
            return
        letters = _letters(text)
        share = _letters(linked) / letters if letters else 0.0
        owner = self._owners[-1]
        if owner.tag == "pre":
            # Set in lines of one width, as old pages set whole stories.
            text = unwrap(normalise(text))
        for part in text.split("\n"):
            if part.strip():
                yield Block(owner, " ".join(part.split()), share)


def is_unseen(element: HtmlElement) -> bool:
    """Tell whether a browser shows nothing of an element."""
    if element.tag in _UNSEEN or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _grid(table: HtmlElement) -> list[list[Cell]] | None:
    """Return the cells of a table of values, None for a table that only lays out the page."""
    if table.find(".//table") is not None or table.get("role") in ("presentation", "none"):
        return None
    grid = []
    for row in table.iter("tr"):
        cells = []
        for cell in row.iterchildren("td", "th"):
            words = " ".join(block.text for block in blocks(cell))
            if len(words.split()) > _LONGEST_CELL:
                return None
            spans = (_span(cell.get("colspan")), _span(cell.get("rowspan")))
            head = cell.tag == "th" or cell.getparent().getparent().tag == "thead"
            cells.append(Cell(words, *spans, head=head))
        grid.append(cells)
    if max(map(len, grid), default=0) < 2 or len(grid) < 2:
        return None
    return grid


def _span(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 4 else 1
