"""Rich text (.rtf)."""

import re

from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

_INFO = re.compile(r"\{\\(?P<name>title|author)\s(?P<value>[^{}]{1,300})\}")
_PICTURE = re.compile(rb"\\pict\b")


def read_rtf(data: bytes) -> Contents:
    """Read one article; its title and author are those of the document's properties."""
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile("is no rich text; save it again as .rtf or .docx")
    source = data.decode("latin-1")
    text = normalise(_text(source))
    if not text:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    named = {found["name"]: one_line(_text("{\\rtf1 " + found["value"] + "}")) for found in _INFO.finditer(source)}
    known = Draft("", title=named.get("title", ""), author=named.get("author") or None)
    losses = ("pictures are left out",) if _PICTURE.search(data) else ()
    return Contents({0: parse_wire(text, known)}, losses=losses)


def _text(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
