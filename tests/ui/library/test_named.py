"""The names that articles name most."""

import pytest

from ui.library.named import most_named


def names(*texts: str, without: tuple[str, ...] = ()) -> list[tuple[str, int]]:
    return list(most_named(texts, without=without, most=10))


def test_names_are_counted_by_the_articles_that_name_them() -> None:
    assert names(
        "On Monday President Alma Ruiz met Ida Lund in Ostrow. Talks in Ostrow went on, Ruiz said of Ruiz's plan.",
        "The mayor praised Ruiz on Friday, and the bridge of Ostrow.",
        "A talk with Alma Ruiz in Skarn.",
    ) == [("Alma Ruiz", 3), ("Ostrow", 2)]


def test_no_surname_counts_for_one_of_two_who_bear_it() -> None:
    two = "He met Alma Ruiz, and Ruiz nodded.", "He met Otto Ruiz, and Ruiz nodded.", "Then he met Ruiz."
    assert names(*two) == [("Ruiz", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was there. What was said in May was not said on Tuesday, and I'm sure of it.",
        "It was German, as American as can be.",
        "County Wire, as the County Wire says, is read by the County Wire.",
        "all lower case",
        "",
    ],
)
def test_what_names_nobody_is_no_name(text: str) -> None:
    assert names(text, text, without=("county wire",)) == []


def test_names_in_other_letters_and_initials_are_names() -> None:
    text = "Они приехали в Зеленоград, and then to the U.S. with Łukasz Žižka and Ivan the Terrible."
    assert {name for name, _ in names(text, text)} == {"Зеленоград", "U.S.", "Łukasz Žižka", "Ivan the Terrible"}


def test_a_land_in_the_name_of_a_body_is_not_its_surname() -> None:
    text = "He told the Bank of Skarn that Skarn is poor."
    assert sorted(names(text, text)) == [("Bank of Skarn", 2), ("Skarn", 2)]
