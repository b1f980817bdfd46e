"""The words a person reads: bare answers, quotes labelled as quotes, refusals with headlines."""

from datetime import date

import pytest

from rag import Citation
from rag.answering.wording import answer_text, bare, dated, quotes_text


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


@pytest.mark.parametrize(
    ("short", "quote", "told"),
    [
        ("April", "The last of them were let go in April.", "April (2012)"),
        ("last year", "She sold the mill last year.", "last year (2011)"),
        ("last month", "She sold the mill last month.", "last month (August 2012)"),
        ("Friday", "She left on Friday.", "Friday (31 August 2012)"),
        ("21 August", "The ban began on 21 August.", "21 August (2012)"),
        ("August 2 at 5 p.m.", "She left on August 2 at 5 p.m. sharp.", "August 2 (2012) at 5 p.m."),
        ("July 2011", "She sold it in July 2011.", "July 2011"),
        ("this week", "She left this week.", "this week"),
        ("8:30pm", "It was over by 8:30pm.", "8:30pm"),
    ],
)
def test_a_time_that_leans_on_the_day_of_its_article_is_told_in_full(short: str, quote: str, told: str) -> None:
    assert dated(short, quote, date(2012, 9, 5)) == told
    assert dated(short, quote, None) == short
