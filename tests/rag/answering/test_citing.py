"""The same answer found elsewhere adds a citation; another answer does not."""

from embeddings import Article, Passage, Span
from rag import Citation, RetrievedPassage
from rag.answering.citing import agreeing, closest, numbered
from rag.answering.finding import Finding


def source(number: int, text: str) -> RetrievedPassage:
    article = Article(f"a{number}", f"Headline {number}", None, None, None, None, "news", text, "f", f"p{number}", "s")
    passage = Passage(number, article.id, 0, 0, len(text), text, (Span(0, len(text)),))
    return RetrievedPassage(passage, article, 1.0, 1, 1, 0.5)


def finding(found_in: RetrievedPassage, short: str, confidence: float = 0.8) -> Finding:
    start = found_in.article.text.index(short)
    whole = found_in.passage.sentences[0]
    return Finding(found_in, Span(start, start + len(short)), whole, 1.0, 1.0, confidence)


ONE = source(1, "The bridge was opened by the mayor Ines Holm.")
TWO = source(2, "In May Ines Holm opened the bridge, the council said.")
THREE = source(3, "The bridge was opened by a fire brigade.")


def test_another_article_with_the_same_answer_is_cited_too() -> None:
    best = finding(ONE, "the mayor Ines Holm")
    found = agreeing(best, [best, finding(THREE, "a fire brigade"), finding(TWO, "Ines Holm")], {})
    assert [one.article_id for one in found] == ["a1"]
    best = finding(ONE, "Ines Holm")
    found = agreeing(best, [best, finding(THREE, "a fire brigade"), finding(TWO, "Ines Holm")], {})
    assert [one.article_id for one in found] == ["a1", "a2"]


def test_articles_and_capitals_make_no_other_answer() -> None:
    best = finding(ONE, "bridge")
    assert len(agreeing(best, [best, finding(TWO, "the bridge")], {})) == 2


def test_one_article_is_cited_once_for_one_answer() -> None:
    best = finding(ONE, "Ines Holm")
    assert len(agreeing(best, [best, best], {})) == 1


def test_a_copy_that_was_not_read_is_cited_where_it_holds_the_very_sentence() -> None:
    best = finding(ONE, "Ines Holm")
    copy = source(4, f"Alder. {ONE.passage.text} More follows.")
    (_, cited) = agreeing(best, [best], {ONE.passage.id: (copy, THREE)})
    assert (cited.article_id, cited.quote) == ("a4", ONE.passage.text)
    assert copy.article.text[cited.start : cited.end] == cited.quote


def test_citations_are_numbered_and_carry_the_words_of_the_article() -> None:
    citations = numbered([Citation.of(ONE.article, Span(0, 10)), Citation.of(TWO.article, Span(3, 6))])
    assert [(c.n, c.article_id, c.quote) for c in citations] == [(1, "a1", "The bridge"), (2, "a2", "May")]


def test_the_closest_sentences_come_once_each_and_most_trusted_first() -> None:
    found = [finding(TWO, "Ines Holm"), finding(TWO, "May"), finding(ONE, "bridge"), finding(THREE, "brigade")]
    assert [one.article_id for one in closest(found, 2)] == ["a2", "a1"]
