"""Counts are exact, over the whole index, and show the filter that was understood."""

import pytest

from rag import Filters, Settings, answer, verify


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("How many articles mention Lind?", "3"),
        ("How many articles mention US?", "1"),
        ("How many articles mention dragons?", "0"),
        ("How many articles mention both Lind and Krantz?", "1"),
        ("How many articles mention Tuesday?", "1"),
        ("How many articles are there?", "5"),
        ("How many articles about the ferry line are there?", "3"),
        ("How many articles did Wire publish in June 2024?", "1"),
        ("How many articles were published since May 2024?", "3"),
        ("How often is Lind mentioned?", "4"),
        ("How many outlets are there?", "2"),
    ],
)
def test_a_count_is_exact(newsroom: Settings, question: str, number: str) -> None:
    result = answer(question, settings=newsroom)
    assert (result.kind, result.form, result.short) == ("answer", "count", number)


def test_each_counted_article_is_linked_by_the_sentence_that_counts(newsroom: Settings) -> None:
    result = answer("Which articles mention the audit office?", settings=newsroom)
    assert [row.text for row in result.rows] == ["Ferry line to Arle costs more"]
    assert "audit office" in result.citations[0].quote
    assert verify(result, settings=newsroom).ok


def test_the_filter_that_was_understood_is_shown(newsroom: Settings) -> None:
    result = answer("List the articles from Coast Times in June 2024", settings=newsroom)
    assert result.text.startswith("1 article (Coast Times, June 2024):")
    bounded = answer("How many articles mention Lind?", filters=Filters(sources=("Wire",)), settings=newsroom)
    assert bounded.short == "1"


def test_outlets_speakers_and_the_oldest_article_are_told(newsroom: Settings) -> None:
    outlets = answer("Which outlets reported the ferry line?", settings=newsroom)
    assert [(row.label, row.text) for row in outlets.rows] == [("Coast Times", "2 articles"), ("Wire", "1 article")]
    assert answer("Who is quoted most?", settings=newsroom).short == "Tove Lind"
    assert answer("What is the oldest article?", settings=newsroom).short == "Museum returns mask"
