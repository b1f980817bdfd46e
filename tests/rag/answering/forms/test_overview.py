"""An overview tells the news of a matter newest first, or one article in its own order; every sentence is cited."""

from collections.abc import Callable

from rag import Settings, answer, verify


def test_the_latest_comes_newest_first_with_its_dates(newsroom: Settings) -> None:
    result = answer("What is the latest on the ferry line to Arle?", settings=newsroom)
    assert (result.kind, result.form) == ("answer", "overview")
    days = [row.day for row in result.rows]
    assert days == sorted(days, reverse=True)  # type: ignore[type-var]
    assert "resigned" in result.rows[0].text
    assert result.text.startswith("3 articles on ferry line to Arle, 6 March 2024 to 3 June 2024:")
    assert len(result.citations) == len(result.rows) >= 3
    assert verify(result, settings=newsroom).ok


def test_one_article_is_told_in_its_own_order(newsroom: Settings) -> None:
    result = answer("Summarise the article about the museum", settings=newsroom)
    assert [row.text for row in result.rows] == [
        "The museum of Torsund has returned a bronze mask to Benin.",
        "The mask was taken in 1897.",
    ]


def test_a_bare_name_is_told_about(newsroom: Settings) -> None:
    result = answer("Ana Voss", settings=newsroom)
    assert result.form == "overview"
    assert any("Voss" in row.text for row in result.rows)


def test_a_period_alone_brings_what_was_published_in_it(newsroom: Settings) -> None:
    result = answer("What happened in May 2024?", settings=newsroom)
    assert [citation.published.isoformat() for citation in result.citations if citation.published] == ["2024-05-10"]
    empty = answer("What happened in July 2019?", settings=newsroom)
    assert empty.text.startswith("No article is of July 2019.")


def test_an_explainer_is_no_news_of_its_month(library: Callable[..., Settings]) -> None:
    opened = "---\ntitle: Bridge opens\ndate: 2024-05-11\n---\nThe bridge to Arle was opened on Friday by the mayor.\n"
    told = "---\ntitle: Bridges\nkind: background\ndate: 2024-05-12\n---\nA bridge carries a road over a river.\n"
    result = answer("What happened in May 2024?", settings=library(opened=opened, told=told))
    assert [citation.title for citation in result.citations] == ["Bridge opens"]


def test_what_no_article_is_about_is_no_overview(newsroom: Settings) -> None:
    assert answer("What is the latest on volcanoes?", settings=newsroom).kind == "abstained"
