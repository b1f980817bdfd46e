"""A figure is told in the unit that is asked for, and one of another unit is no answer."""

import pytest

from embeddings import Span
from rag.answering.claims.unit import in_asked_unit

WALL = "The dike is 48 km (30 mi) long and 6 metres high."
SALE = "Norbus sold it for 540bn yen ($5.2bn; £2.77bn) in May, and 3 ships for $9m (£5m)."


@pytest.mark.parametrize(
    ("question", "sentence", "pointed", "meant"),
    [
        ("How many miles long is the dike?", WALL, "48 km", "30 mi"),
        ("How many miles long is the dike?", WALL, "48 km (30 mi)", "30 mi"),
        ("How many kilometres long is the dike?", WALL, "30", "48 km"),
        ("How long is the dike, in miles?", WALL, "48", "30 mi"),
        ("How long in miles, by its own account, is the dike?", WALL, "48", "30 mi"),
        ("How far in miles did they walk?", "They walked up to 35 kilometers (21.7 miles).", "35", "21.7 miles"),
        ("How many pounds did Norbus get?", SALE, "540bn yen", "£2.77bn"),
        ("How much was it in dollars?", SALE, "540bn", "$5.2bn"),
        ("How many feet wide is the road?", "They opened a 9-metre (30-foot) wide road.", "9-metre", "30-foot"),
    ],
)
def test_what_is_told_twice_is_taken_in_the_asked_unit(question: str, sentence: str, pointed: str, meant: str) -> None:
    start = sentence.index(pointed)
    span = in_asked_unit(question, sentence, Span(start, start + len(pointed)))
    assert sentence[span.start : span.end] == meant


@pytest.mark.parametrize(
    ("question", "sentence", "pointed"),
    [
        ("How long is the dike?", WALL, "48 km (30 mi)"),
        ("How many acres does the dike shield?", WALL, "48 km"),
        ("How many metres high is the dike?", WALL, "6 metres"),
        ("How many pounds did the ships bring?", "Norbus (3 ships) got $9m.", "$9m"),
        ("How many miles is it?", "It is 48 km by road for the few who go there (30 miles less than by sea).", "48 km"),
        ("Which town in miles of sand is lost?", WALL, "48 km"),
    ],
)
def test_a_figure_stays_where_it_is_not_told_again(question: str, sentence: str, pointed: str) -> None:
    start = sentence.index(pointed)
    assert in_asked_unit(question, sentence, Span(start, start + len(pointed))) == Span(start, start + len(pointed))
