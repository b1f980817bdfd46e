"""Filters take dates as users write them and let through only the articles that meet them."""

from collections.abc import Callable
from datetime import date

import pytest

from rag import Filters, InputError, Settings, answer

QUESTION = "How many generations behind is Zelenograd?"


def test_dates_outlets_and_kinds_are_parsed() -> None:
    parsed = Filters.parse("2023-04-05", " ", ["Interfax", " ", "Interfax"], ["news"])
    assert parsed == Filters(date(2023, 4, 5), None, ("Interfax",), ("news",))


@pytest.mark.parametrize("written", ["2023-13-01", "yesterday", "05.04.2023"])
def test_a_date_that_is_none_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        Filters.parse(published_from=written)


def test_an_empty_range_is_refused() -> None:
    with pytest.raises(InputError, match="range is empty"):
        Filters.parse("2023-05-01", "2023-04-01")


@pytest.mark.parametrize(
    "filters",
    [
        Filters(published_to=date(2023, 4, 5)),
        Filters(published_from=date(2023, 4, 5), published_to=date(2023, 4, 5)),
        Filters(sources=("interfax",)),
        Filters(kinds=("Background",)),
        Filters(sources=("Interfax", "Background Desk"), kinds=("background",)),
    ],
)
def test_no_source_is_outside_the_filters(settings: Settings, filters: Filters) -> None:
    found = answer(QUESTION, filters=filters, top_k=50, settings=settings).passages
    assert found
    for article in {source.article for source in found}:
        assert filters.published_from is None or (article.published and article.published >= filters.published_from)
        assert filters.published_to is None or (article.published and article.published <= filters.published_to)
        assert not filters.sources or (article.source or "").lower() in map(str.lower, filters.sources)
        assert not filters.kinds or article.kind.lower() in map(str.lower, filters.kinds)


def test_a_fact_that_the_filters_keep_out_is_not_answered_from_its_article(settings: Settings) -> None:
    within = answer(QUESTION, filters=Filters(sources=("Silk Road Briefing",)), settings=settings)
    without = answer(QUESTION, filters=Filters(sources=("Interfax",)), settings=settings)
    assert "generations behind" in within.citations[0].quote
    assert {source.article.source for source in without.passages} == {"Interfax"}
    assert all("generations behind" not in citation.quote for citation in without.citations)


def test_filters_that_nothing_passes_say_so(settings: Settings) -> None:
    result = answer(QUESTION, filters=Filters(published_from=date(2090, 1, 1)), settings=settings)
    assert (result.kind, result.citations, result.passages) == ("abstained", (), ())
    assert "No article passes the filters" in result.text


def test_an_article_without_a_date_does_not_pass_a_date_filter(library: Callable[..., Settings]) -> None:
    made = library(undated="# A bridge opens\n\nThe Alder bridge was opened by the mayor Ines Holm on a windy day.\n")
    asked = "Who opened the Alder bridge?"
    assert answer(asked, settings=made).passages
    assert not answer(asked, filters=Filters(published_to=date(2090, 1, 1)), settings=made).passages


def test_only_the_chosen_articles_are_read_and_an_abstention_says_how_many(library: Callable[..., Settings]) -> None:
    made = library(
        alder="# A bridge opens\n\nThe Alder bridge was opened by the mayor Ines Holm on a windy day.\n",
        birch="# A mill burns\n\nThe mill of Birch burnt down at night, and nobody was hurt in the fire.\n",
        cedar="# A ferry sails\n\nThe ferry of Cedar sails at nine in the morning, its captain said on Monday.\n",
    )
    found = {source.article.title: source.article.id for source in answer("bridge mill ferry", settings=made).passages}
    asked = "Who opened the Alder bridge?"
    others = (found["A mill burns"], found["A ferry sails"], "gone")
    within = answer(asked, filters=Filters(article_ids=(found["A bridge opens"], "gone")), settings=made)
    without = answer(asked, filters=Filters(article_ids=others), settings=made)
    assert "Ines Holm" in (within.short or "") and {one.article.title for one in within.passages} == {"A bridge opens"}
    assert "A bridge opens" not in {source.article.title for source in without.passages}
    assert without.kind == "abstained" and "let 2 articles pass; without them 3" in without.text
    gone = answer(asked, filters=Filters(article_ids=("gone",)), settings=made)
    assert gone.kind == "abstained" and "No article passes the filters" in gone.text


def test_more_articles_than_can_be_chosen_one_by_one_are_refused() -> None:
    with pytest.raises(InputError, match="at most 2,000"):
        Filters.parse(article_ids=map(str, range(2_001)))
