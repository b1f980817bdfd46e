"""Questions out of sentences: asked in the sentence's words, and only where they stand by themselves."""

import pytest

from ui.suggesting.questions import Known, questions_of


def asked(sentence, article=""):
    return [(made.text, made.answer) for made in questions_of(sentence, Known.of(f"{sentence}\n{article}"))]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Forty people died in the fire at Gorse Hall on Tuesday.",
            "How many people died in the fire at Gorse Hall?",
            "Forty",
        ),
        (
            "More than 1,200 nurses marched through Lipno, the union said.",
            "How many nurses marched through Lipno?",
            "1,200",
        ),
        ("Mayor Ida Brandt opened the Tallow bridge on Monday.", "Who opened the Tallow bridge?", "Ida Brandt"),
        ("Ida Brandt, the mayor of Tallow, spoke.", "Who is the mayor of Tallow?", "Ida Brandt"),
        (
            "Lumen Works, a small company in Hull, has bought the docks of Skarn.",
            "Which company has bought the docks of Skarn?",
            "Lumen Works",
        ),
        (
            "The millwright Ottoline Varga rebuilt the mill of Sallow Fen.",
            "Which millwright rebuilt the mill of Sallow Fen?",
            "Ottoline Varga",
        ),
        ("The Tallow fair was held in Skarn, officials said.", "Where was the Tallow fair held?", "Skarn"),
        ("The Tallow bridge was closed in March 2021.", "When was the Tallow bridge closed?", "March 2021"),
        ("The Skarn tunnel cost 37 million crowns.", "How much did the Skarn tunnel cost?", "37"),
    ],
)
def test_a_sentence_is_turned_round(sentence, question, answer):
    assert (question, answer) in asked(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "He opened the Tallow bridge.",
        "Mayor Ida Brandt opened it.",
        "Mayor Ida Brandt opened the bridge.",
        "Mayor Ida Brandt said that the Tallow bridge was safe.",
        '"The Tallow bridge was opened in 2021," said Mayor Ida Brandt.',
        "In January the city opened the Tallow bridge.",
        "Around 1685, Huguenot refugees settled in Tallow.",
        "The Tallow school is small and was founded in 1921.",
        "The Soviet Union signed a treaty with Norland.",
        "Minister Ida Brandt visited the town of Newark, England.",
        "Was the Tallow bridge closed in 2021?",
        "",
    ],
)
def test_a_question_that_would_not_read_well_is_not_asked(sentence):
    assert asked(sentence) == []
