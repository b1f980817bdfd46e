"""The contrary of what is asked is told from what is asked."""

import pytest

from embeddings import Span
from rag.answering.claims.opposite import tells_opposite


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "opposite"),
    [
        ("Who won the final?", "Casper Holm lost the final to Jan Rask.", "Casper Holm", True),
        ("When did the strike begin?", "The strike ended on Friday.", "Friday", True),
        ("When did the strike begin?", "In May the talks on an end to the strike failed.", "May", False),
        ("Who said it was unsafe?", "Ada Holm rejected a claim by mayor Bo Falk that it was.", "Ada Holm", True),
        ("Who said it was unsafe?", "Ada Holm rejected a claim by mayor Bo Falk that it was.", "Bo Falk", False),
        ("Who won the final?", "Casper Holm lost the final to Jan Rask.", "Jan Rask", False),
        ("When will the bridge open?", "The bridge will be closed in May.", "May", True),
        ("When will the bridge open?", "The bridge was closed in May and will open in June.", "June", False),
        ("How many docks were opened or closed?", "In Ost 4 docks were closed.", "4", False),
        ("Who won the final?", "Jan Rask won the final; Casper Holm lost a shoe.", "Jan Rask", False),
    ],
)
def test_the_contrary_is_no_answer(question: str, sentence: str, answer: str, opposite: bool) -> None:
    start = sentence.index(answer)
    assert tells_opposite(question, sentence, Span(start, start + len(answer))) is opposite
