"""Word: a conversation as a .docx file, its notes numbered at the end."""

from io import BytesIO

import docx
from docx.text.paragraph import Paragraph

from ui import texts
from ui.exports.document import Document, Line


def word(document: Document) -> bytes:
    """Return a document as the bytes of a .docx file."""
    file = docx.Document()
    file.core_properties.title = file.core_properties.author = texts.TITLE
    file.add_heading(_clean(document.title), 0)
    for section in document.sections:
        file.add_heading(_clean(section.question), 1)
        if section.understood:
            file.add_paragraph(_clean(f"{texts.UNDERSTOOD} {section.understood}"))
        if section.lead:
            file.add_paragraph().add_run(_clean(section.lead)).bold = True
        for line in section.lines:
            _write(file.add_paragraph(style="Quote" if line.quote else "List Bullet"), line)
    if document.notes:
        file.add_heading(texts.NOTES, 1)
    for number, note in enumerate(document.notes, start=1):
        file.add_paragraph(_clean(f"{number}. {note}"))
    held = BytesIO()
    file.save(held)
    return held.getvalue()


def _write(paragraph: Paragraph, line: Line) -> None:
    paragraph.add_run(_clean(line.text))
    for number in line.notes:
        paragraph.add_run(f"[{number}]").font.superscript = True


def _clean(text: str) -> str:
    """Return text without the control characters that XML cannot hold."""
    return "".join(character for character in text if character >= " " or character in "\t\n")
