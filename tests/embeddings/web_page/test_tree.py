"""What a browser shows of a page by other means than its words is read as it is seen."""

import html

import pytest

from embeddings.file_readers import read_contents

STORY = (
    "The council of Aske met on Monday and talked for six hours about the state of the harbour, its quays and cranes."
)
MORE = "Mayor Siv Holm told the members that the repairs could not wait for another winter of storms and high water."


def text_of(body: str) -> str:
    page = (
        f"<body><main><article><h1>Harbour to be repaired</h1><p>{STORY}</p>{body}<p>{MORE}</p></article></main></body>"
    )
    return read_contents("a.html", page.encode()).drafts[0].text


@pytest.mark.parametrize(
    ("markup", "seen"),
    [
        ("Holm said <q>we shall pay <q>in full</q></q> and left.", "Holm said “we shall pay ‘in full’” and left."),
        ("Holm said <q>“we shall pay”</q> and left.", "Holm said “we shall pay” and left."),
        ("<q><b>We shall pay</b></q>, Holm said.", "“We shall pay”, Holm said."),
        ("Of 10<sup>6</sup> litres 30 m<sup>2</sup> are black.", "Of 10⁶ litres 30 m² are black."),
        ("Some 14<sup>2</sup> boats sank.", "Some 14² boats sank."),
        ("Some 14<sup><a href='/story#note2'>2</a></sup> boats sank.", "Some 14 boats sank."),
        ("Some boats sank in the harbour<sup>2</sup>.", "Some boats sank in the harbour."),
        ("It opens on the 5<sup>th</sup> of May; CO<sub>2</sub> falls.", "It opens on the 5th of May; CO2 falls."),
        (
            "The toll is <del>12</del> <ins>14</ins>, <s>three</s> five are missing.",
            "The toll is 14, five are missing.",
        ),
    ],
)
def test_words_are_read_as_they_are_shown(markup: str, seen: str) -> None:
    assert seen in text_of(f"<p>{markup}</p>").split("\n\n")


def test_the_caption_of_a_table_stands_above_its_rows() -> None:
    rows = "<tr><th>Port<th>2023<tr><td>Aske<td>40<tr><td>Velm<td>55"
    shown = "Dues by port, in crowns\n\nPort: Aske | 2023: 40\nPort: Velm | 2023: 55"
    assert shown in text_of(f"<table><caption>Dues by port, in crowns</caption>{rows}</table>")


def test_a_page_in_a_frame_is_read_where_the_page_holds_it() -> None:
    inner = html.escape("<p>The harbour master, Ole Brandt, resigns on 3 May.</p>")
    assert "Ole Brandt, resigns on 3 May." in text_of(f'<iframe srcdoc="{inner}"></iframe>')
    frame = f'<iframe srcdoc="{inner}"></iframe>'
    assert "Ole Brandt, resigns on 3 May." in text_of(f'<iframe srcdoc="{html.escape(frame)}"></iframe>')


def test_a_story_in_a_shadow_tree_is_read() -> None:
    page = (
        f"<body><h1>Harbour to be repaired</h1><site-story><template shadowrootmode=open><p>{STORY}</p><p>{MORE}</p>"
        "</template></site-story><template><p>A pattern that no browser shows.</p></template></body>"
    )
    assert read_contents("a.html", page.encode()).drafts[0].text == f"{STORY}\n\n{MORE}"


def test_a_story_behind_a_notice_is_read_and_what_only_adorns_it_is_not() -> None:
    adorned = f"<p><span aria-hidden=true>§</span>{STORY}</p><p>{MORE}</p>"
    dialog = "<div role=dialog><p>We value your privacy and that of our partners.</p></div>"
    page = f"<body><div aria-hidden=true><h1>Harbour to be repaired</h1>{adorned}</div>{dialog}</body>"
    text = read_contents("a.html", page.encode()).drafts[0].text
    assert text.startswith(f"{STORY}\n\n{MORE}")


def test_preformatted_lines_of_one_width_are_joined_to_paragraphs() -> None:
    lines = [
        "The harbour board of Aske has decided to raise its dues from 40 crowns",
        "to 55 crowns a boat as of 1 June, chairman Ole Brandt told the members",
        "of the council on Tuesday after a meeting that went on until the early",
        "hours of the morning.",
    ]
    listed = "1 kroon\n2 kroner\n5 kroner"
    story = "\n".join(lines)
    text = text_of(f"<pre>{story}\n\nIt was a long night.</pre><pre>{listed}</pre>")
    assert f"{' '.join(lines)}\nIt was a long night.\n{listed}" in text
