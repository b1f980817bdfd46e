"""What stands right behind the asked verb of the asked one answers outright."""

import pytest

from embeddings import Span
from rag.answering.claims.outright import told_outright

BORN = "Mayor Holm was born in 1949 in the old port of Pell to a family of bakers."
FLED = "Candidate Ada Holm fled to Ost on Monday with Bo Falk."


@pytest.mark.parametrize(
    ("question", "sentence", "pointed", "outright"),
    [
        ("Where did Ada Holm flee to?", FLED, "Ost", True),
        ("Where did Bo Falk flee to?", FLED, "Ost", False),
        ("Where did Ada Holm flee from?", FLED, "Ost", False),
        ("Whom did Ada Holm flee with?", FLED, "Bo Falk", False),
        ("When did Ada Holm flee?", FLED, "Monday", False),
        ("Where was Ada Holm born?", BORN, "Pell", True),
        ("Where was Ada Holm born?", BORN, "a family of bakers", False),
        ("Where was Bo Falk born?", BORN, "Pell", False),
        ("Where was Ada Holm born?", "Holm met Bo Falk, who was born in Ost.", "Ost", False),
        ("What did Ada Holm die of?", "Holm has died of a fever.", "fever", True),
        ("Who wrote The Salt Cap?", "Up for the prize is The Salt Cap by Ada Holm.", "Ada Holm", True),
        ("Who staged The Salt Cap?", "Up for the prize is The Salt Cap by Ada Holm.", "Ada Holm", False),
        ("Who wrote The Salt Cap?", "The Salt Cap was seen by Ada Holm.", "Ada Holm", False),
        ("Where did Ada Holm study?", "Holm's mother studied in Ost.", "Ost", False),
    ],
)
def test_the_open_place_of_the_question_is_filled(question: str, sentence: str, pointed: str, outright: bool) -> None:
    start = sentence.index(pointed)
    assert told_outright(question, sentence, Span(start, start + len(pointed))) is outright
