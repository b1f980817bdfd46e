"""Vectors that were kept are read for the passages they were made of, and for no others."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.measuring.datasets import Example
from embeddings import Encoder
from rag.reader.reader import Reader
from training.fitting.judged_questions import judge
from training.fitting.pool import Pool


def example(text: str) -> Example:
    return Example("1", "made", "", text, "Where?", ("there",), "span")


def test_passages_in_another_order_are_not_taken_for_the_kept_ones(tmp_path: Path) -> None:
    encoder, kept = Encoder.load(None), tmp_path / "pool.npy"
    ships, bread = example("Ships lie in the harbour of Pell."), example("Bread is baked from flour.")
    Pool([ships, bread], encoder, kept)
    turned = Pool([bread, ships], encoder, kept)
    nearest = turned.nearest("Where are the ships?", encoder)
    assert nearest[1] > nearest[0]
    again = Pool([bread, ships], encoder, kept).nearest("Where are the ships?", encoder)
    assert np.allclose(list(again.values()), list(nearest.values()))


def test_a_passage_that_answers_a_question_stands_not_among_its_wrong_ones() -> None:
    encoder, reader = Encoder.load(None), Reader.load(None)
    text = "Ships lie in the harbour of {}, and there they are painted."
    asked = "Where do the ships lie?"
    told, silent = (Example("1", "made", "", text.format(place), asked, (), "span") for place in ("Pell", "the town"))
    told, other = replace(told, answers=("Pell",)), example("Ships are painted by the crew.")
    (judged,) = judge(reader, encoder, {"made": [silent]}, Pool([told, silent, other], encoder))
    assert [passage.text for passage in judged.passages] == [silent.context, other.context]
