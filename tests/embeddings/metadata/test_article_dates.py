from datetime import date

import pytest

from embeddings.metadata.dates import Order, find_date, is_believable, order_in

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


@pytest.mark.parametrize(
    "text",
    [
        "5. April 2023", "5 avril 2023", "5 de abril de 2023", "5 aprile 2023", "5 kwietnia 2023 r.",
        "den 5 april 2023", "5 de abr. de 2023", "5 квітня 2023 року", "5 dubna 2023",
    ],
)  # fmt: skip
def test_months_are_read_in_the_languages_of_the_wires(text: str) -> None:
    assert find_date(text) == APRIL_5


@pytest.mark.parametrize(("order", "day"), [("day", date(2023, 4, 3)), ("month", date(2023, 3, 4))])
def test_an_order_settles_day_and_month(order: Order, day: date) -> None:
    assert find_date("03/04/2023", order) == day
    assert find_date("25/04/2023", order) == date(2023, 4, 25)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("13/04/2023 and 03/04/2023", "day"),
        ("04/13/2023", "month"),
        ("03/04/2023", None),
        ("13/04/2023, 04/13/2023", None),
    ],
)
def test_other_dates_of_a_text_show_its_order(text: str, order: Order | None) -> None:
    assert order_in(text) == order


@pytest.mark.parametrize("year", [1204, 1699, 2204, 9999])
def test_a_slip_of_the_pen_is_not_believed(year: int) -> None:
    assert not is_believable(date(year, 6, 5))
    assert is_believable(date(1815, 6, 18))
