"""Who did something is told from whom it was done to."""

import pytest

from embeddings import Span
from rag.answering.claims.doer import done_by_another, done_to


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


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "another"),
    [
        ("How many doses has Ostland ordered?", "Pellia has ordered 4 million doses.", "4 million", True),
        ("How much did Norsen pay?", "Pellmark, its rival, paid 4 crowns.", "4 crowns", True),
        ("Where did Ada Holm buy the boat?", "Bo Falk already bought it in Ost.", "Ost", True),
        ("How many doses has Ostland ordered?", "Ostland has ordered 4 million doses.", "4 million", False),
        ("How many doses has Ostland ordered?", "It has ordered 4 million doses.", "4 million", False),
        ("How many doses has Ostland ordered?", "The Ostish army ordered 4 million doses.", "4 million", False),
        ("How many doses has Ostland ordered?", "On Monday officials in Pell ordered 4 doses.", "4", False),
        ("When did the NPU meet?", "The Norse Port Union met in May.", "May", False),
    ],
)
def test_what_another_did_is_not_what_one_did(question: str, sentence: str, answer: str, another: bool) -> None:
    start = sentence.index(answer)
    assert done_by_another(question, sentence, Span(start, start + len(answer))) is another
