"""A sentence that gives a reason is told from one that gives none."""

import pytest

from embeddings import Span
from rag.answering.claims.reason import asks_reason, gives_reason, reason_for


@pytest.mark.parametrize(
    "question", ["Why did the ferry stop?", "How come it sank?", "What is the reason for the delay?"]
)
def test_a_question_may_ask_why(question: str) -> None:
    assert asks_reason(question)
    assert not asks_reason("When did the ferry stop?")


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        ("It stopped because a shaft broke.", True),
        ("The cranes stand idle, since parts are late.", True),
        ("The fair was moved due to rain.", True),
        ("They stayed at home in protest at larger classes.", True),
        ("The fair is due to open in May.", False),
        ("Owing to a storm the fair was moved.", True),
        ("The owner gave two reasons: rust and age.", True),
        ("They stayed at home to protest against larger classes.", None),
        ("The fair has been held in Ost since 1950.", False),
        ("The strike is to last two days, Bo Falk said.", False),
        ("The captain greeted 300 guests.", False),
    ],
)
def test_a_reason_is_given_outright_perhaps_or_not_at_all(sentence: str, gives: bool | None) -> None:
    assert gives_reason(sentence) is gives


STOP = "The ferry to Ost stopped on Monday because a shaft broke."


@pytest.mark.parametrize(
    ("question", "sentence", "pointed", "gives"),
    [
        ("Why did the ferry to Ost stop?", STOP, "a shaft broke", True),
        ("Why did the shaft break?", STOP, "a shaft broke", False),
        ("Why did the ferry to Holm stop?", STOP, "a shaft broke", False),
        ("When did the ferry to Ost stop?", STOP, "a shaft broke", False),
        ("Why did the ferry to Ost stop?", STOP, "on Monday", False),
        ("Why did the fair move?", "Owing to rain in May, the fair was moved.", "rain", True),
        ("Why did the rain move the fair?", "Owing to rain in May, the fair was moved.", "rain", False),
        ("Why did Ada Holm quit the council?", "Ms Holm quit the council in protest over a bridge.", "a bridge", True),
        (
            "Why did Ada Holm quit the council?",
            "Ms Falk quit the council in protest over a bridge.",
            "a bridge",
            False,
        ),
    ],
)
def test_a_reason_is_given_for_what_stands_outside_it(question: str, sentence: str, pointed: str, gives: bool) -> None:
    start = sentence.index(pointed)
    assert reason_for(question, sentence, Span(start, start + len(pointed))) is gives
