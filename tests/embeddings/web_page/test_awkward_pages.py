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
