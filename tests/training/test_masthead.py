"""Headlines get an outlet and a day, and a question may ask for that day or for another."""

import random
from datetime import date

from rag.heading import heading
from training.examples.masthead import another_day, dated, masthead


def test_a_heading_leaves_out_what_is_not_known() -> None:
    assert heading("Tunnel costs rise", "Gazeta", date(2023, 4, 5)) == "Tunnel costs rise | Gazeta | 5 April 2023"
    assert heading("Tunnel costs rise", None, None) == "Tunnel costs rise"
    assert heading("", None, date(2023, 4, 5)) == "5 April 2023"


def test_the_day_in_the_line_is_the_day_returned() -> None:
    lines = [masthead("Tunnel", random.Random(seed)) for seed in range(40)]
    assert {day is None for _, day in lines} == {True, False}
    for line, day in lines:
        assert line.startswith("Tunnel")
        if day:
            assert line.endswith(f"{day.day} {day:%B %Y}")


def test_a_dated_question_keeps_its_mark_and_names_the_day_month_or_year() -> None:
    day = date(2023, 4, 5)
    asked = {dated("How much does it cost?", day, random.Random(seed)) for seed in range(40)}
    assert asked == {
        "How much does it cost on 5 April 2023?",
        "How much does it cost in April 2023?",
        "How much does it cost in 2023?",
    }
    assert all(another_day(day, random.Random(seed)).year != 2023 for seed in range(40))
