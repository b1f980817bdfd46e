"""Passages are read in steps: no further one once there is an answer, or once the time is up."""

import time
from collections.abc import Callable

import pytest

from rag import Answer, Settings, answer
from rag.answering.reading_on import read_on

FILLER = (
    "---\ntitle: Brede tunnel, part {number}\n---\nThe Brede tunnel is spoken of in Pell. The band plays on Friday.\n"
)
FACT = "---\ntitle: Budget\n---\nThe county council met on Monday. Digging it under the river cost 52 million crowns.\n"
QUESTION = "How much did digging the Brede tunnel under the river cost?"


@pytest.fixture
def tunnel(library: Callable[..., Settings]) -> Settings:
    fillers = {f"part{number}": FILLER.format(number=number) + f"Part {number} of ten.\n" * 12 for number in range(6)}
    return library(budget=FACT, **fillers).model_copy(update={"min_confidence": 0.999, "reading_budget": 60.0})


def test_reading_goes_on_while_nothing_is_sure(tunnel: Settings) -> None:
    one_step = tunnel.model_copy(update={"top_k": 2, "read_on": 0})
    assert len(answer(QUESTION, settings=one_step).passages) == 2
    some = tunnel.model_copy(update={"top_k": 2, "read_on": 5})
    assert len(answer(QUESTION, settings=some).passages) == 5


def test_an_answer_ends_it(tunnel: Settings) -> None:
    easy = tunnel.model_copy(update={"top_k": 2, "read_on": 5, "min_confidence": 0.01})
    result = answer(QUESTION, settings=easy)
    assert (result.kind, len(result.passages)) == ("answer", 2)


def test_so_does_the_end_of_the_time(tunnel: Settings) -> None:
    hurried = tunnel.model_copy(update={"top_k": 2, "read_on": 5, "reading_budget": 0.0})
    assert len(answer(QUESTION, settings=hurried).passages) == 2


def test_waiting_for_others_takes_nothing_of_it() -> None:
    read = []

    def wait_and_read(passages: int) -> Answer:
        time.sleep(0.02)
        read.append(passages)
        return Answer(QUESTION, "", "abstained")

    read_on(wait_and_read, step=1, most=3, budget_s=0.01)
    assert read == [1, 2, 3]


def test_a_number_of_passages_asked_for_is_what_is_read(tunnel: Settings) -> None:
    assert len(answer(QUESTION, top_k=3, settings=tunnel).passages) == 3
