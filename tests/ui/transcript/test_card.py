"""Source cards: cited first, one card an article, every cited sentence visible."""

import re

from ui.transcript.card import Stretch, cards, stretches

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


def test_overlapping_passages_of_an_article_are_joined(make):
    article = make.article("x" * 100)
    sources = [make.source(article, 40, 70), make.source(article, 0, 20), make.source(article, 60, 90)]
    assert stretches(sources, []) == [Stretch(0, 20), Stretch(40, 90)]


def test_a_citation_outside_the_passages_is_shown_too(make):
    article = make.article("First sentence. " * 5 + "The cited one.")
    html = cards([make.source(article, 0, 15)], [make.citation(article, "The cited one.")], turn=1, others="Others")
    assert ">The cited one.</mark>" in html


def test_a_cited_card_shows_the_passage_that_holds_the_citation_and_no_other(make):
    article = make.article("First passage. Second passage. Third passage.")
    sources = [make.source(article, 31, 45), make.source(article, 0, 14)]
    html = cards(sources, [make.citation(article, "First passage.")], turn=1, others="Others")
    assert ">First passage.</mark>" in html and "Third" not in html


def test_cited_articles_come_first_by_number_and_the_rest_are_folded(make):
    first, second, third = (make.article(f"Text of {key}.", title=key, key=key) for key in ("alpha", "beta", "gamma"))
    citations = [make.citation(third, "Text of gamma.", 1), make.citation(first, "Text of alpha.", 2)]
    html = cards([make.source(a) for a in (first, second, third)], citations, turn=1, others="The others")
    assert re.findall(r'<li class="cw-card[^"]*" data-article="(\w+)"', html) == ["gamma", "alpha", "beta"]
    assert html.index("The others") < html.index('data-article="beta"')
    assert html.count("<details>") == 1


def test_two_passages_of_one_article_make_one_card(make):
    article = make.article("One. Two. Three.")
    html = cards([make.source(article, 0, 4), make.source(article, 10, 16)], [], turn=1, others="Others")
    assert html.count('<li class="cw-card') == 1


def test_a_card_names_outlet_and_date(make):
    html = cards([make.source(make.article("Text.", source="Interfax"))], [], turn=1, others="Others")
    assert "Interfax" in html and '<time datetime="2023-04-05">5 April 2023</time>' in html


def test_hostile_headline_outlet_and_text_stay_text(make):
    article = make.article(HOSTILE, title=HOSTILE, source=HOSTILE)
    html = cards([make.source(article)], [make.citation(article, HOSTILE)], turn=1, others="Others")
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;&amp;") == 3
