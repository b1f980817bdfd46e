"""A figure that is told of one is not given for another."""

import pytest

from embeddings import Span
from rag.answering.claims.owner import of_another_owner


@pytest.mark.parametrize(
    ("question", "sentence", "figure", "another"),
    [
        (
            "What was Norsen's revenue?",
            "Revenue at PL rose to 83 million, the rival of Norsen said.",
            "83 million",
            True,
        ),
        ("What was the revenue of Norsen?", "Pellmark's net revenue rose to 83 million.", "83 million", True),
        ("How large is the population of Ost?", "The population of Vass, near Ost, is 40,000.", "40,000", True),
        ("What was Norsen's revenue?", "Norsen's revenue rose to 83 million.", "83 million", False),
        ("What was Norsen's revenue?", "Revenue rose to 83 million, Norsen said.", "83 million", False),
        ("What is the rate for Ost?", "The rate for Vass and Ost is 4 percent.", "4 percent", False),
        ("What is Norway's rate?", "The Norwegian bank's rate is 4 percent.", "4 percent", False),
        ("When is the trial of Bo Falk?", "The trial of Ada Holm, a friend of Bo Falk, is in May.", "May", True),
        ("What is the seat of the EU's court?", "The European Union's court sits in Ost.", "Ost", False),
        ("How old is Ada Holm?", "Per Lund, 54, beat Ada Holm.", "54", True),
        ("How old is Ada Holm?", "Ada Holm, 54, beat Per Lund.", "54", False),
        ("How old is Ada Holm?", "Holm, the mayor, is 54.", "54", False),
        ("Who read Norsen's report?", "Pellmark's report of 2024 was read.", "2024", False),
    ],
)
def test_a_figure_is_that_of_its_owner(question: str, sentence: str, figure: str, another: bool) -> None:
    start = sentence.index(figure)
    assert of_another_owner(question, sentence, Span(start, start + len(figure))) is another
