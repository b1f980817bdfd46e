"""The batch: sampled questions with right and wrong passages, as padded tensors of like length."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch

from training.example import Context, Example, join
from training.window import Window, cut, without_answer

CLS, SEP, PAD = 101, 102, 0
QUESTION_PIECES = 40
TITLE_PIECES = 24


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: `ids`, `mask` [n, t]; `starts`, `ends`, `readable` bool [n, t].

    `readable` marks the passage's word pieces and position 0, which stands for "no answer" and is the target where
    the passage holds none. `targets` [n, a] are the answer's word pieces and [SEP], padded with -100, and `copied`
    [n, a] the source positions they are copied from; both are all padding where there is no answer.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    readable: torch.Tensor
    targets: torch.Tensor
    copied: torch.Tensor


@dataclass(frozen=True, slots=True)
class _Row:
    ids: list[int]
    offset: int
    window: Window
    exact: bool


class Sampler:
    """Draws batches without end: questions by the mixture's weights, then a right or a wrong passage for each.

    A wrong passage is, in equal parts where there is a choice, one that retrieval brought for the question, and the
    right one without its answering sentence. Questions marked unanswerable keep their own passage.
    """

    def __init__(
        self,
        examples: list[Example],
        negatives: list[tuple[Context, ...]],
        *,
        wrong: float,
        tokens: int,
        seed: int,
    ) -> None:
        self._examples = examples
        self._negatives = negatives
        self._wrong = wrong
        self._tokens = tokens
        self._rng = random.Random(seed)
        self._weights = np.cumsum([example.ingredient.weight for example in examples])
        self._sentences = [example for example in examples if example.ingredient.joined]

    def batches(self, length: int) -> Iterator[Batch]:
        """Yield about a hundred batches of passages of up to `length` word pieces, short and long ones apart."""
        rows = sorted((self._row(length) for _ in range(100 * self._tokens // length)), key=lambda row: len(row.ids))
        groups: list[list[_Row]] = [[]]
        for row in rows:
            if (len(groups[-1]) + 1) * _width(row) > self._tokens:
                groups.append([])
            groups[-1].append(row)
        self._rng.shuffle(groups)
        for group in groups:
            yield _collate(group)

    def _row(self, length: int) -> _Row:
        number = int(np.searchsorted(self._weights, self._rng.random() * self._weights[-1], side="right"))
        example = self._examples[number]
        size = self._rng.randint(min(80, length), length)
        window = self._wrong_window(number, size) if example.answers and self._rng.random() < self._wrong else None
        if window is None:
            if example.ingredient.joined:
                others = self._rng.sample(self._sentences, self._rng.randint(0, 3))
                example = join([example, *others], self._rng)
            window = cut(example.context, example.answers, size, self._rng)
        head = [CLS, *example.question[:QUESTION_PIECES], SEP]
        if len(example.title) and self._rng.random() < 0.7:
            head += [*example.title[:TITLE_PIECES], SEP]
        return _Row([*head, *window.ids, SEP], len(head), window, example.ingredient.target == "span")

    def _wrong_window(self, number: int, size: int) -> Window | None:
        example, mined = self._examples[number], self._negatives[number]
        if mined and self._rng.random() < 0.5:
            return cut(self._rng.choice(mined), (), size, self._rng)
        window = without_answer(example)
        if window is None:
            return None
        return Window(window.ids[:size], ())


def _width(row: _Row) -> int:
    # Few widths: every new shape costs a CPU run memory and a compiled kernel that are kept.
    return -(-len(row.ids) // 16) * 16


def _collate(rows: list[_Row]) -> Batch:
    width = max(_width(row) for row in rows)
    chosen = [row.window.answers[0] if row.window.answers and row.exact else None for row in rows]
    longest = max((answer.last - answer.first + 2 for answer in chosen if answer), default=1)
    ids = torch.full((len(rows), width), PAD)
    starts, ends, readable = (torch.zeros(len(rows), width, dtype=torch.bool) for _ in range(3))
    targets = torch.full((len(rows), longest), -100)
    copied = torch.full((len(rows), longest), -100)
    for i, (row, answer) in enumerate(zip(rows, chosen, strict=True)):
        ids[i, : len(row.ids)] = torch.tensor(row.ids)
        readable[i, 0] = True
        readable[i, row.offset : len(row.ids) - 1] = True
        for span in row.window.answers:
            if row.exact:
                starts[i, row.offset + span.first] = True
                ends[i, row.offset + span.last] = True
            else:
                starts[i, row.offset + span.first : row.offset + span.last + 1] = True
                ends[i, row.offset + span.first : row.offset + span.last + 1] = True
        if not row.window.answers:
            starts[i, 0] = ends[i, 0] = True
        if answer:
            first, last = row.offset + answer.first, row.offset + answer.last
            size = last - first + 1
            targets[i, : size + 1] = torch.tensor([*row.ids[first : last + 1], SEP])
            copied[i, :size] = torch.arange(first, last + 1)
    return Batch(ids, ids != PAD, starts, ends, readable, targets, copied)
