from datetime import date

import pytest

from embeddings.file_readers import Draft, read_contents

STORY = "<p>A dairy farm near Loxley was fined after slurry ran into a stream, the court heard.</p><p>It was deep.</p>"


def read(head: str = "", near: str = "", around: str = "", attributes: str = "lang=en") -> Draft:
    page = (
        f"<!doctype html><html {attributes}><head><title>Farm fined - Post</title>{head}</head><body>{around}"
        f"<article><h1>Farm fined</h1>{near}{STORY}</article></body></html>"
    )
    (draft,) = read_contents("a.html", page.encode()).drafts.values()
    return draft


LD = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Farm fined", %s}</script>'
MODIFIED = '<meta property="article:modified_time" content="2024-05-20T09:00:00Z">'


@pytest.mark.parametrize(
    ("head", "near", "day"),
    [
        (MODIFIED + LD % '"datePublished": "2024-03-02T18:30:00+01:00"', "", date(2024, 3, 2)),
        ('<meta property="article:published_time" content="2024-03-02">' + MODIFIED, "", date(2024, 3, 2)),
        ("", "<div>First published: 03/04/2024 08:15 | Last updated: 5th April 2024</div>", date(2024, 4, 3)),
        ("", "<p>Updated 5 April 2024</p><p>Published 3 April 2024</p>", date(2024, 4, 3)),
        ("", '<time datetime="2024-04-03T10:00">Wednesday</time>', date(2024, 4, 3)),
        ('<link rel="canonical" href="https://post.example/2024/04/03/farm">', "", date(2024, 4, 3)),
        (MODIFIED, "", date(2024, 5, 20)),
        ("", "", None),
    ],
)
def test_the_day_of_publication_goes_before_that_of_a_change(head: str, near: str, day: date | None) -> None:
    assert read(head, near).published == day


@pytest.mark.parametrize(
    "around",
    [
        '<aside class="most-read"><h2>Most read</h2><time datetime="2024-07-01">1 July 2024</time></aside>',
        '<div class=header>Valley Post - Tuesday, 11 June 2024</div>',

        '<div class="related"><a href=x>Library</a> <time datetime="2024-06-10">10 June 2024</time></div>',
    ],
)  # fmt: skip
def test_a_date_of_something_else_on_the_page_is_not_taken(around: str) -> None:
    assert read(around=around).published is None


def test_a_time_in_utc_is_the_day_that_the_outlet_names() -> None:
    stamp = '<meta property="article:published_time" content="2024-02-01T03:30:00Z">'
    draft = read(stamp, "<p>Jan. 31, 2024, 9:30 p.m. CST</p>", attributes="lang=en-US")
    assert (draft.published, draft.source) == (date(2024, 1, 31), None)


@pytest.mark.parametrize(
    ("attributes", "day"),
    [("lang=en-US", date(2024, 3, 4)), ("lang=en-GB", date(2024, 4, 3)), ("lang=fr", date(2024, 4, 3))],
)
def test_the_language_of_the_page_orders_day_and_month(attributes: str, day: date) -> None:
    assert read(near="<p>Published 03/04/2024</p>", attributes=attributes).published == day


def test_another_date_of_the_page_orders_day_and_month() -> None:
    near = "<p>Published 03/04/2024</p><p>The court sat on 03/28/2024 and ruled.</p>"
    assert read(near=near, attributes="").published == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("declared", "encoded", "text"),
    [
        ("iso-8859-1", "cp1252", "“about 300” – €1,450"),
        ("latin1", "cp1252", "it’s…"),
        ("iso-8859-1", "utf-8", "Žatec €"),
        ("windows-1252", "utf-8", "Jiří"),
        ("utf-8", "cp1252", "café – “yes”"),
        ("gb2312", "gb18030", "北京 €"),
        ("iso-8859-9", "cp1254", "şehir €"),
        ("no-such-code", "utf-8", "Žatec"),
    ],
)
def test_bytes_go_before_the_declared_encoding(declared: str, encoded: str, text: str) -> None:
    page = f'<meta charset="{declared}"><article><h1>Farm</h1><p>He said {text} on Monday, and no more.</p></article>'
    assert text in read_contents("a.html", page.encode(encoded)).drafts[0].text
