"""Copying: a seq2seq model that may only write a run of its passage, led to it by the span head.

At each step the model's own distribution over the word pieces that may come next is multiplied by the head's: where an
answer begins, and whether it ends here or goes on. What is written stands in the passage, so it has offsets.
"""

import numpy as np
import torch
from numpy.typing import NDArray

from rag.reader.layout import Row

_NEVER = -torch.inf


class Copying:
    """A logits processor that holds generation from one row, of at least one word, to words of its passage.

    `start` and `end` are the head's logits of the row's positions, float32 [length]; `longest` counts an answer's
    word pieces.
    """

    def __init__(
        self, row: Row, start: NDArray[np.float32], end: NDArray[np.float32], *, longest: int, ending: int
    ) -> None:
        """Take a row and what the head says of it; `ending` is the word piece that ends an answer."""
        self._row = row
        self._ids = np.array(row.ids)
        self._longest = longest
        self._ending = ending
        self._firsts = row.firsts
        chances = start[row.firsts] - np.logaddexp.reduce(start[row.firsts])
        self._begins = dict(zip(row.firsts.tolist(), chances.tolist(), strict=True))
        self._ends = {int(place): float(end[place]) for place in row.lasts}

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Return what the model and the head together make of each next word piece: ids [n, t], scores [n, v]."""
        led = torch.full_like(scores, _NEVER)
        for hypothesis, (pieces, row) in enumerate(zip(input_ids, scores.log_softmax(-1), strict=True)):
            for piece, chance in self._next(pieces[1:].tolist()).items():
                led[hypothesis, piece] = row[piece] + chance
        return led

    def text(self, pieces: list[int]) -> str:
        """Return the words of the passage that the written pieces are."""
        first = max(self._places(pieces), key=lambda place: self._begins[place], default=None)
        if first is None:
            return ""
        words = self._row.words
        inside = (self._row.firsts >= first) & (self._row.lasts < first + len(pieces))
        places = np.flatnonzero(inside)
        return self._row.text[words[places[0]].start : words[places[-1]].end] if len(places) else ""

    def _next(self, pieces: list[int]) -> dict[int, float]:
        """Return the head's log-probability of each piece that may come next."""
        if not pieces:
            found: dict[int, float] = {}
            for place, chance in self._begins.items():
                piece = int(self._ids[place])
                found[piece] = max(chance, found.get(piece, _NEVER))
            return found
        if pieces[-1] == self._ending:
            return {self._ending: 0.0}
        first = max(self._places(pieces), key=lambda place: self._begins[place])
        last = first + len(pieces) - 1
        later = [score for place, score in self._ends.items() if last < place < first + self._longest]
        if last not in self._ends:
            return {int(self._ids[last + 1]): 0.0} if later else {self._ending: 0.0}
        if not later:
            return {self._ending: 0.0}
        whole = np.logaddexp.reduce([self._ends[last], *later])
        return {
            self._ending: float(self._ends[last] - whole),
            int(self._ids[last + 1]): float(np.logaddexp.reduce(later) - whole),
        }

    def _places(self, pieces: list[int]) -> list[int]:
        """Return the positions of the row at which a word begins and these pieces stand."""
        size = len(pieces)
        return [int(p) for p in self._firsts if self._ids[p : p + size].tolist() == pieces]
