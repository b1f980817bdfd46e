"""The verifier: reads the reader's likeliest findings again with a larger model, alone with their surroundings."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.errors import ModelUnavailable
from rag.reader.bundled import RESTORE, VERIFIER
from rag.reader.candidate import UNREAD, Candidates
from rag.reader.layout import Row, collate
from rag.reader.pointer import by_word
from rag.verifier.mpnet import MPNet
from rag.verifier.window import window


class Verifier:
    """Weighs the spans that a reader proposed; safe to use from several threads."""

    def __init__(self, model: MPNet, worth_reading: float) -> None:
        """Take the model, and the reader's log-odds of an answer from which a passage is read again."""
        self._model = model
        self._worth_reading = worth_reading

    @classmethod
    def load(cls, worth_reading: float) -> "Verifier":
        """Load the bundled weights; raises ModelUnavailable where they are missing or damaged."""
        return cls(_bundled(), worth_reading)

    @torch.inference_mode()
    def weigh(self, rows: Sequence[Row], found: Sequence[Candidates]) -> list[Candidates]:
        """Return the candidates of each row with what the verifier makes of them.

        A row's window is read alone, so that what is made of it does not depend on the others.
        """
        weighed = list(found)
        places = [number for number, one in enumerate(found) if one.answerable >= self._worth_reading]
        if not places:
            return weighed
        windows = [window(rows[number], found[number].spans) for number in places]
        ids, mask = collate(windows, 0)
        logits = self._model(ids, mask).numpy()
        for number, row, scores in zip(places, windows, logits, strict=True):
            weighed[number] = _weighed(found[number], row, scores[:, 0], scores[:, 1])
        return weighed


@lru_cache(maxsize=1)
def _bundled() -> MPNet:
    try:
        return MPNet(VERIFIER)
    except Exception as error:
        # Each of the libraries has its own way to say what is wrong with a file.
        raise ModelUnavailable(f"The verifier is damaged ({error}). Bring it back: {RESTORE}") from error


def _weighed(found: Candidates, row: Row, start: NDArray[np.float32], end: NDArray[np.float32]) -> Candidates:
    null = float(start[0] + end[0])
    starts = {word.start: float(score) for word, score in zip(row.words, by_word(row, start), strict=True)}
    ends = {word.end: float(score) for word, score in zip(row.words, by_word(row, end), strict=True)}
    return replace(
        found,
        spans=tuple(
            replace(span, verified=max(UNREAD, starts[span.start] + ends[span.end] - null))
            if span.start in starts and span.end in ends
            else span
            for span in found.spans
        ),
    )
