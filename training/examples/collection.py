"""The collection: all sets of the mixture as examples, with their mined passages, and the dev questions of a run."""

import random
from pathlib import Path

from tokenizers import Tokenizer

from training.examples.example import Context, Example, load_examples
from training.examples.mixture import MIXTURE
from training.examples.negatives import mine

# Dev questions of each set that the score is taken on while training runs.
DEV_QUESTIONS = 150


def word_pieces(weights: Path) -> Tokenizer:
    """Return the tokenizer of a model's folder, neither cutting nor padding."""
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def training_examples(folder: Path, tokenizer: Tokenizer) -> list[Example]:
    """Return the examples of all sets in `folder`, those of a set in the order of its file."""
    return [example for item in MIXTURE for example in load_examples(folder, item, tokenizer)]


def mined_passages(examples: list[Example], kept: Path) -> list[tuple[Context, ...]]:
    """Return each example's wrong passages, none for sets whose questions do not name what they ask about.

    A later run reads them from the file `kept`.
    """
    negatives: list[tuple[Context, ...]] = [()] * len(examples)
    places = [place for place, example in enumerate(examples) if example.ingredient.mined]
    mined = mine([examples[place] for place in places], kept)
    for place, contexts in zip(places, mined, strict=True):
        negatives[place] = contexts
    return negatives


def dev_questions(folder: Path, tokenizer: Tokenizer) -> tuple[list[Example], ...]:
    """Return dev questions with a span, with and without an answer, and with a yes or no."""
    rng = random.Random(0)
    sets = []
    for name in ("squadshifts_newwiki", "squad2_half", "boolq"):
        ingredient = next(item for item in MIXTURE if item.name == name)
        members = load_examples(folder, ingredient, tokenizer) if (folder / f"{name}.jsonl.gz").exists() else []
        sets.append(rng.sample(members, min(DEV_QUESTIONS, len(members))))
    return tuple(sets)
