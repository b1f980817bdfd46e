"""Replies: marks become links only where they are marks, and every state says what it is."""

import re

import pytest

from rag.answering.wording import NOTHING_PASSES
from ui import texts
from ui.page.conversation import Exchange, settle
from ui.transcript.reply import linked, reply


def test_marks_link_to_their_citation(make):
    article = make.article("Cisco did it. So did others.")
    citations = [make.citation(article, "Cisco did it."), make.citation(article, "So did others.", 2)]
    html = linked("Cisco [1][2]", citations, 4)
    assert re.findall(r'data-turn="(\d+)" data-n="(\d+)"', html) == [("4", "1"), ("4", "2")]
    assert html.startswith("Cisco <a ")


def test_a_mark_inside_a_quote_stays_text(make):
    article = make.article("He wrote [1] on the wall.")
    html = linked("“He wrote [1] on the wall.” [1]", [make.citation(article, article.text)], 1)
    assert "wrote [1] on" in html and html.count("<a ") == 1


def test_a_mark_without_a_citation_stays_text(make):
    assert linked("See [7] and [1]", [make.citation(make.article("x"), "x")], 1).startswith("See [7] and <a ")


def test_hostile_words_stay_text(make):
    article = make.article("<b>x</b> [1] said.", title='"><script>alert(1)</script>')
    answer = make.answer(
        "<b>x</b> [1] said. [1]", make.source(article), citations=(make.citation(article, article.text),)
    )
    html = reply(Exchange("<i>who</i>").answered(answer), 1)
    assert "<b>" not in html and "<script" not in html and "&lt;b&gt;x&lt;/b&gt;" in html


def test_quotes_are_called_quotes(make):
    article = make.article("A sentence that may help.")
    answer = make.answer("…", make.source(article), kind="quotes", citations=(make.citation(article, article.text),))
    html = reply(Exchange("Who?").answered(answer), 1)
    assert texts.QUOTES in html and "<blockquote>A sentence that may help.</blockquote>" in html
    assert "cw-confidence" not in html


def test_an_abstention_names_the_nearest_headlines_and_what_to_try(make):
    near = [make.source(make.article(f"{i}", title=f"Headline {i}", key=str(i))) for i in range(5)]
    html = reply(Exchange("Who?").answered(make.answer("Not in these articles.", *near, kind="abstained")), 1)
    assert "Not in these articles." in html and texts.ADVICE[0] in html
    assert re.findall(r"Headline \d", html) == ["Headline 0", "Headline 1", "Headline 2"]


def test_an_abstention_that_found_nothing_to_read_says_what_to_widen(make):
    html = reply(Exchange("Who?").answered(make.answer(NOTHING_PASSES, kind="abstained")), 1)
    assert "Widen the dates, outlets or kinds." in html and texts.NEAREST not in html


@pytest.mark.parametrize(("value", "level"), [(0.9, "high"), (0.5, "fair"), (0.1, "low")])
def test_confidence_is_put_into_words(make, value, level):
    from dataclasses import replace

    answer = replace(make.answer("Cisco"), confidence=value)
    assert texts.CONFIDENCE[level] in reply(Exchange("Who?").answered(answer), 1)


def test_an_unfinished_question_is_settled_as_stopped():
    (left,) = settle([Exchange("Who?")])
    assert texts.STOPPED in reply(left, 1)
