"""Words: where an answer may begin and end."""

import pytest

from rag.reader.words import words


def split(text: str) -> list[str]:
    return [text[word.start : word.end] for word in words(text)]


@pytest.mark.parametrize(
    "whole",
    [
        "1.86 billion",
        "1.86 billion rubles",
        "30 cents",
        "US$280 million",
        "$1-billion",
        "€ 5",
        "5 €",
        "25%",
        "25 %",
        "25 per cent",
        "1,000,000",
        "1 000 000",
        "10:30",
        "-5 °C",
        "−3",
        ".5",
        "1.5-2.5 percent",
        "75–80",
        "10-year-old",
        "COVID-19",
        "F-16",
        "3rd",
        "10km",
        "Russian-Chinese",
        "AT&T",
        "O'Brien",
        "don't",
        "C++",
        "U.S.",
        "a.m.",
        "example.com",
        "café",
        "Cafe\u0301",
        "में",
    ],
)
def test_it_stays_whole(whole: str) -> None:
    assert split(f"They said {whole} again, and ({whole}).") == ["They", "said", whole, "again", "and", whole]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Cisco's stocks", ["Cisco", "s", "stocks"]),
        ("from 1939-1945 on", ["from", "1939", "1945", "on"]),
        ("1990–1995", ["1990", "1995"]),
        ("“Sustainable Production: Renewal”", ["Sustainable", "Production", "Renewal"]),
        ("It ended.Then, and/or later — gone", ["It", "ended", "Then", "and", "or", "later", "gone"]),
        ("in 2022, 500 came", ["in", "2022", "500", "came"]),
        ("北京 2022", ["北", "京", "2022"]),
        ("one—two…three", ["one", "two", "three"]),
        ("", []),
        (" .,;!? ", []),
    ],
)
def test_it_is_split(text: str, parts: list[str]) -> None:
    assert split(text) == parts


def test_a_long_run_of_digits_or_letters_is_split_quickly() -> None:
    assert split("1" * 20_000) == ["1" * 20_000]
    assert len(words("1,1.1:" * 4_000)) == 1
    assert len(words("a-" * 10_000)) == 1
