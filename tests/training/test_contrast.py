"""What question and passage share is changed on one side, which leaves no answer, or on both, which leaves it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from training.examples.contrast import Contrast, Contraster
from training.examples.example import Example, load_examples, locate, tokenised
from training.examples.mixture import MIXTURE
from training.examples.perturbation import Perturber

PASSAGE = (
    "It rained on Monday. In 2019 the club's coach Lena Falk has won the Norsen Cup, said Falk. "
    "The prize was 40,000 crowns, paid by the Brede Bank."
)


@pytest.fixture
def example(data: Path, tokenizer: Tokenizer) -> Example:
    (context,) = tokenised([PASSAGE], tokenizer)
    asked = "Which cup has the coach Lena Falk won in 2019?"
    plain = load_examples(data / "train", MIXTURE[0], tokenizer)[0]
    answers = tuple(locate(context, ["the Norsen Cup"]))
    return replace(
        plain, asked=asked, headline="Falk wins", context=context, answers=answers, golds=("the Norsen Cup",)
    )


def contrasts(example: Example) -> Iterator[Contrast]:
    contraster = Contraster(Perturber([example.context.text, "Later, Yuri Borisov met Denis Manturov in Tula."]))
    for seed in range(200):
        if made := contraster(example, random.Random(seed)):
            yield made


def test_where_both_sides_change_they_still_agree(example: Example, tokenizer: Tokenizer) -> None:
    answered = [made for made in contrasts(example) if made.answered]
    assert {"2019" in made.asked for made in answered} == {True, False}
    for made in answered:
        assert made.asked != example.asked
        assert made.text != PASSAGE
        assert ("2019" in made.asked) == ("2019" in made.text)
        assert ("Lena Falk" in made.asked) == ("Lena Falk" in made.text)
        assert made.text.count("Norsen Cup") == 1
        (context,) = tokenised([made.text], tokenizer)
        assert list(locate(context, example.golds))


def test_where_one_side_changes_the_other_stays(example: Example) -> None:
    silent = [made for made in contrasts(example) if not made.answered]
    assert {made.asked == example.asked for made in silent} == {True, False}
    for made in silent:
        assert (made.asked == example.asked) != (made.text == PASSAGE)


def test_a_surname_alone_goes_with_the_name(example: Example) -> None:
    renamed = [made for made in contrasts(example) if "Yuri Borisov" in made.text]
    assert renamed
    assert all("Falk" not in made.text and "Falk" not in made.headline for made in renamed)


def test_a_role_is_qualified_and_an_answering_sentence_denied(example: Example) -> None:
    texts = [made.text for made in contrasts(example)]
    assert any(" deputy coach" in text or " former coach" in text for text in texts)
    assert any("has not won" in text or "has never won" in text for text in texts)
