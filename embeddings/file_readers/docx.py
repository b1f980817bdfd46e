"""Word documents (.docx)."""

import io
from zipfile import BadZipFile

from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line


def read_docx(data: bytes) -> Contents:
    """Read one article: paragraphs and table rows in order; the title by style, else by property."""
    from docx import Document
    from docx.opc.exceptions import OpcError
    from docx.table import Table

    try:
        document = Document(io.BytesIO(data))
    except (BadZipFile, OpcError, KeyError, ValueError) as error:
        raise UnreadableFile("cannot be opened as a Word document; save it again as .docx") from error
    blocks: list[str] = []
    title = ""
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            blocks.extend(" | ".join(cell.text for cell in row.cells) for row in block.rows)
            continue
        style = block.style.name if block.style else None
        if style == "Title" and not title:
            title = one_line(block.text)
        bullet = "- " if style and style.startswith("List") and block.text.strip() else ""
        blocks.append(bullet + block.text)
    text = normalise("\n\n".join(blocks))
    if not text:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    properties = document.core_properties
    known = Draft("", title=title or one_line(properties.title), author=one_line(properties.author) or None)
    if known.author == "python-docx":
        known = Draft("", title=known.title)
    return Contents({0: parse_wire(text, known)})
