"""What a question asks for decides how its answer is worded: words, yes or no, whole sentences, or several reports."""

from dataclasses import replace
from datetime import date

import pytest

from embeddings import Article, Passage, Span
from rag import Answer, Form, RetrievedPassage, Settings
from rag.answering.composing import compose
from rag.answering.finding import Finding
from rag.retrieval.retriever import Retrieval

FIRST = "Cisco destroyed its stocks in January."
SECOND = "Sales had ended and the licences were suspended."
TEXT = f"{FIRST} {SECOND}"


def source(number: int, text: str, published: date | None = None) -> RetrievedPassage:
    end = text.index(".") + 1
    sentences = (Span(0, end), Span(end + 1, len(text))) if end < len(text) else (Span(0, end),)
    article = Article(f"a{number}", f"Headline {number}", published, "Wire", None, None, "news", text, "f", "p", "s")
    return RetrievedPassage(Passage(number, article.id, 0, 0, len(text), text, sentences), article, 1.0, 1, 1, 0.5)


def finding(found_in: RetrievedPassage, short: str, confidence: float = 0.8, verdict: bool | None = None) -> Finding:
    start = found_in.article.text.index(short)
    sentence = next(one for one in found_in.passage.sentences if one.start <= start < one.end)
    return Finding(found_in, Span(start, start + len(short)), sentence, 1.0, 1.0, confidence, verdict)


def composed(form: Form, *findings: Finding) -> Answer:
    retrieval = Retrieval(tuple({one.source.passage.id: one.source for one in findings}.values()))
    return compose("?", form, None, findings, retrieval, Settings(), 0.5)


CISCO = source(1, TEXT)


def test_a_verdict_stands_with_the_sentence_it_rests_on() -> None:
    result = composed("verdict", finding(CISCO, "destroyed", verdict=True))
    assert (result.text, result.short) == (f"Yes: {FIRST} [1]", "Yes")
    result = composed("verdict", finding(CISCO, "destroyed", verdict=False))
    assert (result.text, result.short) == (f"No: {FIRST} [1]", "No")
    assert [citation.quote for citation in result.citations] == [FIRST]


def test_a_sentence_answers_as_it_stands_and_its_words_stay_at_hand() -> None:
    result = composed("sentence", finding(CISCO, "Sales had ended"))
    assert (result.text, result.short) == (f"{SECOND} [1]", "Sales had ended")


def test_two_sentences_of_one_passage_that_are_as_sure_answer_in_its_order() -> None:
    result = composed("sentence", finding(CISCO, "Sales had ended", 0.9), finding(CISCO, "its stocks", 0.85))
    assert result.text == f"{FIRST} [1]\n{SECOND} [2]"
    assert [citation.quote for citation in result.citations] == [FIRST, SECOND]
    unsure = composed("sentence", finding(CISCO, "Sales had ended", 0.6), finding(CISCO, "its stocks", 0.48))
    assert unsure.text == f"{SECOND} [1]"


def test_articles_that_differ_are_reported_side_by_side_newest_first() -> None:
    old = finding(source(1, "The bridge cost 40 million.", date(2022, 3, 1)), "40 million")
    new = finding(source(2, "The bridge cost 52 million.", date(2023, 7, 12)), "52 million", 0.75)
    result = composed("words", old, new)
    assert result.text == (
        "The articles differ:\n52 million (Wire, 12 July 2023) [1]\n40 million (Wire, 1 March 2022) [2]"
    )
    assert [(row.text, row.marks) for row in result.rows] == [("52 million", (1,)), ("40 million", (2,))]
    assert result.form == "reports"
    assert [citation.article_id for citation in result.citations] == ["a2", "a1"]
    assert result.short == "52 million"


def test_articles_that_agree_are_one_answer_with_all_their_citations() -> None:
    one = finding(source(1, "The bridge cost 40 million.", date(2022, 3, 1)), "40 million")
    other = finding(source(2, "It cost 40 million to build.", date(2023, 7, 12)), "40 million", 0.75)
    result = composed("words", one, other)
    assert (result.text, result.rows) == ("40 million [1][2]", ())


def test_rows_survive_json_and_an_unknown_form_does_not() -> None:
    old = finding(source(1, "The bridge cost 40 million.", date(2022, 3, 1)), "40 million")
    new = finding(source(2, "The bridge cost 52 million."), "52 million", 0.75)
    made = replace(composed("words", old, new), passages=())
    assert made.rows
    assert Answer.from_json(made.to_json()) == made
    with pytest.raises(ValueError, match="no answer"):
        Answer.from_json({**made.to_json(), "form": "song"})
