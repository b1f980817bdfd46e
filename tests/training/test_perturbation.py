"""A perturbed question asks for something else in one matter, and never for the answer itself."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.examples.example import Example, load_examples
from training.examples.mixture import MIXTURE
from training.examples.perturbation import Perturber, names


@pytest.fixture
def fund(data: Path, tokenizer: Tokenizer) -> Example:
    return load_examples(data / "train", MIXTURE[0], tokenizer)[1]


def asked_of(question: str, example: Example, seeds: int = 40) -> set[str]:
    asked = replace(example, asked=question)
    perturb = Perturber([asked.context.text, "Later, Yuri Borisov met Denis Manturov."])
    return {changed for seed in range(seeds) if (changed := perturb(asked, random.Random(seed)))}


def test_a_number_becomes_another_number(fund: Example) -> None:
    changed = asked_of("How much did the fund lend in 2022?", fund)
    assert changed
    for question in changed:
        assert question.startswith("How much did")
        assert "2022" not in question or " not " in question


def test_a_name_becomes_another_name(fund: Example) -> None:
    changed = asked_of("Where does Vasily Shpak work?", fund)
    assert "Where does Yuri Borisov work?" in changed
    assert all("Vasily Shpak" not in question or " not " in question for question in changed)


def test_a_word_becomes_its_opposite(fund: Example) -> None:
    assert "what is the smallest loan" in asked_of("what is the largest loan", fund)


def test_where_nothing_can_be_changed_the_question_is_left_out(fund: Example) -> None:
    assert asked_of("which way", fund) == set()


def test_an_opening_word_is_no_name() -> None:
    assert names("The fair opened. Nobody met Yuri Borisov. Silk Road Briefing wrote so.") == [
        "Yuri Borisov",
        "Silk Road Briefing",
    ]
