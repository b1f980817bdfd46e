"""Vectors that were kept are read for the passages they were made of, and for no others."""

from pathlib import Path

import numpy as np

from benchmarks.measuring.datasets import Example
from embeddings import Encoder
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
