"""The verifier: reads the reader's likeliest findings again with a larger model, alone with their surroundings."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from embeddings.errors import ModelUnavailable
from rag.reader.bundled import RESTORE, VERIFIER
from rag.reader.candidate import UNREAD, Candidate, Candidates
from rag.reader.layout import Row, collate
from rag.reader.pointer import by_word, propose
from rag.reader.profile import ReadingProfile
from rag.verifier.mpnet import MPNet
from rag.verifier.window import window

# Spans that the verifier itself proposes beside the reader's.
_OWN = 3

Logits = NDArray[np.float32]


class Verifier:
    """Weighs the spans that a reader proposed, and proposes others; safe to use from several threads."""

    def __init__(self, model: MPNet, profile: ReadingProfile) -> None:
        """Take the model and the profile of the reader, whose `verified_from` says which passages are read again."""
        self._model = model
        self._worth_reading = -math.inf if profile.verified_from is None else profile.verified_from
        self._profile = replace(profile, proposals=_OWN)

    @classmethod
    def load(cls, profile: ReadingProfile) -> "Verifier":
        """Load the bundled weights; raises ModelUnavailable where they are missing or damaged."""
        try:
            return cls(MPNet(VERIFIER), profile)
        except Exception as error:
            # Each of the libraries has its own way to say what is wrong with a file.
            raise ModelUnavailable(f"The verifier is damaged ({error}). Bring it back: {RESTORE}") from error

    @torch.inference_mode()
    def weigh(self, rows: Sequence[Row], found: Sequence[Candidates], start: Logits, end: Logits) -> list[Candidates]:
        """Return the candidates of each row with what the verifier makes of them, and with its own.

        `start` and `end` are the reader's logits, float32 [rows, length]. A row's window is read alone, so that what is
        made of it does not depend on the others.
        """
        weighed = list(found)
        places = [number for number, one in enumerate(found) if one.answerable >= self._worth_reading]
        if not places:
            return weighed
        windows = [window(rows[number], found[number].spans) for number in places]
        ids, mask = collate(windows, 0)
        logits = self._model(ids, mask).numpy()
        for number, row, scores in zip(places, windows, logits, strict=True):
            proposed = propose(row, scores[:, 0], scores[:, 1], self._profile).spans
            reader, verifier = Scores(rows[number], start[number], end[number]), Scores(row, *scores.T[:2])
            known = {(span.start, span.end) for span in found[number].spans}
            new = [span for span in proposed if (span.start, span.end) not in known]
            spans = (
                *(replace(span, verified=max(UNREAD, verifier.of(span))) for span in found[number].spans),
                *(replace(span, pointer=reader.of(span), verified=span.pointer) for span in new),
            )
            weighed[number] = replace(found[number], spans=spans)
        return weighed


class Scores:
    """What a model's logits, float32 [length] each, say of the spans of a row."""

    def __init__(self, row: Row, start: Logits, end: Logits) -> None:
        self._null = float(start[0] + end[0])
        self._starts: dict[int, float] = dict(
            zip((word.start for word in row.words), by_word(row, start).tolist(), strict=True)
        )
        self._ends: dict[int, float] = dict(
            zip((word.end for word in row.words), by_word(row, end).tolist(), strict=True)
        )

    def of(self, span: Candidate) -> float:
        """Return a span's log-odds against "no answer"; `UNREAD` for one that reaches out of the row."""
        if span.start not in self._starts or span.end not in self._ends:
            return UNREAD
        return self._starts[span.start] + self._ends[span.end] - self._null
