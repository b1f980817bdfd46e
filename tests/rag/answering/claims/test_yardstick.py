"""A year that something is measured by is told from the year in which it was."""

import pytest

from rag.answering.claims.yardstick import is_yardstick


@pytest.mark.parametrize(
    ("question", "sentence", "measure"),
    [
        ("What was the turnout in 1998?", "Turnout was 61 percent, the lowest since 1998.", True),
        ("How many came in 2019?", "Some 400 came, more than in 2019.", True),
        ("How many came in May 2019?", "Some 400 came, up from May 2019.", True),
        ("How many came in 2019?", "Some 400 came in 2019, more than in 2018.", False),
        ("What is the lowest turnout since 1998?", "Turnout was 61 percent, the lowest since 1998.", False),
        ("How many came?", "Some 400 came, more than in 2019.", False),
    ],
)
def test_what_is_measured_by_a_year_is_not_of_it(question: str, sentence: str, measure: bool) -> None:
    assert is_yardstick(question, sentence) is measure
