"""Pages whose markup hides parts of the story from extractors: every phrase that a reader sees in it must survive."""

import pytest

from embeddings.file_readers import Contents, read_contents

LONG = (
    "The council of Aske met on Monday and talked for six hours about the state of the harbour, its quays and cranes."
)
MORE = "Mayor Siv Holm told the members that the repairs could not wait for another winter of storms and high water."
END = "The vote is expected in March, when the budget of the town is settled for the next three years."
P = f"<p>{LONG}</p><p>{MORE}</p><p>{END}</p>"
LINKS = "<ul>" + "".join(f'<li><a href="/{n}">Another story number {n} of the day</a></li>' for n in range(6)) + "</ul>"


def article(body: str, before: str = "", after: str = "") -> str:
    return f"<body>{before}<main><article><h1>Harbour to be repaired</h1>{body}</article></main>{after}</body>"


AWKWARD = {
    "lede in a div": article(f'<div class="lede">Cranes move in May.</div>{P}'),
    "lede outside the body of the text": f'<body><div class=top><h1>Harbour to be repaired</h1><div class=standfirst>'
    f"Cranes move in May.</div></div><div class=story-body>{P}</div></body>",
    "text between elements": article(f"{P}Cranes move in May.<br><br>{P}"),
    "a run of spans": article(f"{P}<div><div><span>Cranes move </span><b>in May.</b></div></div>"),
    "an aside with facts": article(f'{P}<aside class="factbox"><h3>Facts</h3><p>Cranes move in May.</p></aside>'),
    "details that unfold": article(f"{P}<details><summary>More</summary><p>Cranes move in May.</p></details>"),
    "a note in the footer": article(f'{P}<footer class="article-footer"><p>Cranes move in May.</p></footer>'),
    "a correction after the text": article(P) .replace("</article>",
    "<div class=correction>Cranes move in May.</div></article>"),
    "a list of terms": article(f"{P}<dl><dt>Cranes</dt><dd>Cranes move in May.</dd></dl>"),
    "preformatted lines": article(f"{P}<pre>Cranes move in May.</pre>"),
    "a caption": article(f"{P}<figure><img src=x><figcaption>Cranes move in May.</figcaption></figure>"),
    "a quotation": article(f"{P}<blockquote>Cranes move in May.</blockquote>"),
    "a table": article(f"{P}<table><tr><th>What</th><th>When</th></tr><tr><td>Cranes</td><td>May</td></tr></table>"),
    "a table for layout": f"<body><table><tr><td>"
    f"<h1>Harbour to be repaired</h1>{P}<p>Cranes move in May.</p></td></tr></table></body>",
    "a page in a form": f"<body><form id=aspnet>"
    f"<h1>Harbour to be repaired</h1>{P}<p>Cranes move in May.</p></form></body>",
    "a class that says sidebar": f'<body class="has-sidebar"><div class="with-sidebar">'
    f'<h1>Harbour to be repaired</h1>{P}'
    "<div>Cranes move in May.</div></div></body>",
    "old capitals and fonts": f"<BODY><CENTER><H1>Harbour to be repaired</H1></CENTER>"
    f"<FONT SIZE=2>{P}Cranes move in May.<P></FONT></BODY>",
    "elements of its own": article(f"{P}<x-story-text>Cranes move in May.</x-story-text>"),
    "no paragraph at all": f"<body><div id=content>"
    f"<h1>Harbour to be repaired</h1>{LONG}<br>{MORE}<br>Cranes move in May.<br>{END}</div></body>",
    "a section of its own": article(f"{P}<section><h2>The plan</h2><p>Cranes move in May.</p></section>"),
}  # fmt: skip


def text_of(contents: Contents) -> str:
    return "\n".join(draft.text for draft in contents.drafts.values())


@pytest.mark.parametrize("name", AWKWARD)
def test_nothing_of_the_story_is_lost(name: str) -> None:
    contents = read_contents("a.html", f"<!doctype html><html><head><title>x</title></head>{AWKWARD[name]}".encode())
    text = text_of(contents)
    assert contents.losses == ()
    assert list(contents.drafts) == [0]
    for phrase in (LONG, MORE, END, "What: Cranes | When: May" if name == "a table" else "Cranes move in May."):
        assert phrase in text


@pytest.mark.parametrize(
    ("before", "inside", "after"),
    [
        (f"<nav>{LINKS}</nav>", "", "<footer>Read our privacy statement and our terms. Copyright 2024.</footer>"),
        (f"<div class='menu-main'>{LINKS}</div>", "<div class='share-buttons'>Share it. Now.</div>", ""),
        ("", "<div class='newsletter-signup'>Get our letter each day.</div>", f"<div class='related'>{LINKS}</div>"),
        (
            "<div id='cookie-consent'>We use cookies. Accept them.</div>",
            "",
            "<section id='comments'>I agree.</section>",
        ),
        ("", "<p hidden>Nobody sees this.</p><p style='display: none'>Nor this one.</p>", ""),
        ("", "<script>var a = 'Unseen words.'</script><noscript>Unseen.</noscript>", f"<aside>{LINKS}</aside>"),
    ],
)
def test_furniture_is_left_out(before: str, inside: str, after: str) -> None:
    page = article(P + inside, before, after)
    draft = read_contents("a.html", page.encode()).drafts[0]
    assert (draft.title, draft.text) == ("Harbour to be repaired", f"{LONG}\n\n{MORE}\n\n{END}")


def test_a_hidden_correction_of_the_same_page_is_not_shown_and_a_visible_one_is() -> None:
    page = article(f"{P}<p hidden>Two.</p><p class=note>Correction, 6 June: it costs 21 million.</p>")
    assert read_contents("a.html", page.encode()).drafts[0].text.endswith("Correction, 6 June: it costs 21 million.")


SAID = MORE.replace("Mayor Siv Holm", "Treasurer Osk Velle")
TOLD = f"<p>{SAID}</p><p>The cranes of the northern quay move in May.</p>"
CARD = f"<h3><a href=/1>A headline of other news of the day</a></h3><p>{SAID}</p>"


@pytest.mark.parametrize(
    "box", ["class=widget", "class=sidebar", "class=socialBox", "id=overlay", "class=related", "class='top-stories x'"]
)
@pytest.mark.parametrize("tag", ["div", "section", "aside"])
def test_a_box_within_the_story_that_tells_something_at_length_is_kept_whatever_its_name(tag: str, box: str) -> None:
    contents = read_contents("a.html", article(f"{P}<{tag} {box}>{TOLD}</{tag}>{P}").encode())
    assert "Treasurer Osk Velle told the members" in text_of(contents)
    assert "The cranes of the northern quay move in May." in text_of(contents)


@pytest.mark.parametrize(
    "box",
    [
        f"<div class=related>{CARD}{CARD}</div>",
        f"<div class=widget>{TOLD}<input name=mail><button>Send</button></div>",
        f"<div class=newsletter>{TOLD}</div>",
        f"<nav>{TOLD}</nav>",
    ],
)
def test_a_box_of_links_or_controls_or_of_a_plain_name_is_none(box: str) -> None:
    assert "Treasurer" not in text_of(read_contents("a.html", article(f"{P}{box}{P}").encode()))


@pytest.mark.parametrize("box", ["section class=comments", "nav", "div class='cookie-consent'", "footer"])
def test_prose_that_is_left_out_with_a_box_is_told_where_it_is_much(box: str) -> None:
    told = "writes that the old quay has to be mended long before a new one."
    said = "".join(f"<p>Reader {name} {told}</p>" for name in "abcdef")
    page = f"<main><article><h1>Harbour to be repaired</h1>{P}</article></main><{box}>{said}</{box.split()[0]}>"
    contents = read_contents("a.html", page.encode())
    assert "Reader a" not in text_of(contents)
    (loss,) = contents.losses
    assert "% of the text that the page shows was taken for none of its story" in loss


@pytest.mark.parametrize("tag", ["font", "div", "blockquote", "ul", "x-part"])
def test_tags_that_are_never_closed_lose_nothing(tag: str) -> None:
    page = f"<h1>Harbour to be repaired</h1>{''.join(f'<{tag}>Crane {n} moves in May. ' for n in range(600))}"
    text = text_of(read_contents("a.html", page.encode()))
    assert [n for n in range(600) if f"Crane {n} moves in May." not in text] == []


def test_what_is_drawn_and_not_written_is_told() -> None:
    labels = "".join(f"<text>Quay {n}: {n} million</text>" for n in range(5))
    drawn = article(f"{P}<svg>{labels}</svg><p>It is <math><mi>E</mi></math>.</p>")
    assert read_contents("a.html", drawn.encode()).losses == ("charts and formulas are left out",)
    assert read_contents("a.html", article(f"{P}<svg><text>Harbour News</text></svg>").encode()).losses == ()
