"""A sentence that gives a reason is told from one that gives none."""

import pytest

from rag.answering.claims.reason import asks_reason, gives_reason


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
