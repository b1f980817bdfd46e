"""Who somebody is and what something is, is told by the words in the place for it, whole."""

import pytest

from embeddings import Span
from rag.answering.claims.definition import defines_another, defining, thin

BOND = "The aim of roof bonding is that neighbours share a heat pump, Ada Holm said."
HOW = "Under roof bonding, ten households sign one contract for a common plant, Ada Holm said."


def told(question: str, sentence: str, pointed: str) -> str | None:
    start = sentence.index(pointed)
    span = defining(question, sentence, Span(start, start + len(pointed)))
    return sentence[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("question", "sentence", "pointed", "whole"),
    [
        ("Who is Ada Holm?", "Harbour chief Ada Holm wants cranes.", "Harbour chief", "Harbour chief"),
        ("Who is Ada Holm?", "In May former goalkeeper Ada Holm watched.", "goalkeeper", "former goalkeeper"),
        ("Who is Ada Holm?", "It sank, said Ada Holm, the port's director.", "port's director", "the port's director"),
        ("Who was Ada Holm?", "Holm, 43, is head of the port.", "head of the port", "head of the port"),
        ("who is ada holm?", "Ada Holm, who runs the port, spoke.", "runs the port", "runs the port"),
        ("What is Tolk and Sons?", "It paid Tolk and Sons, a firm of divers.", "firm of divers", "a firm of divers"),
        ("What is Solvag?", "The cruise line Solvag sailed.", "cruise line", "cruise line"),
        ("What is a polder?", "A polder is low land.", "low land", None),
        (
            "What are polders?",
            "A polder is a piece of land which dikes, dams and pumps keep dry.",
            "a piece of land",
            "*",
        ),
        ("What does brine debt mean?", "Brine debt means water owed to a river.", "water", "water owed to a river"),
        ("What is a salt cap?", "Frozen foam is known as a salt cap.", "Frozen foam", "Frozen foam"),
        ("What is roof bonding?", HOW, "ten", "ten households sign one contract for a common plant"),
    ],
)
def test_a_definition_is_told_from_its_place(question: str, sentence: str, pointed: str, whole: str | None) -> None:
    every = sentence[sentence.index(pointed) : -1]
    assert told(question, sentence, pointed) == (every if whole == "*" else whole)


@pytest.mark.parametrize(
    ("question", "sentence", "pointed"),
    [
        ("Who is Ada Holm?", "Ada Holm, Per Lund and Bo Falk spoke.", "Per Lund"),
        ("Who is Ada Holm?", "Harbour chief Per Holm wants cranes.", "Harbour chief"),
        ("Who is Ada Holm?", "Ada Holm thanked the mayor.", "the mayor"),
        ("Who is the mayor of Ost?", "The mayor of Ost is a baker.", "a baker"),
        ("What is the price?", "The price is a record.", "a record"),
        ("What is Solvag?", "The guests left Solvag.", "left"),
        ("What is roof bonding?", BOND, "that neighbours share a heat pump"),
        ("Who is ''?", "Ada Holm is a baker.", "a baker"),
        ("What is “”?", "Ada Holm is a baker.", "baker"),
        ("When is the market?", "The market is a fair.", "a fair"),
    ],
)
def test_what_stands_elsewhere_defines_nothing(question: str, sentence: str, pointed: str) -> None:
    assert told(question, sentence, pointed) is None


def test_the_aim_of_a_thing_is_another_thing() -> None:
    start = BOND.index("that neighbours")
    assert defines_another("What is roof bonding?", BOND, Span(start, len(BOND)))
    assert not defines_another("What is the aim of roof bonding?", BOND, Span(start, len(BOND)))
    assert not defines_another("What is roof bonding?", HOW, Span(HOW.index("ten"), len(HOW)))


@pytest.mark.parametrize(
    ("question", "answer", "bare"),
    [
        ("What is Solvag?", "farm", True),
        ("What is Solvag?", "post-war", True),
        ("What is Solvag?", "seaweed farm", False),
        ("What is Solvag?", "Company", False),
        ("Who is Ada Holm?", "baker", False),
        ("What is the price?", "ten", False),
    ],
)
def test_one_common_word_is_a_thin_definition(question: str, answer: str, bare: bool) -> None:
    assert thin(question, answer) is bare
