"""Plain text: wire copy as agencies send it."""

from dataclasses import replace

from embeddings.decoding import decode
from embeddings.draft import Contents, UnreadableFile
from embeddings.text import normalise
from embeddings.unwrap import unwrap
from embeddings.wire import parse_wire


def read_txt(data: bytes) -> Contents:
    """Read one article from plain text; raise `UnreadableFile` where the bytes hold no words."""
    text = normalise(decode(data))
    if not text:
        raise UnreadableFile("is empty; put the article's text in it or take it out")
    draft = parse_wire(text)
    return Contents({0: replace(draft, text=unwrap(draft.text))})
