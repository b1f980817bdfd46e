"""Office Open XML of the strict kind, which Word and Excel offer to save: read as the usual kind is."""

import io
import re
from datetime import date
from zipfile import ZipFile

import docx
import openpyxl

from embeddings.file_readers import read_contents

STORY = "The mill in Orvik closed on Monday after ninety years, said its last owner Mirel Anstad."


def strict(saved: io.BytesIO) -> bytes:
    """Return a package with the names of the strict kind, which has no year in them."""
    written = io.BytesIO()
    with ZipFile(saved) as package, ZipFile(written, "w") as copy:
        for name in package.namelist():
            part = re.sub(
                rb"http://schemas\.openxmlformats\.org/(?!package|markup)(\w+)/2006/",
                rb"http://purl.oclc.org/ooxml/\1/",
                package.read(name),
            )
            copy.writestr(name, part)
    assert b"purl.oclc.org" in written.getvalue()
    return written.getvalue()


def test_a_strict_document_is_read_with_its_title() -> None:
    document, saved = docx.Document(), io.BytesIO()
    document.add_heading("The last mill", 0)
    document.add_paragraph(STORY)
    document.save(saved)
    draft = read_contents("a.docx", strict(saved)).drafts[0]
    assert draft.title == "The last mill"
    assert STORY in draft.text


def test_a_strict_workbook_is_read_with_its_days() -> None:
    book, saved = openpyxl.Workbook(), io.BytesIO()
    book.iso_dates = True
    for row in (("Mill", "Closed", "Hands"), ("Orvik", date(2023, 4, 5), 40), ("Velm", date(2022, 1, 9), 12)):
        book.active.append(row)
    book.save(saved)
    assert read_contents("a.xlsx", strict(saved)).drafts[0].text == (
        "Mill: Orvik | Closed: 2023-04-05 | Hands: 40\nMill: Velm | Closed: 2022-01-09 | Hands: 12"
    )
