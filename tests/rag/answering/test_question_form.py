"""A question's form tells what sort of answer it asks for, and of what."""

import csv
from pathlib import Path

import pytest

from rag.answering.question_form import Asked, asked_of

REPOSITORY = Path(__file__).resolve().parents[3]


def test_the_questions_of_the_development_half_find_their_form() -> None:
    with (REPOSITORY / "benchmarks" / "questions" / "forms.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["split"] == "dev"]
    astray = [row["question"] for row in rows if asked_of(row["question"]).form != row["form"]]
    assert len(rows) > 90
    assert len(astray) <= 0.05 * len(rows), astray


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is the latest on the harbour strike?", Asked("overview", "the harbour strike", newest=True)),
        (
            "Summarise the article “Ferry line to Arle to open in May after ten years of waiting”",
            Asked("overview", "the article “Ferry line to Arle to open in May after ten years of waiting”"),
        ),
        ("Please summarise the Reuters story", Asked("overview", "the Reuters story")),
        ("Can you compare Labour and the Greens?", Asked("comparison", "Labour", "the Greens")),
        ("How has the strike developed?", Asked("timeline", "the strike")),
        ("What did the mayor say about rents?", Asked("statements", "the mayor", "rents")),
        ("Who said that rents are too high?", Asked("statements", "", "that rents are too high")),
        ("Who resigned and when?", Asked("parts", parts=("Who resigned?", "when?"))),
        ("Where and when was the vote?", Asked("parts", parts=("Where was the vote?", "When was the vote?"))),
    ],
)
def test_what_is_asked_about_is_read_too(question: str, asked: Asked) -> None:
    assert asked_of(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "How many stories does the tower have?",
        "Who is the author of the bill?",
        "What is the latest cost of the tunnel?",
        "What is the firm, which left Russia, worth?",
        "When imperialism does not impact social norms, what is it called?",
        "The party was led by which man over time?",
        "Is the rate rising or falling?",
        "Who else claims the island?",
    ],
)
def test_a_question_for_one_fact_is_no_form_of_another_kind(question: str) -> None:
    assert asked_of(question).form == "words"


@pytest.mark.parametrize("question", ["Did Cisco leave Russia?", "isn't Zelenograd near Moscow", "And was it sold?"])
def test_a_yes_or_no_is_asked_for(question: str) -> None:
    assert asked_of(question).form == "verdict"


@pytest.mark.parametrize("question", ["Why did Cisco leave?", "How does localization work?", "explain why it broke"])
def test_only_a_sentence_answers(question: str) -> None:
    assert asked_of(question).form == "sentence"
