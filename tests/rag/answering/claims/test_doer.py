"""Who did something is told from whom it was done to."""

import pytest

from embeddings import Span
from rag.answering.claims.doer import done_to


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "done"),
    [
        ("Who invaded Pellia?", "Pellia invaded Ostland in May.", "Ostland", True),
        ("Which firm bought Norsen?", "Norsen bought Pellmark for 4 crowns.", "Pellmark", True),
        ("Which old club has beaten Ost?", "On Monday Ost had beaten Vass.", "Vass", True),
        ("Who accused the bank?", "The bank accused Bo Falk of fraud.", "Bo Falk", True),
        ("Who sold the docks?", "Norsen sold its ferry to Pell and its docks to Rask.", "Rask", True),
        ("Who sold the docks?", "Norsen sold its docks to Rask.", "Norsen", False),
        ("Who invaded Pellia?", "Ostland invaded Pellia in May.", "Ostland", False),
        ("Who invaded Pellia?", "Pellia was invaded by Ostland.", "Ostland", False),
        ("Which firm bought Norsen?", "Norsen was bought by Pellmark.", "Pellmark", False),
        ("Which firm did Norsen buy?", "Norsen bought Pellmark for 4 crowns.", "Pellmark", False),
        ("Who won the match?", "The crowd saw that Ost won it.", "Ost", False),
    ],
)
def test_whom_it_was_done_to_did_not_do_it(question: str, sentence: str, answer: str, done: bool) -> None:
    start = sentence.index(answer)
    assert done_to(question, sentence, Span(start, start + len(answer))) is done
