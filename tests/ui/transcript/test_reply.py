"""Replies: marks become links only where they are marks, every state says what it is, and nothing is said twice."""

import re
from dataclasses import replace
from datetime import date

import pytest

from rag import Filters, Row
from rag.answering.wording import NOTHING_PASSES, UNDECIDED
from ui import texts
from ui.page.conversation import Conversation, Exchange, Stage
from ui.transcript.marks import linked
from ui.transcript.transcript import turn_html


def shown(exchange: Exchange, *, generation: int = 0) -> str:
    exchange = replace(exchange, id=4)
    return turn_html(exchange, Conversation("key", "Title", 1, (exchange,)), generation)


def said(html: str) -> str:
    """Return what a reader sees of a reply: its words without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


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
    html = shown(Exchange("<i>who</i>").answered(answer))
    assert "<b>" not in html and "<script" not in html and "&lt;b&gt;x&lt;/b&gt;" in html


def test_quotes_are_called_quotes(make):
    article = make.article("A sentence that may help.")
    answer = make.answer("…", make.source(article), kind="quotes", citations=(make.citation(article, article.text),))
    html = shown(Exchange("Who?").answered(answer))
    assert texts.QUOTES in html and "<blockquote>A sentence that may help.</blockquote>" in html
    assert "cw-confidence" not in html


def test_an_answer_of_a_few_words_stands_large_over_its_sentence(make):
    article = make.article("The U.S. company Cisco destroyed everything.")
    answer = make.answer("Cisco [1]", make.source(article), citations=(make.citation(article, article.text),))
    html = shown(Exchange("Who?").answered(answer))
    assert '<p class="cw-text">Cisco ' in html and said(html).count(article.text) == 1


def test_a_sentence_that_is_the_answer_stands_once_with_outlet_and_date(make):
    article = make.article("The fund lends because banks do not.", source="Interfax")
    citations = (make.citation(article, article.text),)
    answer = make.answer(f"{article.text} [1]", make.source(article), citations=citations)
    html = shown(Exchange("Why?").answered(replace(answer, form="sentence", short=article.text)))
    assert said(html).count(article.text) == 1
    assert "cw-text" not in html and "Interfax" in html and "5 April 2023" in html


def test_a_sentence_under_a_doubtful_yes_or_no_stands_once(make):
    article = make.article("Samsung has closed its factory, Borisov said.")
    citations = (make.citation(article, article.text),)
    answer = make.answer(f"{UNDECIDED}\n{article.text} [1]", make.source(article), citations=citations)
    words = said(shown(Exchange("Has it left?").answered(replace(answer, short=None, form="sentence"))))
    assert UNDECIDED in words and words.count(article.text) == 1


def test_differing_reports_are_cards_and_nothing_repeats_them(make):
    papers = [make.article(f"It cost {n} million.", source=f"Paper {n}", key=f"a{n}") for n in (40, 52)]
    citations = tuple(make.citation(paper, paper.text, n) for n, paper in enumerate(papers, start=1))
    answer = make.answer("The articles differ:", *map(make.source, papers), citations=citations)
    rows = (Row("", date(2023, 5, 1), "40 million", (1,)), Row("", date(2023, 4, 1), "52 million", (2,)))
    html = shown(Exchange("How much?").answered(replace(answer, form="reports", rows=rows, short=None)))
    for paper, row in zip(papers, rows, strict=True):
        assert said(html).count(paper.text) == 1 and paper.source in html and row.text in html
    assert "1 May 2023" in html and "cw-evidence" not in html


@pytest.mark.parametrize("form", ["reports", "overview", "timeline", "comparison", "statements", "count"])
def test_every_form_of_several_parts_shows_each_part_once_with_its_mark(make, form):
    articles = [make.article(f"Event {n} happened.", key=f"a{n}") for n in (1, 2)]
    citations = tuple(make.citation(article, article.text, n) for n, article in enumerate(articles, start=1))
    rows = tuple(Row(f"Label {n}", date(2023, 4, n), f"Part {n}", (n,)) for n in (1, 2))
    rows += (Row("Label 3", None, "Nothing on this in these articles."),)
    answer = make.answer("These are the parts:", *map(make.source, articles), citations=citations)
    html = shown(Exchange("What?").answered(replace(answer, form=form, rows=rows, short=None)))
    assert f"cw-{form}" in html
    assert [html.count(f"Part {n}") for n in (1, 2)] == [1, 1]
    assert re.findall(r'class="cw-ref"[^>]*data-n="(\d)"', html) == ["1", "2"]


def test_an_abstention_names_the_nearest_headlines_and_what_to_try(make):
    near = [make.source(make.article(f"{i}", title=f"Headline {i}", key=str(i))) for i in range(5)]
    html = shown(Exchange("Who?").answered(make.answer("Not in these articles.", *near, kind="abstained")))
    assert "Not in these articles." in html and texts.ADVICE[0] in html
    assert re.findall(r"Headline \d", html) == ["Headline 0", "Headline 1", "Headline 2"]


def test_an_abstention_under_filters_names_them_and_offers_all_articles(make):
    near = make.source(make.article("Text."))
    answer = make.answer("Not in these articles.", near, kind="abstained")
    html = shown(Exchange("Who?", filters=Filters(sources=("Interfax",))).answered(answer))
    assert "Only articles from Interfax were read." in said(html) and 'data-act="widen"' in html


def test_an_abstention_that_found_nothing_to_read_says_what_to_widen(make):
    html = shown(Exchange("Who?").answered(make.answer(NOTHING_PASSES, kind="abstained")))
    assert "Widen the dates, outlets or kinds" in html and texts.NEAREST not in html


@pytest.mark.parametrize(("value", "level"), [(0.9, "high"), (0.5, "fair"), (0.1, "low")])
def test_confidence_is_put_into_words(make, value, level):
    answer = replace(make.answer("Cisco"), confidence=value)
    assert texts.CONFIDENCE[level] in shown(Exchange("Who?").answered(answer))


@pytest.mark.parametrize(("question", "warned"), [("Who leads the fund now?", True), ("Who led the fund?", False)])
def test_the_newest_source_is_named_and_its_age_warned_of_only_where_now_is_asked_for(make, question, warned):
    article = make.article("Manturov leads the fund.")
    answer = make.answer("Manturov [1]", make.source(article), citations=(make.citation(article, article.text),))
    html = shown(Exchange(question).answered(answer))
    assert "Newest source: 5 April 2023" in html
    assert ("Things may have changed since." in html) is warned


def test_a_question_can_be_asked_again_only_where_the_articles_changed_since(make):
    answered = Exchange("Who?").answered(replace(make.answer("Cisco"), generation=3))
    assert 'data-act="again"' not in shown(answered, generation=3)
    assert 'data-act="again"' in shown(answered, generation=4)


@pytest.mark.parametrize(("stage", "words"), [(Stage.STOPPED, texts.STOPPED), (Stage.FAILED, texts.UNEXPECTED)])
def test_a_question_without_an_answer_says_why(stage, words):
    assert words in shown(replace(Exchange("Who?"), stage=stage))
