"""Word documents (.docx)."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from lxml import etree

from embeddings.file_readers.containers import BROKEN_PACKAGE
from embeddings.file_readers.office_package import usual
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.raised import raised
from embeddings.intake.table import Cell, is_layout, table_lines
from embeddings.metadata.dates import find_date
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Deleted and moved-away text, and fields' instructions, are no words of the document as it stands; nor is what is set
# so that it is hidden or struck through.
_GONE = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "tcPr"))
_LEFT_OUT = {"chart": "charts", "diagramData": "diagrams", "aFChunk": "documents within the document"}
_HIDING = ("vanish", "strike", "dstrike")
_NOTES = {f"{_W}footnoteReference": "footnote", f"{_W}endnoteReference": "endnote"}
_WIDEST = 200


def read_docx(data: bytes) -> Contents:
    """Read one article: everything that the document shows, tracked changes as if accepted, notes where they are made.

    The title is the paragraph so styled, else the first heading, else the document's property.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(io.BytesIO(usual(data)))
    except (OpcError, etree.XMLSyntaxError, *BROKEN_PACKAGE) as error:
        raise UnreadableFile("cannot be opened as a Word document; save it again as .docx") from error
    story = _Story(_styles(document), _notes(document))
    lines = list(story.lines(document.element.body))
    text = normalise("\n\n".join(lines))
    if not text:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    title, author = (_said(said) for said in (document.core_properties.title, document.core_properties.author))
    known = Draft("", story.title or story.heading or title, author=author or None)
    draft = parse_wire(text, known)
    draft = replace(draft, published=draft.published or _day_of_heads(document, story))
    left_out = [what for kind, what in _LEFT_OUT.items() if any(_held(document, kind))]
    return Contents({0: draft}, losses=(f"{', '.join(left_out)} are left out",) if left_out else ())


def _said(value: str) -> str:
    """Return a property of a document without what the library says of one that has none."""
    return "" if value in ("python-docx", "Word Document") else one_line(value)


@dataclass(slots=True)
class _Story:
    """Walks the body of a document; `styles` names each style by id, `notes` the body of each note by kind and id."""

    styles: dict[str, str]
    notes: dict[tuple[str, str], Any]
    title: str = ""
    heading: str = ""

    def lines(self, container: Any) -> Iterator[str]:
        """Yield the paragraphs and table rows of a body, a cell or a box, with those of all it holds."""
        for block in container:
            if block.tag == f"{_W}p":
                yield from self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                yield from self._table(block)
            elif block.tag not in _GONE and isinstance(block.tag, str):
                yield from self.lines(block)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        words = _Words()
        beside: list[Any] = []
        words.read(paragraph, beside)
        text = words.text.strip()
        style = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), "").lower()
        if style == "title" and not self.title:
            self.title = one_line(text)
        elif style.startswith("heading") and not self.heading:
            self.heading = one_line(text)
        listed = style.startswith("list") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        yield f"- {text}" if listed and text and not style.startswith("heading") else text
        for what in beside:
            body = self.notes.pop((_NOTES[what.tag], what.get(f"{_W}id")), None) if what.tag in _NOTES else what
            if body is not None:
                yield from self.lines(body)

    def _table(self, table: Any) -> Iterator[str]:
        rows = [row for row in _children(table, "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        texts = [[list(filter(None, self.lines(cell))) for cell in _children(row, "tc")] for row in rows]
        if table.find(f".//{_W}tc//{_W}tbl") is not None or is_layout(
            [[" ".join(cell) for cell in row] for row in texts]
        ):
            yield from (line for row in texts for cell in row for line in cell)
            return
        yield "\n".join(table_lines(_cells(rows, texts)))


class _Words:
    """Gathers the words of one paragraph."""

    def __init__(self) -> None:
        self.text = ""

    def read(self, element: Any, beside: list[Any]) -> None:
        """Add the words of an element; put text boxes and references to notes in `beside`."""
        for child in element:
            tag = child.tag
            if tag in _GONE or not isinstance(tag, str):
                continue
            if tag == f"{_W}r" and (properties := child.find(f"{_W}rPr")) is not None:
                self._read_set(child, properties, beside)
            elif tag in (f"{_W}t", f"{_M}t"):
                self.text += child.text or ""
            elif tag in (f"{_W}tab", f"{_W}ptab"):
                self.text += "\t"
            elif tag in (f"{_W}br", f"{_W}cr"):
                self.text += "\n"
            elif tag == f"{_W}noBreakHyphen":
                self.text += "-"
            elif tag in _NOTES or tag == f"{_W}txbxContent":
                beside.append(child)
            elif tag == f"{_MC}AlternateContent":
                # The same content in two forms: one of them is shown.
                chosen = child.find(f"{_MC}Choice")
                self.read(chosen if chosen is not None else child, beside)
            else:
                self.read(child, beside)

    def _read_set(self, run: Any, properties: Any, beside: list[Any]) -> None:
        """Add the words of a run that is set in a way of its own."""
        if any(_is_on(properties.find(f"{_W}{name}")) for name in _HIDING):
            return
        words = _Words()
        words.read(run, beside)
        small = _value(properties.find(f"{_W}vertAlign")) == "superscript"
        self.text += raised(self.text, words.text) if small else words.text


def _cells(rows: list[Any], texts: list[list[list[str]]]) -> list[list[Cell]]:
    """Return the rows of a table; a cell merged with the one above it makes that one reach further."""
    laid: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for row, words in zip(rows, texts, strict=True):
        head = row.find(f"{_W}trPr/{_W}tblHeader") is not None
        line: list[Cell] = []
        column = 0
        for cell, lines in zip(_children(row, "tc"), words, strict=True):
            width = min(_WIDEST, max(1, _number(cell.find(f"{_W}tcPr/{_W}gridSpan"))))
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merged is not None and merged.get(f"{_W}val") != "restart" and column in above:
                at, place = above[column]
                laid[at][place] = replace(laid[at][place], rows=laid[at][place].rows + 1)
            else:
                above[column] = len(laid), len(line)
                line.append(Cell(one_line(" ".join(lines)), width, head=head))
            column += width
        laid.append(line)
    return laid


def _children(element: Any, name: str) -> list[Any]:
    """Return the rows of a table or cells of a row, also those in content controls and tracked changes."""
    found = []
    for child in element:
        if child.tag == f"{_W}{name}":
            found.append(child)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            found.extend(_children(child, name))
    return found


def _styles(document: "Document") -> dict[str, str]:
    return {style.style_id: style.name or "" for style in document.styles}


def _notes(document: "Document") -> dict[tuple[str, str], Any]:
    return {
        (kind, note.get(f"{_W}id")): note
        for kind in ("footnote", "endnote")
        for root in _parts(document, f"{kind}s")
        for note in root.iterfind(f"{_W}{kind}")
        if note.get(f"{_W}type") in (None, "normal")
    }


def _parts(document: "Document", kinds: str) -> Iterator[Any]:
    """Yield the roots of the parts of a document of certain kinds, as a pattern tells them."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for blob in _held(document, kinds):
        yield etree.fromstring(blob, parser)


def _held(document: "Document", kinds: str) -> Iterator[bytes]:
    for relation in document.part.rels.values():
        if not relation.is_external and re.search(rf"/(?:{kinds})$", relation.reltype):
            yield relation.target_part.blob


def _day_of_heads(document: "Document", story: _Story) -> date | None:
    """Return the day that stands above or below the pages of a document."""
    for root in _parts(document, "header|footer"):
        if day := find_date("\n".join(story.lines(root))):
            return day
    return None


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{_W}val") or ""


def _is_on(element: Any) -> bool:
    return element is not None and _value(element) not in ("0", "false", "off")


def _number(element: Any) -> int:
    value = _value(element)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else (_WIDEST if value.isdigit() else 1)
