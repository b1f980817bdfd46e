"""An age is that of a time in a life, and no answer for another time."""

import pytest

from embeddings import Span
from rag.answering.claims.age import unasked_age

LEFT = "Ada Holm left Ost with her brothers when she was 20."


@pytest.mark.parametrize(
    ("question", "sentence", "pointed", "another"),
    [
        ("How old was Ada Holm when she died?", LEFT, "20", True),
        ("How old is Ada Holm?", LEFT, "20", True),
        ("How old was Ada Holm when she left Ost?", LEFT, "when she was 20", False),
        ("At what age did Ada Holm die?", "Holm married at the age of twenty.", "twenty", True),
        ("At what age did Ada Holm die?", "Holm dies at the age of 90.", "90", False),
        ("How old was Ada Holm?", "Ada Holm died at the age of 90.", "90", False),
        ("How old is Ada Holm?", "Ada Holm, 43, left Ost.", "43", False),
        ("How old is Ada Holm?", "The 43-year-old left Ost when it was cold.", "43-year-old", False),
        ("How many left when Holm died?", LEFT, "20", False),
        ("What did Holm die of?", "Holm died of a fever at the age of 75.", "the age of 75", True),
        ("When did Holm die?", "Holm died of a fever at the age of 75.", "the age of 75", False),
    ],
)
def test_an_age_is_that_of_what_the_sentence_tells(question: str, sentence: str, pointed: str, another: bool) -> None:
    start = sentence.index(pointed)
    assert unasked_age(question, sentence, Span(start, start + len(pointed))) is another
