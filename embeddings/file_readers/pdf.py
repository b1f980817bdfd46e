"""PDF documents with a text layer."""

import io
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.unwrap import unwrap
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

if TYPE_CHECKING:
    from pypdf import PdfReader

# Lines of print are set flush by the width of letters, not by their number.
_SLACK = 0.2
# What is wrong with a document is said in the report; pypdf would say it a second time on the terminal.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(data: bytes) -> Contents:
    """Read one article from all pages; a scan without a text layer and a locked document are reported."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        document = PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise UnreadableFile("is locked with a password; save it without one")
        text = normalise("\n".join(page.extract_text() for page in document.pages))
        known = _metadata(document)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFile("cannot be opened as a PDF document; save it again or export its text") from error
    if not text:
        raise UnreadableFile("has no text layer, as a scan has none; run text recognition over it first")
    draft = parse_wire(text, known)
    return Contents({0: replace(draft, text=unwrap(draft.text, slack=_SLACK))})


def _metadata(document: "PdfReader") -> Draft:
    found = document.metadata
    return Draft("", one_line(found.title or ""), author=one_line(found.author or "") or None) if found else Draft("")
