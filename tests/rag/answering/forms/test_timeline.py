"""A timeline sets events by their own dates, told from the day of the article, and not by publication."""

from datetime import date

import pytest

from rag import Settings, answer, verify
from rag.retrieval.told_times import told_times


def test_events_stand_in_order_under_their_own_dates(newsroom: Settings) -> None:
    result = answer("Timeline of the ferry line", settings=newsroom)
    assert (result.kind, result.form) == ("answer", "timeline")
    told = {row.day: row.text for row in result.rows}
    assert list(told) == sorted(told)  # type: ignore[type-var]
    assert "resigned" in told[date(2024, 6, 2)]
    assert "opens" in told[date(2024, 5, 1)]
    assert verify(result, settings=newsroom).ok


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("The minister resigned on Friday.", "2024-05-10"),
        ("The minister resigned yesterday.", "2024-05-12"),
        ("The vote will be held on Friday.", "2024-05-17"),
        ("Trains to the coast are cancelled until Friday.", "2024-05-17"),
        ("On Wednesday, the council will vote.", "2024-05-15"),
        ("The bridge will cost more, the council said on Thursday.", "2024-05-09"),
        ("It opened in January 2021.", "2021-01-01"),
        ("The line opens on 1 June.", "2024-06-01"),
        ("They met last year.", "2023-01-01"),
    ],
)
def test_a_sentence_tells_its_day_from_that_of_its_article(sentence: str, day: str) -> None:
    assert [one.first.isoformat() for one in told_times(sentence, date(2024, 5, 13))] == [day]


def test_without_a_date_of_publication_only_what_names_its_year_is_dated() -> None:
    assert not list(told_times("It opened on Friday.", None))
    assert [one.first for one in told_times("It opened on 3 May 2021.", None)] == [date(2021, 5, 3)]
