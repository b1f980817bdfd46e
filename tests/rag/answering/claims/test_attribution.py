"""Of several figures in a sentence the one that belongs to what is asked about is taken."""

import pytest

from embeddings import Span
from rag.answering.claims.attribution import rightful

BUSES = "Norbus will build 31 buses for Holm and 17 for Pell."
CELLS = "Police held 90 people, including 41 people in New Holm, 23 in Pell and 8 in Ost."


def taken(question: str, sentence: str, pointed: str) -> str:
    start = sentence.index(pointed)
    span = rightful(question, sentence, Span(start, start + len(pointed)))
    return sentence[span.start : span.end]


@pytest.mark.parametrize(
    ("question", "sentence", "pointed", "meant"),
    [
        ("How many buses will Norbus build for Pell?", BUSES, "31", "17"),
        ("how many buses will norbus build for holm?", BUSES, "17", "31"),
        (
            "How much does Pell pay?",
            "Holm pays 4 million crowns; Pell pays 7 million.",
            "4 million crowns",
            "7 million",
        ),
        ("How many were held in Pell?", CELLS, "90 people, including 41 people in New Holm, 23", "23"),
        ("What share did Lund get?", "A poll puts Holm at 41 percent and Lund at 38.", "41 percent", "38"),
        ("How large is the loan to Ost?", "They lend €110bn to Pell, and an extra €85bn to Ost.", "€110bn", "€85bn"),
        ("What part does Lund own?", "Holm owns 55%, while Lund got 2.5 new shares and owns 45%.", "55%", "45%"),
        ("How many permits were requested?", "Ost granted 3 of 5 requested permits.", "3 of 5", "5"),
        ("How many bridges were inspected?", "Four of nine bridges inspected were unsafe.", "Four", "nine"),
        ("How many goals did Lund score?", "Holm scored three goals and Lund two as Ost beat Pell.", "three", "two"),
        ("How many died in Ost?", "Nine people died in Holm, and four in Ost.", "Nine", "four"),
    ],
)
def test_the_figure_moves_to_the_one_asked_for(question: str, sentence: str, pointed: str, meant: str) -> None:
    assert taken(question, sentence, pointed) == meant


@pytest.mark.parametrize(
    ("question", "sentence", "pointed"),
    [
        ("How many buses will Norbus build for Holm?", BUSES, "31"),
        ("How many buses will Norbus build for Ranby?", BUSES, "31"),
        ("How many people were held?", CELLS, "90"),
        ("How many PL staff are to strike?", "Unions expect 11 of 27 PL staff to strike.", "11 of 27"),
        ("How many schools were shut?", "In all, 3 out of 12 schools were shut.", "3"),
        ("What share is undecided?", "A poll puts Holm at 41 percent, with 21 percent undecided.", "21 percent"),
        ("When did Lund win?", "In 2019 Holm won 41 seats, and Lund 38 seats.", "2019"),
        ("What share did Lund get?", "Holm got 41 votes and Lund 38 percent.", "41"),
        ("Which rocket did Lund fly?", "Holm flew on Apollo 11 and Lund on 12 others.", "Apollo 11"),
    ],
)
def test_a_figure_stays_where_no_other_is_plainly_meant(question: str, sentence: str, pointed: str) -> None:
    assert taken(question, sentence, pointed) == pointed
