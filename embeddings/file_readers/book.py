"""Books (.epub): a chapter an article."""

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from embeddings.file_readers.containers import BROKEN_PACKAGE
from embeddings.intake.draft import Contents, Draft, UnreadableFile, joined
from embeddings.metadata.dates import find_date
from embeddings.text import one_line

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_LARGEST = 200 * 1024 * 1024
_FEW_WORDS = 20
_SENTENCE = re.compile(r"\w \w.*[.!?][\"”’)]*$", re.MULTILINE)


def read_epub(data: bytes) -> Contents:
    """Read the chapters in their order; author, date and publisher are the book's, its title stands for the outlet."""
    try:
        with ZipFile(io.BytesIO(data)) as book:
            if sum(entry.file_size for entry in book.infolist()) > _LARGEST:
                raise UnreadableFile("is too large when unpacked; split it into several files")
            container = _xml(book.read("META-INF/container.xml"))
            place = container.find(f".//{_CONTAINER}rootfile").get("full-path")
            package = _xml(book.read(place))
            known = _said(package)
            return joined(_chapters(book, package, posixpath.dirname(place), known))
    except (etree.XMLSyntaxError, *BROKEN_PACKAGE) as error:
        raise UnreadableFile("cannot be opened as a book, or is locked; save its text as .html or .txt") from error


def _said(package: Any) -> Draft:
    def first(name: str) -> str:
        return one_line(package.findtext(f".//{_DUBLIN}{name}") or "")

    day = first("date")
    return Draft(
        "",
        title=first("title"),
        published=find_date(day) or find_date(f"{day}-01-01"[:10]),
        source=first("publisher") or first("title") or None,
        author=first("creator") or None,
    )


def _chapters(
    book: ZipFile, package: Any, folder: str, known: Draft
) -> Iterator[tuple[str, Contents | UnreadableFile]]:
    from embeddings.web_page.blocks import HEADINGS, blocks
    from embeddings.web_page.decoding import decode_page
    from embeddings.web_page.story import text_of
    from embeddings.web_page.tree import parse

    items = {item.get("id"): item for item in package.iter(f"{_PACKAGE}item")}
    for reference in package.iter(f"{_PACKAGE}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or "html" not in (item.get("media-type") or "") or "nav" in (item.get("properties") or ""):
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        try:
            found = blocks(parse(decode_page(book.read(name))))
        except (KeyError, UnreadableFile) as error:
            yield name, error if isinstance(error, UnreadableFile) else UnreadableFile("is missing in the book")
            continue
        heading = next((block for block in found if block.tag in HEADINGS), None)
        text = text_of([block for block in found if block is not heading])
        # Covers and half titles are no chapters; a short notice under a headline is.
        if len(text.split()) >= _FEW_WORDS or (heading and _SENTENCE.search(text)):
            yield name, Contents({0: replace(known, text=text, title=heading.text if heading else known.title)})


def _xml(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
