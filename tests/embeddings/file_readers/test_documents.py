"""Documents are read as they are shown, with notes and boxes, and without what is hidden or taken back."""

import io
import zipfile
from datetime import date

import pytest
from docx import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from benchmarks.hostile.documents import docx, paragraph, row, table
from embeddings.file_readers import read_contents

STORY = "The harbour board of Aske voted on Thursday to build a ferry terminal."


def text_of(name: str, data: bytes) -> str:
    return read_contents(name, data).drafts[0].text


def odt(body: str, styles: str = "", pages: str = "") -> bytes:
    kinds = {"office": "office", "text": "text", "table": "table", "draw": "drawing", "style": "style"}
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"' for name, kind in kinds.items())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(
            "content.xml",
            f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        package.writestr("styles.xml", f"<office:document-styles {names}>{pages}</office:document-styles>")
    return stream.getvalue()


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def set_apart(words: str, properties: str) -> bytes:
    return docx(f"<w:p>{run('Some 14')}{run(words, properties)}{run(' boats sank.')}</w:p>")


def span(words: str, properties: str) -> bytes:
    style = f'<style:style style:name="T1"><style:text-properties {properties}/></style:style>'
    return odt(f'<text:p>Some 14<text:span text:style-name="T1">{words}</text:span> boats sank.</text:p>', style)


RAISED = {
    "a.docx": set_apart("2", '<w:vertAlign w:val="superscript"/>'),
    "a.odt": span("2", 'style:text-position="super 58%"'),
    "a.rtf": rb"{\rtf1 Some 14{\super 2} boats sank.}",
}
NOT_SHOWN = {
    "hidden.docx": set_apart(" or 99", "<w:vanish/>"),
    "struck.docx": set_apart(" or 99", "<w:strike/>"),
    "hidden.odt": span(" or 99", 'text:display="none"'),
    "struck.odt": span(" or 99", 'style:text-line-through-style="solid"'),
    "hidden.rtf": rb"{\rtf1 Some 14{\v  or 99} boats sank.}",
    "struck.rtf": rb"{\rtf1 Some 14\strike  or 99\strike0  boats sank.}",
    "deleted.rtf": rb"{\rtf1 Some 14{\deleted  or 99}{\revised  boats} sank.}",
}


@pytest.mark.parametrize("name", RAISED)
def test_a_raised_figure_makes_no_other_number(name: str) -> None:
    assert text_of(name, RAISED[name]) == "Some 14² boats sank."


@pytest.mark.parametrize("name", NOT_SHOWN)
def test_what_is_hidden_or_struck_through_is_left_out(name: str) -> None:
    assert text_of(name, NOT_SHOWN[name]) == "Some 14 boats sank."


def test_what_is_switched_off_is_shown() -> None:
    data = set_apart(" or 15", '<w:strike w:val="0"/><w:vanish w:val="false"/>')
    assert text_of("a.docx", data) == "Some 14 or 15 boats sank."


def test_a_row_that_was_deleted_is_none_of_the_table() -> None:
    def cells(*words: str) -> str:
        return row(*(f"<w:tc>{paragraph(word)}</w:tc>" for word in words))

    deleted = cells("Velm", "55").replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1"/></w:trPr>')
    data = docx(table([cells("Port", "Dues"), cells("Aske", "40"), deleted]))
    assert text_of("a.docx", data) == "Port: Aske | Dues: 40"


def test_a_chart_is_reported() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
    document = Document()
    document.add_paragraph(STORY)
    document.part.relate_to(
        Part(PackURI("/word/charts/chart1.xml"), "application/xml", b"<c/>", document.part.package), kind
    )
    word = io.BytesIO()
    document.save(word)
    assert read_contents("a.docx", word.getvalue()).losses == ("charts are left out",)
    assert read_contents("a.docx", docx(paragraph(STORY))).losses == ()


def test_a_formula_is_read() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{math}"><m:r><m:t>Q = 31</m:t></m:r></m:oMath>'
    assert text_of("a.docx", docx(f"<w:p>{run('The flow is ')}{formula}{run('.')}</w:p>")) == "The flow is Q = 31."


def test_a_document_without_properties_has_its_own_words_for_title() -> None:
    assert read_contents("a.docx", docx(paragraph(STORY))).drafts[0].title == ""


def test_a_shape_stands_below_the_paragraph_that_it_hangs_on() -> None:
    shape = "<draw:custom-shape><text:p>Boats: 412</text:p></draw:custom-shape>"
    assert text_of("a.odt", odt(f"<text:p>The quay{shape} is old.</text:p>")) == "The quay is old.\n\nBoats: 412"


def test_the_day_above_the_pages_is_that_of_publication() -> None:
    dated = "Port of Aske, 14 March 2024"
    document = Document()
    document.add_paragraph(STORY)
    document.sections[0].header.paragraphs[0].text = dated
    word = io.BytesIO()
    document.save(word)
    pages = (
        "<office:master-styles><style:master-page><style:header>"
        f"<text:p>{dated}</text:p></style:header></style:master-page></office:master-styles>"
    )
    for name, data in {
        "a.docx": word.getvalue(),
        "a.odt": odt(f"<text:p>{STORY}</text:p>", pages=pages),
        "a.rtf": rf"{{\rtf1{{\header {dated}\par}}{STORY}}}".encode(),
    }.items():
        draft = read_contents(name, data).drafts[0]
        assert (draft.text, draft.published) == (STORY, date(2024, 3, 14)), name


def test_rich_text_has_its_notes_boxes_lists_and_tables() -> None:
    source = (
        r"{\rtf1\ansi The bill{\super\chftn}{\footnote\pard\plain{\super\chftn}It was 27 million.} is high.\par"
        r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt In a box.\par}}{\shprslt In a box.}}The board met.\par"
        r"{\listtext\'b7\tab}It opens in May.\par{\*\annotation Check this.}"
        r"\trowd\trhdr\cellx1\cellx2\pard\intbl Port\cell Dues\cell\row"
        r"\trowd\clvmgf\cellx1\cellx2 Aske\cell 40\cell\row\trowd\clvmrg\cellx1\cellx2\cell 55\cell\row"
        r"\pard{\field{\*\fldinst HYPERLINK x}{\fldrslt Ole Brandt}} said so.\par}"
    )
    assert text_of("a.rtf", source.encode()).split("\n\n") == [
        "The bill is high.",
        "It was 27 million.",
        "The board met.",
        "In a box.",
        "- It opens in May.",
        "Port: Aske | Dues: 40\nPort: Aske | Dues: 55",
        "Ole Brandt said so.",
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (r"\ansicpg1251 \'cc\'ee\'f1\'ea\'e2\'e0", "Москва"),
        (r"{\fonttbl{\f0\fcharset204 A;}{\f1\fcharset0 B;}}\f0 \'cc\'ee\f1  caf\'e9", "Мо café"),
        (r"{\fonttbl{\f0\fcharset128 A;}}\f0 \'93\'8c\'8b\'9e", "東京"),
        (r"\u8364?5 caf\u233\'e9 \uc2\u8212--x \u-10179?\u-8704?", "€5 café —x 😀"),
        (r"{\upr{Cafe}{\*\ud{Caf\u233 e}}} a\~b\_c \lquote d\rquote \emdash", "Cafe a b-c ‘d’—"),
        (r"{\pict\bin4 {{{{} It opens.", "It opens."),
    ],
)
def test_letters_of_rich_text_are_read_by_their_code_pages(source: str, words: str) -> None:
    assert text_of("a.rtf", rf"{{\rtf1\ansi{source}}}".encode()) == words
    # A file that was cut off has no end.
    assert text_of("a.rtf", rf"{{\rtf1\ansi{source}".encode()) == words
