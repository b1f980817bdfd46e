from datetime import date

import pytest

from embeddings.metadata.dates import find_date

APRIL_5 = date(2023, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "5 Apr 2023 18:40", "April 5, 2023", "Apr. 5, 2023", "5th of April, 2023", "Wednesday, 5 APRIL 2023",
        "2023-04-05", "2023-04-05T18:40:00+03:00", "2023/4/5", "05.04.2023", "20230405T184000Z", "5-Apr-2023",
        "April 5th 2023", "5 апреля 2023 г.",
        "2023-04-05-localization",
    ],
)  # fmt: skip
def test_a_date_is_read_as_news_copy_writes_it(text: str) -> None:
    assert find_date(text) == APRIL_5


def test_day_and_month_are_not_guessed() -> None:
    assert find_date("03/04/2023") is None
    assert find_date("25/04/2023") == date(2023, 4, 25)
    assert find_date("04/25/2023") == date(2023, 4, 25)
    assert find_date("4/4/2023") == date(2023, 4, 4)


@pytest.mark.parametrize(
    "text", ["", "April 5", "31 February 2023", "2023-13-40", "12345678", "room 2023", "1.86 billion"]
)
def test_no_date_is_made_up(text: str) -> None:
    assert find_date(text) is None


def test_the_first_date_counts() -> None:
    assert find_date("Published April 5, 2023, updated 2024-01-01") == APRIL_5
