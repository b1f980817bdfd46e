"""Beside the sentence that answers stands one on another name or year, answered otherwise."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.examples.example import Example, load_examples, locate, tokenised
from training.examples.mixture import MIXTURE
from training.examples.neighbour import Neighboured, Neighbours
from training.examples.perturbation import Perturber

PASSAGE = "It rained. In 2019 the depot at Brede got 14 trams. The mayor was glad."


@pytest.fixture
def example(data: Path, tokenizer: Tokenizer) -> Example:
    (context,) = tokenised([PASSAGE], tokenizer)
    plain = load_examples(data / "train", MIXTURE[0], tokenizer)[0]
    answers = tuple(locate(context, ["14"]))
    asked = "How many trams did the depot at Brede get in 2019?"
    return replace(plain, asked=asked, context=context, answers=answers, golds=("14",))


def neighboured(example: Example) -> Iterator[Neighboured]:
    write = Neighbours([example], Perturber([PASSAGE, "Later, Yuri Borisov met Denis Manturov in Tula."]))
    for seed in range(100):
        if made := write(example, random.Random(seed)):
            yield made


def test_the_passage_tells_two_things_and_the_question_asks_about_one(example: Example) -> None:
    made = list(neighboured(example))
    assert {one.golds == ("14",) for one in made} == {True, False}
    for one in made:
        assert one.text.count("trams") == 2
        assert one.text.startswith("It rained. ")
        assert one.text.endswith("The mayor was glad.")
        assert "14 trams" in one.text
        assert f"{one.golds[0]} trams" in one.text


def test_the_answer_stands_behind_the_name_and_year_that_are_asked_for(example: Example) -> None:
    for one in neighboured(example):
        parts = re.split(r"\bin (?=\d{4})", one.text, flags=re.IGNORECASE)
        told = next(part for part in parts if f"got {one.golds[0]} trams" in part)
        assert ("Brede" in one.asked) == ("Brede" in told)
        assert ("2019" in one.asked) == told.startswith("2019")


def test_a_question_that_shares_nothing_with_its_sentence_gets_no_neighbour(example: Example) -> None:
    assert not list(neighboured(replace(example, asked="How many came?")))
