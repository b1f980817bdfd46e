"""Plain text: wire copy as agencies send it."""

from dataclasses import replace

from embeddings.intake.decoding import decode
from embeddings.intake.draft import Contents, UnreadableFile
from embeddings.intake.unwrap import unwrap
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise


def read_txt(data: bytes) -> Contents:
    """Read one article from plain text; raise `UnreadableFile` where the bytes hold no words."""
    text = normalise(decode(data))
    if not text:
        raise UnreadableFile("is empty; put the article's text in it or take it out")
    draft = parse_wire(text)
    return Contents({0: replace(draft, text=unwrap(draft.text))})
