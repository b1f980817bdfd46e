"""A question's form tells what can answer it: a few words, a yes or no, or a sentence."""

import pytest

from rag.answering.question_form import form_of


@pytest.mark.parametrize(
    "question",
    [
        "Did Cisco leave Russia?",
        "is a process node a physical size",
        "And was the fund profitable?",
        "Can Chinese companies export chips to Russia?",
        "Has Samsung closed its factory or not?",
        "Isn't Zelenograd near Moscow?",
    ],
)
def test_a_yes_or_no_is_asked_for(question: str) -> None:
    assert form_of(question) == "verdict"


@pytest.mark.parametrize(
    "question",
    [
        "Why did Cisco destroy its stocks?",
        "How does localization work?",
        "What did Cisco destroy and what was it worth?",
        "What are the reasons for the delay?",
        "What did Shpak say about suppliers?",
        "Explain deep localization",
        "What happened to the Cisco equipment?",
        "So, why?",
    ],
)
def test_only_a_sentence_answers(question: str) -> None:
    assert form_of(question) == "sentence"


@pytest.mark.parametrize(
    "question",
    [
        "How many Chinese nationals attended?",
        "How old is the programme?",
        "Who spoke at the forum?",
        "Is the rate rising or falling?",
        "What is a process node?",
        "Where was the Expo held?",
        "Cisco stocks value",
        "Which fund gets 25 billion rubles?",
    ],
)
def test_a_few_words_answer(question: str) -> None:
    assert form_of(question) == "words"
