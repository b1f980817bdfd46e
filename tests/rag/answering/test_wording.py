"""The words a person reads: bare answers, quotes labelled as quotes, refusals with headlines."""

import pytest

from rag import Citation
from rag.answering.wording import answer_text, bare, quotes_text


def citation(n: int, quote: str) -> Citation:
    return Citation(n, "a1", "A headline", None, None, 0, len(quote), quote)


@pytest.mark.parametrize(
    ("span", "readable"),
    [
        ("Vasily Shpak,", "Vasily Shpak"),
        ("100 billion rubles (US$1.2 billion", "100 billion rubles"),
        ("(IDF)", "(IDF)"),
        ("(IDF", "IDF"),
        ("fixed assets)", "fixed assets"),
        ('"deep" localization', '"deep" localization'),
        ('"deep', "deep"),
        ("in the U.S.", "in the U.S."),
        ("ten years ago.", "ten years ago"),
        ("Cisco Systems Inc.", "Cisco Systems Inc."),
        ("1.86 billion", "1.86 billion"),
    ],
)
def test_a_span_loses_the_punctuation_that_clings_to_it(span: str, readable: str) -> None:
    assert bare(span) == readable


def test_a_bracket_that_closes_right_behind_the_span_is_taken_in() -> None:
    assert bare("100 billion rubles (US$1.2 billion", ") is available") == "100 billion rubles (US$1.2 billion)"


def test_an_answer_begins_with_a_capital_and_ends_with_its_marks() -> None:
    assert answer_text("three or four", [citation(1, "x"), citation(2, "y")]) == "Three or four [1][2]"


def test_quotes_stand_on_a_line_each_with_their_mark() -> None:
    lines = quotes_text("Near:", [citation(1, "He came."), citation(2, "About us\nHe left.")]).splitlines()
    assert [lines[0], *lines[2:]] == ["Near:", "“He came.” [1]", "“About us He left.” [2]"]
    assert lines[1] == citation(1, "He came.").reference
