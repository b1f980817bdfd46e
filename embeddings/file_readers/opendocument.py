"""OpenDocument text (.odt)."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from zipfile import ZipFile

from lxml import etree

from embeddings.file_readers.containers import BROKEN_PACKAGE
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.raised import raised
from embeddings.intake.table import Cell, table_lines
from embeddings.metadata.dates import find_date
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
# Deletions are kept apart in the record of changes; remarks are no words of the document.
_GONE = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"))
_PARTS = ("content.xml", "meta.xml", "styles.xml")
_LARGEST = 100 * 1024 * 1024
_MOST_REPEATED = 50


def read_odt(data: bytes) -> Contents:
    """Read one article: paragraphs, lists, tables, text frames and notes; its title is so styled, or a heading."""
    content, meta, styles = _parts(data)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile("is no text document; save it as .odt or .docx")
    _apply_styles(content)
    text = normalise("\n\n".join(_lines(body)))
    if not text:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    said = one_line(meta.findtext(f".//{_DUBLIN}title") or "") if meta is not None else ""
    author = None
    if meta is not None:
        author = meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DUBLIN}creator")
    known = Draft("", title=_title(content, body) or said, author=one_line(author or "") or None)
    draft = parse_wire(text, known)
    return Contents({0: replace(draft, published=draft.published or _day_of_heads(styles))})


def _apply_styles(content: Any) -> None:
    """Put into the words of a document what its styles make of them: raised figures, and nothing of the hidden."""
    hiding, raising = set(), set()
    for style in content.iter(f"{_STYLE}style"):
        for said in style.iterfind(f"{_STYLE}text-properties"):
            struck = said.get(f"{_STYLE}text-line-through-style") or said.get(f"{_STYLE}text-line-through-type")
            if said.get(f"{_TEXT}display") == "none" or (struck or "none") != "none":
                hiding.add(style.get(f"{_STYLE}name"))
            elif (said.get(f"{_STYLE}text-position") or "").startswith("super"):
                raising.add(style.get(f"{_STYLE}name"))
    for span in content.iter(f"{_TEXT}span"):
        style = span.get(f"{_TEXT}style-name")
        if style in hiding:
            tail = span.tail
            span.clear()
            span.tail = tail
        elif style in raising and span.text and not len(span):
            before = span.getprevious().tail if span.getprevious() is not None else span.getparent().text
            span.text = raised(before or "", span.text)


def _title(content: Any, body: Any) -> str:
    """Return the paragraph that is styled as the title, else the first heading, "" where there is neither."""
    parents = {
        style.get(f"{_STYLE}name"): style.get(f"{_STYLE}parent-style-name") for style in content.iter(f"{_STYLE}style")
    }
    heading = ""
    for element in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        style = element.get(f"{_TEXT}style-name") or ""
        words = one_line("".join(_words(element, [])))
        if words and "Title" in (style, parents.get(style)):
            return words
        if element.tag == f"{_TEXT}h":
            heading = heading or words
    return heading


def _day_of_heads(styles: Any) -> date | None:
    """Return the day that stands above or below the pages of a document."""
    heads = [] if styles is None else list(styles.iter(f"{_STYLE}header", f"{_STYLE}footer"))
    return find_date("\n".join(line for head in heads for line in _lines(head)))


def _parts(data: bytes) -> list[Any]:
    """Return the roots of content, meta data and styles, None for the last two where there are none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            if any(package.getinfo(name).file_size > _LARGEST for name in names if name in _PARTS):
                raise UnreadableFile("is too large when unpacked; save it as .docx or split it")
            return [
                etree.fromstring(package.read(name), parser) if name in names or name == _PARTS[0] else None
                for name in _PARTS
            ]
    except (etree.XMLSyntaxError, *BROKEN_PACKAGE) as error:
        raise UnreadableFile("cannot be opened as an OpenDocument text; save it again as .odt or .docx") from error


def _lines(container: Any) -> Iterator[str]:
    """Yield the paragraphs, items and rows of a body, a cell or a frame, each note after the paragraph that has it."""
    for element in container:
        if element.tag in _GONE or not isinstance(element.tag, str):
            continue
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            beside: list[Any] = []
            yield "".join(_words(element, beside)).strip()
            for held in beside:
                yield from _lines(held)
        elif element.tag == f"{_TEXT}list":
            for item in element:
                yield "\n".join(f"- {line}" if not line.startswith("- ") else line for line in _lines(item) if line)
        elif element.tag == f"{_TABLE}table":
            yield from _table(element)
        else:
            yield from _lines(element)


def _words(element: Any, beside: list[Any]) -> Iterator[str]:
    """Yield the words of a paragraph; put notes, frames and shapes that are anchored in it in `beside`."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}note":
            body = child.find(f"{_TEXT}note-body")
            if body is not None:
                beside.append(body)
        elif isinstance(child.tag, str) and child.tag.startswith(_DRAW) and child.tag != f"{_DRAW}a":
            beside.append(child)
        elif child.tag == f"{_TEXT}s":
            yield " "
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif isinstance(child.tag, str) and child.tag not in _GONE:
            yield from _words(child, beside)
        yield child.tail or ""


def _table(table: Any) -> Iterator[str]:
    if table.find(f".//{_TABLE}table") is not None:
        for cell in table.iter(f"{_TABLE}table-cell"):
            yield from _lines(cell)
        return
    rows = []
    for row in table.iter(f"{_TABLE}table-row"):
        head = row.getparent().tag == f"{_TABLE}table-header-rows"
        cells: list[Cell] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell"):
            spans = _number(cell, "number-columns-spanned"), _number(cell, "number-rows-spanned")
            one = Cell(one_line(" ".join(_lines(cell))), *spans, head=head)
            cells.extend([one] * _number(cell, "number-columns-repeated"))
        rows.append(cells)
    yield "\n".join(table_lines(rows))


def _number(cell: Any, name: str) -> int:
    value = cell.get(f"{_TABLE}{name}") or "1"
    return max(1, min(_MOST_REPEATED, int(value))) if value.isascii() and value.isdigit() and len(value) < 6 else 1
