"""PDF documents, by their text layer or, where a page has none and it is installed, by text recognition."""

import math
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from embeddings.file_readers.images import NEEDS_OCR, recognise
from embeddings.intake.draft import Contents, UnreadableFile
from embeddings.intake.raised import raised
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
_DIGIT = re.compile(r"\d")

# Left, bottom, right, top.
Box = tuple[float, float, float, float]


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
    """Return the words on a page, upright whichever way most of them run; what runs another way stands below them.

    The mark that PDFium sets for a hyphen at the end of a line ends its word.
    """
    shown = page.get_textpage()
    text = shown.get_text_range()
    if len(text) != shown.count_chars():
        # Characters beyond the basic plane: the places of single words are not known, those of lines are.
        return _runs(shown)
    found: dict[int, list[Piece]] = {}
    for word in _WORD.finditer(text):
        turns = _turns(shown, word.start())
        # All letters are looked at only where a figure may be a raised one.
        ends = word.start(), word.end() - 1
        places = range(*word.span()) if len(word[0]) > 1 and _DIGIT.search(word[0]) else dict.fromkeys(ends)
        letters = [Piece(*_turned(shown.get_charbox(at, loose=True), turns), text[at]) for at in places]
        first = max(letters, key=lambda letter: letter.height)
        words = _with_raised(letters, first) if len(letters) == len(word[0]) else word[0]
        # Of the letters of one size some reach higher than others: the common box tells the size.
        right = max(letter.right for letter in letters)
        if first.height > 0 and words:
            found.setdefault(turns, []).append(replace(first, left=letters[0].left, right=right, text=words))
    upright, *others = sorted(found.values(), key=len, reverse=True) or [[]]
    for aside in others:
        down = max(piece.top + piece.height for piece in aside) - min(piece.bottom for piece in upright)
        upright += [replace(piece, bottom=piece.bottom - down, top=piece.top - down) for piece in aside]
    return upright


def _turns(shown: "PdfTextPage", at: int) -> int:
    """Return by how many quarter turns a letter is turned, 4 for one that is askew."""
    from pypdfium2 import raw

    quarters = raw.FPDFText_GetCharAngle(shown, at) / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else 4


def _turned(box: Box, turns: int) -> Box:
    """Return a box turned so that its letter is upright."""
    left, bottom, right, top = box
    match turns:
        case 1:
            return -top, left, -bottom, right
        case 2:
            return -right, -top, -left, -bottom
        case 3:
            return bottom, -right, top, -left
        case _:
            return box


def _with_raised(letters: Sequence[Piece], usual: Piece) -> str:
    """Return the word that letters make, its small figures above the line told from the others."""
    text = ""
    for small, run in groupby(letters, key=lambda letter: letter.is_raised(usual)):
        part = "".join(letter.text for letter in run)
        text += raised(text, part) if small else part
    return text


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
