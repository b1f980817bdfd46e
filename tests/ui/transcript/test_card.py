"""Source cards: cited first, one card an article, every cited sentence visible."""

from dataclasses import replace

from ui.page.conversation import Exchange
from ui.transcript.card import Stretch, cards, stretches
from ui.transcript.transcript import sources

HOSTILE = "<img src=x onerror=alert(1)>\"'&"


def shown(make, read, citations=()):
    """Return the sources of an answer that read and cited these."""
    exchange = replace(Exchange("Who?"), id=1).answered(make.answer("…", *read, citations=tuple(citations)))
    return sources(exchange, lambda _: None)


def test_overlapping_passages_of_an_article_are_joined(make):
    article = make.article("x" * 100)
    read = [make.source(article, 40, 70), make.source(article, 0, 20), make.source(article, 60, 90)]
    assert stretches(read, []) == [Stretch(0, 20), Stretch(40, 90)]


def test_a_citation_outside_the_passages_is_shown_too(make):
    article = make.article("First sentence. " * 5 + "The cited one.")
    (card,), _ = cards([make.source(article, 0, 15)], [make.citation(article, "The cited one.")], {})
    assert [excerpt.text for excerpt in card.excerpts] == ["The cited one."]


def test_a_cited_card_shows_the_passage_that_holds_the_citation_and_no_other(make):
    article = make.article("First passage. Second passage. Third passage.")
    read = [make.source(article, 31, 45), make.source(article, 0, 14)]
    html = shown(make, read, [make.citation(article, "First passage.")])
    assert ">First passage.</mark>" in html and "Third" not in html


def test_cited_articles_come_first_by_number_and_the_rest_are_folded(make):
    first, second, third = (make.article(f"Text of {key}.", title=key, key=key) for key in ("alpha", "beta", "gamma"))
    citations = [make.citation(third, "Text of gamma.", 1), make.citation(first, "Text of alpha.", 2)]
    read = [make.source(a) for a in (first, second, third)]
    cited, others = cards(read, citations, {})
    assert ([card.id for card in cited], [card.id for card in others]) == (["gamma", "alpha"], ["beta"])
    folded = shown(make, read, citations).split("<details><summary>")[1]
    assert "Text of beta." in folded


def test_an_article_of_which_no_passage_was_read_shows_the_paragraph_of_its_citation(make):
    article = make.article("Before.\nA first. The cited one. A last.\nAfter.")
    citation = make.citation(article, "The cited one.")
    (card,), _ = cards([], [citation], {article.id: article})
    assert not card.gone and [excerpt.text for excerpt in card.excerpts] == ["A first. The cited one. A last."]
    (gone,), _ = cards([], [citation], {})
    assert gone.gone and [excerpt.text for excerpt in gone.excerpts] == ["The cited one."]


def test_two_passages_of_one_article_make_one_card(make):
    article = make.article("One. Two. Three.")
    _, (card,) = cards([make.source(article, 0, 4), make.source(article, 10, 16)], [], {})
    assert [excerpt.text for excerpt in card.excerpts] == ["One.", "Three."]


def test_a_card_names_outlet_and_date(make):
    html = shown(make, [make.source(make.article("Text.", source="Interfax"))])
    assert "Interfax" in html and '<time datetime="2023-04-05">5 April 2023</time>' in html


def test_paragraphs_and_subheadings_keep_their_form(make):
    article = make.article("A first line of the story.\n\nWhat comes next\nThe second paragraph ends here.")
    html = shown(make, [make.source(article)])
    assert "<p>A first line of the story.</p>" in html
    assert '<p class="cw-subheading">What comes next</p>' in html
    assert "<p>The second paragraph ends here.</p>" in html


def test_hostile_headline_outlet_and_text_stay_text(make):
    article = make.article(HOSTILE, title=HOSTILE, source=HOSTILE)
    html = shown(make, [make.source(article)], [make.citation(article, HOSTILE)])
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;&#34;&#39;&amp;") == 3
