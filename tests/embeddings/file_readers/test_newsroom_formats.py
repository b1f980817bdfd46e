# ruff: noqa: E501
import io
import json
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import openpyxl
import pytest
from PIL import Image, ImageDraw, ImageFont
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from embeddings.file_readers import Contents, UnreadableFile, read_contents
from embeddings.file_readers.images import NEEDS_OCR

STORY = "The harbour board voted on Thursday to build a ferry terminal. The cost is put at 27 million crowns."
MARCH_14 = date(2024, 3, 14)
CASES = Path(__file__).resolve().parents[2] / "cases" / "inputs"


def letter(body: str = STORY, html: str = "") -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Ferry terminal: board says yes"
    message["From"] = "Dana Whitlock <dana@paper.example>"
    message["Date"] = "Thu, 14 Mar 2024 18:40:00 +0100"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def package(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return stream.getvalue()


def test_a_message_is_an_article_with_subject_sender_and_date() -> None:
    draft = read_contents("a.eml", letter().as_bytes()).drafts[0]
    assert (draft.title, draft.author, draft.published) == ("Ferry terminal: board says yes", "Dana Whitlock", MARCH_14)
    assert draft.text == STORY


def test_attachments_are_articles_of_their_own_and_what_cannot_be_read_is_named() -> None:
    message = letter()
    message.add_attachment(f"Notes\n\n{STORY}".encode(), maintype="text", subtype="plain", filename="notes.txt")
    message.add_attachment(b"x", maintype="application", subtype="msword", filename="old.doc")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(letter("An older message. It was sent before.\n"))
    contents = read_contents("a.eml", message.as_bytes())
    assert [draft.title for draft in contents.drafts.values()] == [
        "Ferry terminal: board says yes", "Notes", "Ferry terminal: board says yes",
    ]  # fmt: skip
    assert list(contents.problems.values()) == ["(old.doc) is a .doc file, a kind that is not read; save it as .docx"]


def test_a_message_in_html_alone_is_read() -> None:
    message = EmailMessage()
    message["Subject"] = "Ferry"
    message.set_content(f"<p>{STORY}</p><ul><li>It opens in May.</li></ul>", subtype="html")
    assert read_contents("a.eml", message.as_bytes()).drafts[0].text == f"{STORY}\n\n- It opens in May."


def test_every_message_of_a_box_is_an_article() -> None:
    box = b"".join(
        b"From dana@paper.example Thu Mar 14 18:40:00 2024\n" + letter(f"{STORY} Part {n}.\n").as_bytes() + b"\n"
        for n in range(3)
    )
    contents = read_contents("a.mbox", box)
    assert [draft.text for draft in contents.drafts.values()] == [f"{STORY} Part {n}." for n in range(3)]


def test_a_page_saved_as_one_file_is_read() -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content(f"<html><body><article><h1>Ferry</h1><p>{STORY}</p></article></body></html>", subtype="html")
    draft = read_contents("a.mhtml", message.as_bytes()).drafts[0]
    assert (draft.title, draft.text) == ("Ferry", STORY)


def test_rich_text_is_read() -> None:
    source = r"{\rtf1\ansi\ansicpg1252{\info{\title Ferry \'e0 Brest}{\author Dana}}\f0 14 March 2024\par\par The cost is 27 million \'80.\par}"
    draft = read_contents("a.rtf", source.encode("ascii")).drafts[0]
    assert (draft.title, draft.author, draft.published) == ("Ferry à Brest", "Dana", MARCH_14)
    assert draft.text == "The cost is 27 million €."


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>It costs nothing.</text:p></text:deletion></text:changed-region>
</text:tracked-changes><text:h>Ferry terminal</text:h><text:p>The board<text:note><text:note-body><text:p>It has nine members.</text:p>
</text:note-body></text:note> voted<text:s/>yes.<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame></text:p>
<text:list><text:list-item><text:p>It opens in May.</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Town</text:p></table:table-cell>
<table:table-cell><text:p>2023</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>
<table:table-cell><text:p>Aske</text:p></table:table-cell><table:table-cell><text:p>12</text:p></table:table-cell></table:table-row>
</table:table></office:text></office:body></office:document-content>"""


def test_an_open_document_is_read_with_notes_boxes_and_tables() -> None:
    draft = read_contents("a.odt", package(content_dot_xml=ODT)).drafts[0]
    assert draft.title == "Ferry terminal"
    assert draft.text == (
        "The board voted yes.\n\nIt has nine members.\n\nIn a box.\n\n- It opens in May.\n\nTown: Aske | 2023: 12"
    )


def test_a_chapter_of_a_book_is_an_article() -> None:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    listed = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>Ferries</dc:title><dc:creator>Dana Whitlock</dc:creator><dc:date>2024-03-14</dc:date></metadata><manifest>"
        '<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="a" href="one.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="c" href="three.xhtml" media-type="application/xhtml+xml"/>'
        '<item id="d" href="cover.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="d"/><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>'
    )
    pages = {f"OPS__{name}_dot_xhtml": f"<html><body><h1>Part {name}</h1><p>{STORY}</p><p>{name}</p></body></html>"
             for name in ("two", "one")}  # fmt: skip
    pages["OPS__three_dot_xhtml"] = "<html><body><h1>Part three</h1><p>It opens in May.</p></body></html>"
    pages["OPS__cover_dot_xhtml"] = "<html><body><h1>Ferries</h1><p>Dana Whitlock</p></body></html>"
    book = package(**{"META-INF__container_dot_xml": container, "OPS__book_dot_opf": listed, **pages})
    drafts = read_contents("a.epub", book).drafts
    assert [(draft.title, draft.author, draft.published) for draft in drafts.values()] == [
        ("Part one", "Dana Whitlock", MARCH_14),
        ("Part two", "Dana Whitlock", MARCH_14),
        ("Part three", "Dana Whitlock", MARCH_14),
    ]


def test_a_row_of_a_table_is_a_line_with_its_heads() -> None:
    table = "Town;2022;2023\nArle;12;\nBree;;9\n"
    assert (
        read_contents("a.csv", table.encode("cp1252")).drafts[0].text == "Town: Arle | 2022: 12\nTown: Bree | 2023: 9"
    )


def test_a_table_of_articles_is_an_article_a_row() -> None:
    table = f'title,date,text\nFerry,2024-03-14,"{STORY}"\nBath,2024-03-15,"{STORY} So it is."\n'
    drafts = read_contents("a.csv", table.encode()).drafts
    assert [(draft.title, draft.published) for draft in drafts.values()] == [
        ("Ferry", MARCH_14),
        ("Bath", date(2024, 3, 15)),
    ]


def test_each_sheet_of_a_workbook_is_an_article() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Burglaries"
    for row in (["Town", 2022, "Since"], ["Arle", 12.0, date(2020, 5, 1)], ["Bree", None, None]):
        book.active.append(row)
    book.create_sheet("Empty")
    stream = io.BytesIO()
    book.save(stream)
    draft = read_contents("a.xlsx", stream.getvalue()).drafts[0]
    assert (draft.title, draft.text) == ("Burglaries", "Town: Arle | 2022: 12 | Since: 2020-05-01\nTown: Bree")


def test_the_pages_of_a_web_capture_are_read() -> None:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=True)
    page = f"<html><body><article><h1>Ferry</h1><p>{STORY}</p></article></body></html>".encode()
    printed = (CASES / "pdf-running-header" / "in" / "floods.pdf").read_bytes()
    for name, kind, body in (("a", "text/html", page), ("b.png", "image/png", page), ("c", "application/pdf", printed)):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://paper.example/{name}", "response", payload=io.BytesIO(body), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2024-03-14T18:40:00Z"},
        )  # fmt: skip
        writer.write_record(record)
    draft, pdf = read_contents("a.warc.gz", stream.getvalue()).drafts.values()
    assert pdf.url == "https://paper.example/c" and "second station" in pdf.text
    assert (draft.title, draft.text, draft.url, draft.published) == (
        "Ferry",
        STORY,
        "https://paper.example/a",
        MARCH_14,
    )


def test_an_archive_is_read_file_by_file_and_one_bad_one_stops_no_other() -> None:
    archive = package(
        one_dot_txt=f"One\n\n{STORY}", two_dot_json="{", inner_dot_zip="PK", page_files__x_dot_html="<p>No.</p>",
        page_dot_html=f"<h1>Page</h1><p>{STORY} It was saved.</p>", my_files__four_dot_txt=f"Four\n\n{STORY} It is mine.",
        **{"2024-03-14-three_dot_md": f"# Three\n\n{STORY} It is so."},
    )  # fmt: skip
    contents = read_contents("a.zip", archive)
    assert [(draft.title, draft.published) for draft in contents.drafts.values()] == [
        ("One", None),
        ("Page", None),
        ("Four", None),
        ("Three", MARCH_14),
    ]
    assert [problem.split(")")[0] for problem in contents.problems.values()] == ["(two.json", "(inner.zip"]


NITF = f"""<nitf><head><title>x</title><docdata><date.issue norm="20240314T184000Z"/></docdata></head><body><body.head>
<hedline><hl1>Ferry terminal</hl1></hedline><byline><byttl>Dana Whitlock</byttl></byline><distributor>Landpress</distributor>
</body.head><body.content><p>{STORY}</p><p>It opens.</p></body.content></body></nitf>"""


def test_a_news_item_in_xml_is_read() -> None:
    draft = read_contents("a.xml", NITF.encode()).drafts[0]
    assert (draft.title, draft.published, draft.source, draft.author) == (
        "Ferry terminal", MARCH_14, "Landpress", "Dana Whitlock",
    )  # fmt: skip
    assert draft.text == f"{STORY}\n\nIt opens."


def test_a_feed_is_read_item_by_item() -> None:
    item = f"<item><title>Ferry</title><pubDate>Thu, 14 Mar 2024 18:40:00 GMT</pubDate><description>&lt;p&gt;{STORY}&lt;/p&gt;</description></item>"
    feed = f"<rss><channel><title>Landpress</title>{item}{item.replace('Ferry', 'Bath')}</channel></rss>"
    drafts = read_contents("a.rss", feed.encode()).drafts
    assert [(draft.title, draft.published, draft.source, draft.text) for draft in drafts.values()] == [
        ("Ferry", MARCH_14, "Landpress", STORY),
        ("Bath", MARCH_14, "Landpress", STORY),
    ]


@pytest.mark.parametrize(
    "record",
    [
        {"title": {"rendered": "Ferry &#8211; yes"}, "content": {"rendered": f"<p>{STORY}</p>"}, "date": "2024-03-14T18:40:00"},
        {"title": "Ferry – yes", "content_html": f"<p>{STORY}</p>", "date_published": "2024-03-14T18:40:00+01:00"},
        {"title": "Ferry – yes", "content_text": STORY, "date_published": "2024-03-14"},
        {"headline": "Ferry – yes", "body": f"<p>{STORY.replace(' ', '&nbsp;', 1)}</p>", "date": "14 March 2024"},
    ],
)  # fmt: skip
def test_a_body_of_html_is_read_as_it_is_shown(record: dict[str, object]) -> None:
    (draft,) = read_contents("a.json", json.dumps({"items": [record]}).encode()).drafts.values()
    assert (draft.title, draft.text, draft.published) == ("Ferry – yes", STORY, MARCH_14)


def test_html_in_markdown_is_read_as_it_is_shown() -> None:
    page = f"# Ferry\n\n<div class='lede'>\nThe board <b>voted</b> yes.\n</div>\n\n{STORY}<br>It opens.\n\n<table><tr><th>Town</th><th>2023</th></tr><tr><td>Aske</td><td>12</td></tr></table>\n\n<!-- No. -->"
    assert read_contents("a.md", page.encode()).drafts[0].text == (
        f"The board voted yes.\n\n{STORY}\nIt opens.\n\nTown: Aske | 2023: 12"
    )


def test_html_within_a_line_of_markdown_is_read_as_it_is_shown() -> None:
    page = f"# Ferry\n\n{STORY} 14<sup>2</sup> boats & <q>*no* more</q>.<br>It &lt;opens&gt; `<b>`.\n"
    text = f"{STORY} 14² boats & “no more”.\nIt <opens> <b>."
    assert read_contents("a.md", page.encode()).drafts[0].text == text


def test_front_matter_may_be_toml() -> None:
    page = f'+++\ntitle = "Ferry"\ndate = 2024-03-14T18:40:00Z\nsource = "Landpress"\n+++\n\n{STORY}\n'
    draft = read_contents("a.md", page.encode()).drafts[0]
    assert (draft.title, draft.published, draft.source, draft.text) == ("Ferry", MARCH_14, "Landpress", STORY)
    assert read_contents("a.md", f"+++\ntitle =\n+++\n\n{STORY}\n".encode()).drafts[0].text == STORY


def test_words_struck_through_in_markdown_are_left_out() -> None:
    assert read_contents("a.md", f"# Ferry\n\n{STORY} It opens in ~~**May**~~ June.".encode()).drafts[0].text == (
        f"{STORY} It opens in June."
    )


def picture(words: str) -> bytes:
    image = Image.new("RGB", (1400, 200), "white")
    ImageDraw.Draw(image).text((40, 60), words, fill="black", font=ImageFont.load_default(size=44))
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def test_print_in_an_image_is_recognised_or_the_extra_is_named() -> None:
    try:
        contents: Contents = read_contents("a.png", picture("The ferry terminal opens in May."))
    except UnreadableFile as error:
        assert str(error) == NEEDS_OCR
        return
    assert "ferry terminal opens in May" in contents.drafts[0].text
    assert contents.losses == ("was read by text recognition, which may misread letters",)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.doc", "save it as .docx"),
        ("a.PPTX", "print it to PDF"),
        ("a.7z", "pack it as .zip"),
        ("a.qqq", "is a .qqq file"),
        ("README", "has no ending"),
    ],
)
def test_a_kind_that_is_not_read_is_refused_by_name_with_what_to_convert_it_to(name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_contents(name, b"x")


@pytest.mark.parametrize(
    "ending",
    ["eml", "mbox", "msg", "mhtml", "rtf", "odt", "epub", "xlsx", "warc", "warc.gz", "zip", "xml", "png"],
)
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04 and no more", b"<a><b></a>"])
def test_a_broken_file_is_refused(ending: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_contents(f"a.{ending}", data)
