"""OpenDocument text (.odt)."""

import io
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from lxml import etree

from embeddings.file_readers.containers import BROKEN_PACKAGE
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.table import Cell, table_lines
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
# Deletions are kept apart in the record of changes; remarks are no words of the document.
_GONE = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"))
_LARGEST = 100 * 1024 * 1024
_MOST_REPEATED = 50


def read_odt(data: bytes) -> Contents:
    """Read one article: paragraphs, lists, tables, text frames and notes; its title is so styled, or a heading."""
    content, meta = _parts(data)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableFile("is no text document; save it as .odt or .docx")
    styles = {
        style.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"): style.get(
            "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}parent-style-name"
        )
        for style in content.iter("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}style")
    }
    titles: list[str] = []
    headings: list[str] = []
    for element in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        style = element.get(f"{_TEXT}style-name") or ""
        if "Title" in (style, styles.get(style)):
            titles.append(one_line("".join(_words(element, []))))
        elif element.tag == f"{_TEXT}h":
            headings.append(one_line("".join(_words(element, []))))
    text = normalise("\n\n".join(_lines(body)))
    if not text:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    said = one_line(meta.findtext(f".//{_DUBLIN}title") or "") if meta is not None else ""
    author = None
    if meta is not None:
        author = meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DUBLIN}creator")
    title = next(filter(None, [*titles, *headings, said]), "")
    return Contents({0: parse_wire(text, Draft("", title=title, author=one_line(author or "") or None))})


def _parts(data: bytes) -> tuple[Any, Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        with ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                if name in ("content.xml", "meta.xml") and package.getinfo(name).file_size > _LARGEST:
                    raise UnreadableFile("is too large when unpacked; save it as .docx or split it")
            content = etree.fromstring(package.read("content.xml"), parser)
            meta = etree.fromstring(package.read("meta.xml"), parser) if "meta.xml" in package.namelist() else None
            return content, meta
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
    """Yield the words of a paragraph; put notes and frames that are anchored in it in `beside`."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}note":
            body = child.find(f"{_TEXT}note-body")
            if body is not None:
                beside.append(body)
        elif child.tag == f"{_DRAW}frame":
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
