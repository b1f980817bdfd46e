"""Word: a document as a .docx file, its notes as Word's own footnotes.

python-docx writes no footnotes; their part of the package is made here and joined to the document by its opc layer.
"""

import re
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from ui import texts
from ui.exports.document import Document, Line

_MARK, _TEXT = "footnote reference", "footnote text"
# What XML cannot hold.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word(document: Document) -> bytes:
    """Return a document as the bytes of a .docx file."""
    file = docx.Document()
    file.core_properties.title = file.core_properties.author = texts.TITLE
    footnotes = _Footnotes(file, document.notes)
    file.add_heading(_clean(document.title), 0)
    for section in document.sections:
        file.add_heading(_clean(section.question), 1)
        if section.understood:
            file.add_paragraph(_clean(f"{texts.UNDERSTOOD} {section.understood}"))
        if section.lead:
            file.add_paragraph().add_run(_clean(section.lead)).bold = True
        for line in section.lines:
            _write(file.add_paragraph(style="Quote" if line.quote else "List Bullet"), line, footnotes)
    footnotes.join()
    held = BytesIO()
    file.save(held)
    return held.getvalue()


class _Footnotes:
    """The footnotes of one file, numbered by Word in the order in which they are first referred to."""

    def __init__(self, file: WordDocument, notes: tuple[str, ...]) -> None:
        self._file = file
        self._notes = notes
        self._numbers: dict[int, int] = {}
        file.styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER).font.superscript = True
        file.styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(9)
        self._root = OxmlElement("w:footnotes")
        # The lines between text and notes count as notes.
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            note = _element("footnote", type=kind, id=number)
            run = _element("r")
            run.append(_element(kind))
            paragraph = _element("p")
            paragraph.append(run)
            note.append(paragraph)
            self._root.append(note)

    def refer(self, paragraph: Paragraph, note: int) -> None:
        """Refer to a note, counted from 1, at the end of a paragraph."""
        run = paragraph.add_run()
        run.style = _MARK
        if note in self._numbers:
            # A second reference is a field that repeats the number of the first, wherever that moves.
            field = _element("fldSimple", instr=f" NOTEREF {_bookmark(note)} \\f ")
            paragraph._p.append(field)
            field.append(run._r)
            run.text = str(self._numbers[note])
            return
        number = self._numbers[note] = len(self._numbers) + 1
        begin, end = _element("bookmarkStart", id=number, name=_bookmark(note)), _element("bookmarkEnd", id=number)
        run._r.addprevious(begin)
        run._r.append(_element("footnoteReference", id=number))
        run._r.addnext(end)
        self._add(number, self._notes[note - 1])

    def _add(self, number: int, text: str) -> None:
        note = _element("footnote", id=number)
        paragraph = Paragraph(_element("p"), self._file)
        paragraph.style = self._file.styles[_TEXT]
        note.append(paragraph._p)
        mark = paragraph.add_run()
        mark.style = self._file.styles[_MARK]
        mark._r.append(_element("footnoteRef"))
        paragraph.add_run(f" {_clean(text)}")
        self._root.append(note)

    def join(self) -> None:
        """Make the notes a part of the file."""
        content = serialize_part_xml(self._root)
        package = self._file.part.package
        assert package is not None
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, content, package)
        self._file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _write(paragraph: Paragraph, line: Line, footnotes: _Footnotes) -> None:
    paragraph.add_run(_clean(line.text))
    for note in line.notes:
        footnotes.refer(paragraph, note)


def _bookmark(note: int) -> str:
    return f"note_{note}"


def _element(tag: str, /, **attributes: object) -> _Element:
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def _clean(text: str) -> str:
    return _NO_CHARACTER.sub("", text)
