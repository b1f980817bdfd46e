"""PDF documents, by their text layer or, where a page has none and it is installed, by text recognition."""

import re
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from embeddings.file_readers.images import NEEDS_OCR, recognise
from embeddings.intake.draft import Contents, UnreadableFile
from embeddings.printed_page.document import article_of
from embeddings.printed_page.line import Piece

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

# PDFium is not safe to use from several threads.
_pdfium = Lock()
_WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?")
# Pixels in a point of a page that is recognised: 200 in an inch.
_SCALE = 200 / 72
_MOST_RECOGNISED = 40


def read_pdf(data: bytes) -> Contents:
    """Read one article from all pages; pages without a text layer that are not recognised are reported.

    Raises `UnreadableFile` for a document that is locked or damaged, or shows no text at all.
    """
    import pypdfium2
    from pypdfium2 import PdfiumError

    with _pdfium:
        try:
            document = pypdfium2.PdfDocument(data)
            pages = [_pieces(page) for page in document]
            said = document.get_metadata_dict(skip_empty=True)
            scanned = [number for number, pieces in enumerate(pages) if not pieces]
            for number in scanned[:_MOST_RECOGNISED]:
                with suppress(UnreadableFile):
                    pages[number] = _recognised(document[number])
        except PdfiumError as error:
            if "password" in str(error).lower():
                raise UnreadableFile("is locked with a password; save it without one") from error
            raise UnreadableFile("cannot be opened as a PDF document; save it again or export its text") from error
    if not any(pages):
        raise UnreadableFile(f"has no text layer, as a scan has none, and {NEEDS_OCR}")
    return Contents({0: article_of(pages, said)}, losses=_losses(scanned, pages))


def _pieces(page: "PdfPage") -> list[Piece]:
    """Return the words on a page; the mark that PDFium sets for a hyphen at the end of a line ends its word."""
    shown = page.get_textpage()
    text = shown.get_text_range()
    if len(text) != shown.count_chars():
        # Characters beyond the basic plane: the places of single words are not known, those of lines are.
        return _runs(shown)
    found = []
    for word in _WORD.finditer(text):
        # Of the letters of one size some reach higher than others: the common box tells the size.
        left, bottom, right, top = shown.get_charbox(word.start(), loose=True)
        if len(word[0]) > 1:
            right = max(right, shown.get_charbox(word.end() - 1, loose=True)[2])
        if top > bottom:
            found.append(Piece(left, bottom, right, top, word[0]))
    return found


def _runs(shown: "PdfTextPage") -> list[Piece]:
    found = []
    for at in range(shown.count_rects()):
        left, bottom, right, top = shown.get_rect(at)
        if text := " ".join(shown.get_text_bounded(left, bottom, right, top).split()):
            found.append(Piece(left, bottom, right, top, text))
    return found


def _recognised(page: "PdfPage") -> list[Piece]:
    if not any(page.get_objects(max_depth=2)):
        return []
    return recognise(page.render(scale=_SCALE).to_pil(), scale=1 / _SCALE)


def _losses(scanned: list[int], pages: list[list[Piece]]) -> tuple[str, ...]:
    read, unread = [n + 1 for n in scanned if pages[n]], [n + 1 for n in scanned if not pages[n]]
    losses = []
    if read:
        losses.append(f"{_named(read)} by text recognition, which may misread letters")
    if unread:
        losses.append(f"{_named(unread)} not: no text layer, and nothing recognised")
    return tuple(losses)


def _named(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:10])) + (" and others" if len(numbers) > 10 else "")
    return f"page {named} was read" if len(numbers) == 1 else f"pages {named} were read"
