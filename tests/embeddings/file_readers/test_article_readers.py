import io
import json
from datetime import date

import pytest
from docx import Document

from embeddings.file_readers import Contents, Draft, UnreadableFile, read_contents

APRIL_5 = date(2023, 4, 5)


def only(contents: Contents) -> Draft:
    assert (list(contents.drafts), contents.problems) == ([0], {})
    return contents.drafts[0]


def test_plain_text_broken_at_a_margin_is_joined_to_paragraphs() -> None:
    wrapped = (
        "A headline of the day\n\n"
        "Foreign suppliers can count on cooperation with Russia on one condition\n"
        "only, the deep localization of their production inside the country, the\n"
        "deputy minister said on Wednesday. A repeat of the Cisco case must be\n"
        "avoided, he said.\n\n"
        "The shortage puts the repair and service of the equipment in doubt, and\n"
        "- a list item stays on its own line"
    )
    draft = only(read_contents("a.txt", wrapped.encode()))
    assert draft.text.split("\n")[0].endswith("must be avoided, he said.")
    assert "\n- a list item" in draft.text


def test_plain_text_with_a_line_a_paragraph_is_left_so() -> None:
    text = "Headline\n5 Apr 2023\n" + "\n".join(f"Paragraph {n} says something of its own kind." for n in range(9))
    assert only(read_contents("a.txt", text.encode())).text.count("\n") == 8


MARKDOWN = """---
title: "Chip foundries: what they \\"are\\""
date: 2023-04-05
source: Background Desk
author: 'A. Writer'
url: https://x.example/a
kind: Background
tags:
  - chips
---

# Chip foundries: what they "are"

A **foundry** makes [chips](https://x.example) to the _designs_ of
others, such as `Nvidia`. ![a picture](x.png)

## Costs

- Clean rooms
- Pure *chemicals*

1. First
2. Second

> A quote of 5 * 3 = 15.

| Maker | Share |
|-------|-------|
| TSMC  | 60%   |
"""


def test_markdown_gives_its_front_matter_and_its_plain_words() -> None:
    draft = only(read_contents("a.md", MARKDOWN.encode()))
    assert draft.title == 'Chip foundries: what they "are"'
    assert (draft.published, draft.source, draft.author) == (APRIL_5, "Background Desk", "A. Writer")
    assert (draft.url, draft.kind) == ("https://x.example/a", "background")
    assert draft.text.split("\n\n") == [
        "A foundry makes chips to the designs of others, such as Nvidia.",
        "Costs",
        "- Clean rooms\n- Pure chemicals",
        "1. First\n2. Second",
        "A quote of 5 * 3 = 15.",
        "Maker: TSMC | Share: 60%",
    ]


def test_markdown_without_front_matter_has_its_heading_for_title() -> None:
    draft = only(read_contents("a.md", b"# The ruble\n\nOne ruble is 100 kopecks.\n\n---\n\nIt floats."))
    assert (draft.title, draft.text, draft.kind) == ("The ruble", "One ruble is 100 kopecks.\n\nIt floats.", "news")


HTML = """<html><head><title>Chips - Road</title>{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/x">Elsewhere</a></li></ul></nav>
<article><h1>Chips</h1><p>Moscow counts on Beijing&#8217;s assistance in producing microelectronics, the minister said
at a forum held in Tula, and many guests agreed with him.</p><h2>Funds</h2><p>The fund gets a further 25&nbsp;billion
rubles (US$280 million) in 2023, the other minister said. He called it an investment platform.</p></article>
<script>alert("no text")</script><footer>Copyright</footer></body></html>"""
META = """<meta property="og:title" content="Chips"><meta name="author" content="Chris Writer">
<meta property="og:site_name" content="Silk Road">
<meta property="article:published_time" content="2023-04-05T09:00:00Z">"""
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Chips", "datePublished": "2023-04-05", "author": {"@type": "Person", "name": "Chris Writer"},
"publisher": {"@type": "Organization", "name": "Silk Road"}}</script>"""


@pytest.mark.parametrize("head", [META, JSON_LD], ids=["meta", "json-ld"])
def test_html_gives_the_story_and_what_its_markup_says(head: str) -> None:
    draft = only(read_contents("a.html", HTML.format(head=head).encode()))
    assert (draft.title, draft.published, draft.author) == ("Chips", APRIL_5, "Chris Writer")
    assert draft.text.startswith("Moscow counts on Beijing’s assistance")
    assert "25 billion rubles" in draft.text
    assert not {"Home", "alert", "Copyright"} & set(draft.text.split())


def test_html_site_name_is_the_outlet() -> None:
    assert only(read_contents("a.htm", HTML.format(head=META).encode())).source == "Silk Road"


def test_html_is_decoded_as_it_declares() -> None:
    page = HTML.format(head='<meta charset="windows-1251">').replace("Moscow", "Москва")
    assert only(read_contents("a.html", page.encode("cp1251"))).text.startswith("Москва counts")


def test_a_short_or_broken_page_still_gives_its_words() -> None:
    draft = only(read_contents("a.html", b"<p>Cisco left Russia.<p>Nobody <b>came"))
    assert "Cisco left Russia." in draft.text
    assert "Nobody came" in draft.text


def test_word_documents_are_read_in_order() -> None:
    document = Document()
    document.core_properties.author = "A. Writer"
    document.add_paragraph("Chips", style="Title")
    document.add_paragraph("5 Apr 2023")
    document.add_paragraph("Moscow counts on Beijing’s assistance.")
    document.add_paragraph("First", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "TSMC", "60%"
    document.add_paragraph("It ends.")
    stream = io.BytesIO()
    document.save(stream)
    draft = only(read_contents("a.docx", stream.getvalue()))
    assert (draft.title, draft.published, draft.author) == ("Chips", APRIL_5, "A. Writer")
    assert draft.text == "Moscow counts on Beijing’s assistance.\n\n- First\n\nTSMC | 60%\n\nIt ends."


def pdf_of(lines: list[str]) -> bytes:
    """Return a minimal PDF of one page that shows these lines."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 750 Td {shown} ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 600 800]"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(data)
    data += b"xref\n0 6\n0000000000 65535 f \n" + table
    return data + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start


def test_pdf_lines_are_joined_to_paragraphs() -> None:
    lines = [
        "Chips from Beijing", "5 Apr 2023", "Moscow counts on assistance in producing microelec-",
        "tronics, the minister said at a forum that was held in", "Tula. The production assets there are three or four",
        "generations behind, he said, and the fund gets a further", "25 billion rubles in this year.",
    ]  # fmt: skip
    draft = only(read_contents("a.pdf", pdf_of(lines)))
    assert (draft.title, draft.published) == ("Chips from Beijing", APRIL_5)
    assert draft.text.startswith("Moscow counts on assistance in producing microelectronics, the minister said")
    assert draft.text.endswith("25 billion rubles in this year.")


def test_json_gives_one_article_or_many() -> None:
    record = {
        "headline": "Chips",
        "datePublished": "2023-04-05T10:00:00Z",
        "publisher": {"name": "Road"},
        "body": "A story.",
    }
    assert only(read_contents("a.json", json.dumps(record).encode())) == Draft("A story.", "Chips", APRIL_5, "Road")
    many = read_contents(
        "a.json", json.dumps({"articles": [record, {"title": "Empty"}, record | {"text": "B."}]}).encode()
    )
    assert [draft.text for draft in many.drafts.values()] == ["A story.", "B."]
    assert list(many.drafts) == [1, 3]
    assert "no text" in many.problems[2]


def test_json_lines_are_read_one_by_one() -> None:
    first = '{"title": "One", "text": "First.", "author": ["A", "B"], "timestamp": 1680652800}'
    lines = first + '\n\nnot json\n{"text": "Third."}\n[1]'
    contents = read_contents("a.jsonl", lines.encode("utf-16"))
    assert contents.drafts[1] == Draft("First.", "One", APRIL_5, author="A, B")
    assert contents.drafts[4].text == "Third."
    assert list(contents.problems) == [3, 5]


@pytest.mark.parametrize(
    "value",
    [0, -1, 5, 10**13, 10**18, 10**20, 10**30, float("inf"), True, 1.5, None, {}, [], "5 APRİL 2023", "5 ſep 2023"],
)
@pytest.mark.parametrize("name", ["date", "timestamp"])
def test_a_value_that_is_no_time_gives_no_date(name: str, value: object) -> None:
    record = json.dumps({"title": "A", "text": "One sentence.", name: value, "@type": "NewsArticle"})
    assert only(read_contents("a.json", record.encode())) == Draft("One sentence.", "A")


def test_a_line_of_json_with_a_number_beyond_measure_spoils_no_other() -> None:
    contents = read_contents("a.jsonl", b'{"text": "First."}\n{"text": "B.", "date": ' + b"1" * 5000 + b"}")
    assert contents.drafts[1].text == "First."
    assert "not valid JSON" in contents.problems[2]


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_only_a_newline_ends_a_line_of_json(mark: str) -> None:
    # The last three are no JSON inside a string, so they stand between values here, where the line is bad but one line.
    inside = mark in "\u2028\u2029\x85"
    first = f'{{"text": "One{mark}two."}}' if inside else f'{{"text":{mark} "One."}}'
    contents = read_contents("a.jsonl", f'{first}\r\n{{"text": "Second."}}\n'.encode())
    assert contents.drafts[2].text == "Second."
    assert (1 in contents.drafts, list(contents.problems)) == (inside, [] if inside else [1])


WRAPPED = "Suppliers may return to Russia on one condition\nonly, the minister said. He named none."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (WRAPPED, "Suppliers may return to Russia on one condition"),
        ("One sentence here. Another one.\nA third.", "One sentence here."),
        ("5 Apr 2023\nBy A. Writer\n\nThe story starts. It ends.", "The story starts."),
        ("MOSCOW. April 5 (Interfax) - Suppliers may return. They must localize.", "Suppliers may return."),
        ("word " * 90 + "end.", "word " * 14 + "word…"),
    ],
)
@pytest.mark.parametrize("ending", ["json", "jsonl"])
def test_the_text_of_an_untitled_record_stays_whole(ending: str, text: str, title: str) -> None:
    (draft,) = read_contents(f"a.{ending}", json.dumps({"text": text}).encode()).drafts.values()
    assert (draft.text, draft.title) == (text, title)


def test_the_text_of_a_titled_record_stays_whole_and_its_lines_are_read() -> None:
    text = "Chips\nInterfax, 5 April 2023\nBy A. Writer\n\nThe story starts."
    draft = only(read_contents("a.json", json.dumps({"title": "Chips", "text": text}).encode()))
    assert draft == Draft(text, "Chips", APRIL_5, "Interfax", author="A. Writer")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \xc2\xa0\n\t\x00 ", "empty"),
        ("a.md", b"---\ntitle: x\n---\n", "no text"),
        ("a.html", b"<html><body></body></html>", "no text"),
        ("a.json", b"{", "not valid JSON"),
        ("a.json", b'"words"', "neither"),
        ("a.json", b'{"title": "x"}', "no text"),
        ("a.json", b"[" * 100_000, "not valid JSON"),
        ("a.jsonl", b"", "empty"),
        ("a.docx", b"PK\x03\x04broken", "Word"),
        ("a.docx", b"words", "Word"),
        ("a.pdf", b"%PDF-1.4 broken", "PDF"),
        ("a.pdf", b"words", "PDF"),
        ("a.pdf", pdf_of([]), "no text layer"),
        ("a.txt", pdf_of(["x"]), "PDF"),
    ],
)
def test_what_holds_no_article_is_refused_with_the_reason(name: str, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_contents(name, data)
