"""A look-up is answered from the time that is asked for, and in the order that is."""

from collections.abc import Callable

import pytest

from rag import Settings, answer

Library = Callable[..., Settings]
STORIES = {
    "old": "---\ntitle: Tunnel to cost 2.1 billion\ndate: 2023-01-10\n---\n"
    "The rail tunnel under the river Brede will cost 2.1 billion crowns, transport minister Olof Krantz said.\n",
    "new": "---\ntitle: Tunnel to cost 3.4 billion\ndate: 2024-09-20\n---\n"
    "The rail tunnel under the river Brede will cost 3.4 billion crowns, minister Linnea Ekdahl said on Friday.\n",
    "typo": "---\ntitle: Regatta\ndate: 2204-06-05\n---\nThe regatta of Pell is held in June, the club said.\n",
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What is the latest cost of the rail tunnel?", "3.4 billion crowns"),
        ("What was the original cost of the rail tunnel?", "2.1 billion crowns"),
        ("How much was the rail tunnel to cost in January 2023?", "2.1 billion crowns"),
        ("How much will the rail tunnel cost this year?", "3.4 billion crowns"),
    ],
)
def test_the_asked_time_and_order_choose_among_articles_that_differ(
    library: Library, question: str, short: str
) -> None:
    result = answer(question, settings=library(**STORIES))
    assert short in result.citations[0].quote
    assert result.short in (short, None)


def test_a_weekday_in_an_answer_gets_its_date(library: Library) -> None:
    story = (
        "---\ntitle: Minister quits\ndate: 2024-02-02\n---\nThe meeting of the council in Pell was held on Thursday.\n"
    )
    result = answer("When was the meeting of the council in Pell held?", settings=library(story=story))
    assert result.short is not None
    assert "Thursday (1 February 2024)" in result.text
