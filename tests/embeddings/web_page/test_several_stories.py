import json
from datetime import date

import pytest

from embeddings.file_readers import UnreadableFile, read_contents

HEAD = '<title>News</title><meta property="article:published_time" content="2024-05-07">'
BRIEFS = f"""<html><head>{HEAD}</head><body><main><h1>News in brief</h1>
<article><h2>Quarry rejected</h2><p>Planners turned down the quarry by seven votes to four.</p></article>
<article><h2>Nurse wins award</h2><time datetime="2024-05-06">Monday</time>
<p>Nurse Bea Lind won the award.</p></article>
</main></body></html>"""


def test_several_stories_become_several_articles() -> None:
    drafts = read_contents("a.html", BRIEFS.encode()).drafts
    assert {n: (draft.title, draft.published) for n, draft in drafts.items()} == {
        1: ("Quarry rejected", date(2024, 5, 7)),
        2: ("Nurse wins award", date(2024, 5, 6)),
    }


def test_cards_of_other_stories_are_none() -> None:
    cards = "".join(
        f'<article class=card><h3><a href="/{n}">Story {n} of today</a></h3><p>One line on it.</p></article>'
        for n in range(3)
    )
    page = "<body><main><article><h1>Quarry</h1><p>Planners turned it down. It was close.</p>"
    f"</article>{cards}</main></body>"
    contents = read_contents("a.html", page.encode())
    assert [(draft.title, draft.text) for draft in contents.drafts.values()] == [
        ("Quarry", "Planners turned it down. It was close.")
    ]


ENTRIES = "".join(
    f'<article class="live-entry"><time>{hour}:00</time><h2>{what}</h2><p>{what}, the police chief says.</p></article>'
    for hour, what in ((16, "Curfew lifted"), (14, "Nine people dead"), (11, "Four people dead"))
)


def test_a_live_blog_is_one_article_with_its_summary_and_times() -> None:
    page = f"<body><main><h1>Flood in Ranby: live</h1><ul><li>Trains are cancelled</li></ul>{ENTRIES}</main></body>"
    (draft,) = read_contents("a.html", page.encode()).drafts.values()
    assert draft.title == "Flood in Ranby: live"
    assert draft.text.startswith("- Trains are cancelled\n\n16:00\n\nCurfew lifted")
    assert draft.text.endswith("Four people dead, the police chief says.")


def test_updates_that_only_the_linked_data_has_are_added() -> None:
    linked = {
        "@type": "LiveBlogPosting",
        "headline": "Flood: live",
        "liveBlogUpdate": [{"headline": "Bridge open", "articleBody": "<p>The bridge at Holm is open again.</p>"}],
    }
    page = f'<script type="application/ld+json">{json.dumps(linked)}</script><main><h1>Flood: live</h1>{ENTRIES}</main>'
    assert "The bridge at Holm is open again." in read_contents("a.html", page.encode()).drafts[0].text


BODY = "The town of Pell votes on a bypass on 9 June, after two years of talks about its route through the orchards."


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "Vote", '
        '"articleBody": "BODY"}]}</script>',
        '<script id="__NEXT_DATA__" type="application/json">{"props": {"a": [{"title": "Vote", "body": '
        '"<p>BODY</p>"}]}}</script>',
        '<script>window.__STATE__ = {"story": {"headline": "Vote", "text": "BODY"}};</script>',
    ],
)
def test_a_page_that_a_script_fills_is_read_from_its_data(script: str) -> None:

    filled = script.replace("BODY", BODY)
    page = f"<html><body><div id=root></div>{filled}<noscript>Enable JavaScript.</noscript></body></html>"
    (draft,) = read_contents("a.html", page.encode()).drafts.values()
    assert (draft.title, draft.text) == ("Vote", BODY)


def test_a_page_without_its_text_is_refused_and_says_what_to_do() -> None:
    page = (
        b"<html><body><p>You need to enable JavaScript to run this app.</p><script src=app.js></script></body></html>"
    )
    with pytest.raises(UnreadableFile, match="a script would load; open it in a browser"):
        read_contents("a.html", page)


def test_the_linked_data_is_read_where_the_page_shows_only_the_beginning() -> None:
    whole = (
        f"{BODY} " + "The mayor wants a tunnel, her rival a bridge, and the farmers of the valley neither of both. " * 4
    )
    linked = json.dumps({"@type": "NewsArticle", "headline": "Vote", "articleBody": whole})
    page = f'<script type="application/ld+json">{linked}</script><article><h1>Vote</h1><p>{BODY}</p></article>'
    assert read_contents("a.html", page.encode()).drafts[0].text == whole.strip()


def test_much_prose_that_is_in_no_article_is_reported() -> None:
    asides = "".join(f"<div class=x{n}>Words on matter {n} that some say and others do not</div>" for n in range(12))
    page = f"<body>{asides}<main><article><h1>Vote</h1>{9 * f'<p>{BODY}</p>'}</article></main></body>"
    (loss,) = read_contents("a.html", page.encode()).losses
    assert "of the text that the page shows" in loss
