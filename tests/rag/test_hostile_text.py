"""Text that is made to freeze or to break a process: it costs no more than its length, and breaks nothing."""

import os
import subprocess
import sys
from datetime import date
from itertools import product

import pytest

from rag import Settings, Turn, answer
from rag.retrieval.asked_period import asked_period

# Each of these took minutes where work grew with the square of a text; the system ends whatever takes longer.
PROGRAM = """
import random, resource
from embeddings.store.transliteration import in_latin
from embeddings.text import normalise
from rag import Turn
from rag.words.names import names_in
from rag.follow_up.understand import understand
from rag.retrieval.question import normalise_question

resource.setrlimit(resource.RLIMIT_CPU, (40, 40))
marks = "".join(random.Random(0).choices("\u0301\u0327\u0323\u0345\u05b0", k=300_000))
assert len(normalise("e" + marks)) < 40
in_latin("a" * 400_000)
for unit in ("Minister ", "Aa of Aa and ", "MOSCOW/", "A, "):
    text = unit * (120_000 // len(unit))
    names_in(text)
    turn = Turn(question=text, text=text, short=text, quotes=(text,) * 50)
    understand("What did he say about it there?", [turn] * 10, lambda *_: 1.0)
print("done")
"""


def test_text_costs_no_more_than_its_length() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, env=environment)
    assert done.stdout == "done\n", done.stderr


@pytest.mark.parametrize(
    "question",
    [
        "What happened in April 2023?",
        "What happened six months ago?",
        "What was said in the last six weeks?",
        "What happened in the first quarter of 2023?",
        "What happened this week?",
    ],
)
def test_letters_that_look_alike_to_a_pattern_name_the_same_period(question: str) -> None:
    today, plain = date(2023, 8, 1), asked_period(question, date(2023, 8, 1))
    assert plain
    for letter, other in product("isk", "İıſ\u212a"):
        written = question.replace(letter, other)
        period = asked_period(written, today)
        if (letter, other) in (("i", "İ"), ("i", "ı"), ("s", "ſ"), ("k", "\u212a")):
            assert period is not None
            assert (period.first, period.last) == (plain.first, plain.last)


def test_half_a_character_breaks_no_answer(settings: Settings) -> None:
    turn = Turn(question="Who \udfff spoke?", text="a\ud800", understood_as="Who \ud800 spoke?", quotes=("a \ud800 b",))
    for question, history in (("Who spoke at the \ud800 InfoSpace forum?", ()), ("Why did he say it?", (turn,))):
        given = answer(question, history=history, settings=settings)
        assert f"{given}{given.question}{given.understood_as}".encode()
