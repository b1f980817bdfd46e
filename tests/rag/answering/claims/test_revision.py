"""Of two figures, of which one took the place of the other, the first is told from the last."""

import pytest

from embeddings import Span
from rag.answering.claims.revision import asked_revision

TOLL = "Nineteen died in Kold; the ministry had first put the toll at 12."
GROWTH = "It grew by 1.4 percent in the first quarter, revised from an initial 0.9 percent."


@pytest.mark.parametrize(
    ("question", "sentence", "figure", "asked"),
    [
        ("What toll did the ministry first give?", TOLL, "12", True),
        ("What was the original toll?", TOLL, "12", True),
        ("How much did they first demand?", "They had demanded 9 percent at first.", "9 percent", True),
        ("What was the original toll?", TOLL, "Nineteen", None),
        ("What was the initial growth?", GROWTH, "0.9 percent", True),
        ("What was the initial growth?", GROWTH, "1.4 percent", None),
        ("What is the revised growth?", GROWTH, "0.9 percent", False),
        ("How much did it grow?", GROWTH, "0.9 percent", None),
        ("When was the toll first given?", TOLL, "12", None),
    ],
)
def test_the_first_figure_is_told_from_the_last(question: str, sentence: str, figure: str, asked: bool | None) -> None:
    start = sentence.index(figure)
    assert asked_revision(question, sentence, Span(start, start + len(figure))) is asked
