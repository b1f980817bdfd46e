"""The batch: sampled questions with right and wrong passages, as padded tensors of like length."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from tokenizers import Tokenizer

from training.examples.example import Context, Example, TokenRange, join
from training.examples.perturbation import Perturber
from training.examples.window import Window, cut, without_answer

CLS, SEP, PAD = 101, 102, 0
QUESTION_PIECES = 40
TITLE_PIECES = 24
# A yes/no question's passage is cut no shorter, since nobody marked where in it the verdict rests.
WHOLE = 220


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: `ids`, `mask` [n, t]; `starts`, `ends`, `readable` bool [n, t].

    `readable` marks the passage's word pieces and position 0, which stands for "no answer" and is the target where
    the passage holds none. `targets` [n, a] are the answer's word pieces and [SEP], padded with -100, and `copied`
    [n, a] the source positions they are copied from. The target is [SEP] alone where the passage does not answer, "yes"
    or "no" where that is asked for, and all padding where only a sentence is known.
    `verdicts` float [n] is 1 for yes, 0 for no and -1 for what is no yes/no question.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    readable: torch.Tensor
    targets: torch.Tensor
    copied: torch.Tensor
    verdicts: torch.Tensor


@dataclass(frozen=True, slots=True)
class _Row:
    ids: list[int]
    offset: int
    window: Window
    exact: bool
    verdict: bool | None


class Sampler:
    """Draws batches without end: questions by the mixture's weights, then a right or a wrong passage for each.

    A wrong passage is, in equal parts where there is a choice, one that retrieval brought for the question, and the
    right one without its answering sentence. Some questions are asked of their right passage with one matter changed.
    Questions marked unanswerable keep their own passage.
    """

    def __init__(
        self,
        examples: list[Example],
        negatives: list[tuple[Context, ...]],
        *,
        wrong: float,
        perturbed: float,
        tokenizer: Tokenizer,
        tokens: int,
        seed: int,
    ) -> None:
        self._examples = examples
        self._negatives = negatives
        self._wrong = wrong
        self._perturbed = perturbed
        self._tokenizer = tokenizer
        no, yes = tokenizer.encode("no yes", add_special_tokens=False).ids
        self._verdicts = no, yes
        self._tokens = tokens
        self._rng = random.Random(seed)
        self._weights = np.cumsum([example.ingredient.weight for example in examples])
        self._perturber = Perturber(list({example.context.text for example in examples}))
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
            yield _collate(group, self._verdicts)

    def _row(self, length: int) -> _Row:
        number = int(np.searchsorted(self._weights, self._rng.random() * self._weights[-1], side="right"))
        example = self._examples[number]
        size = self._rng.randint(min(80, length), length)
        fate = self._rng.random() if example.answers else 1.0
        question, window = example.question, None
        if fate < self._wrong:
            window = self._wrong_window(number, size)
        elif fate < self._wrong + self._perturbed and example.verdict is None:
            changed = self._perturber(example, self._rng)
            if changed:
                question = np.asarray(self._tokenizer.encode(changed, add_special_tokens=False).ids)
                window = replace(cut(example.context, example.answers, size, self._rng), answers=())
        verdict = example.verdict if window is None else None
        if window is None and example.verdict is not None:
            ids = example.context.ids[: max(size, WHOLE)]
            window = Window(ids, (TokenRange(0, len(ids) - 1),))
        if window is None:
            if example.ingredient.joined:
                others = self._rng.sample(self._sentences, self._rng.randint(0, 3))
                example = join([example, *others], self._rng)
            window = cut(example.context, example.answers, size, self._rng)
        head = [CLS, *question[:QUESTION_PIECES], SEP]
        if len(example.title) and self._rng.random() < 0.7:
            head += [*example.title[:TITLE_PIECES], SEP]
        return _Row([*head, *window.ids, SEP], len(head), window, example.ingredient.target == "span", verdict)

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


def _collate(rows: list[_Row], verdicts: tuple[int, int]) -> Batch:
    width = max(_width(row) for row in rows)
    spoken = [_spoken(row, verdicts) for row in rows]
    longest = max(len(pieces) for pieces, _ in spoken) or 1
    ids = torch.full((len(rows), width), PAD)
    starts, ends, readable = (torch.zeros(len(rows), width, dtype=torch.bool) for _ in range(3))
    targets = torch.full((len(rows), longest), -100)
    copied = torch.full((len(rows), longest), -100)
    for i, (row, (pieces, source)) in enumerate(zip(rows, spoken, strict=True)):
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
        targets[i, : len(pieces)] = torch.tensor(pieces, dtype=torch.long)
        copied[i, : len(source)] = torch.tensor(source, dtype=torch.long)
    asked = torch.tensor([-1.0 if row.verdict is None else float(row.verdict) for row in rows])
    return Batch(ids, ids != PAD, starts, ends, readable, targets, copied, asked)


def _spoken(row: _Row, verdicts: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Return the word pieces to be generated, and the source positions of those that are copied."""
    if row.verdict is not None:
        return [verdicts[row.verdict], SEP], []
    if not row.window.answers:
        return [SEP], []
    if not row.exact:
        return [], []
    first, last = row.window.answers[0].first + row.offset, row.window.answers[0].last + row.offset
    return [*row.ids[first : last + 1], SEP], list(range(first, last + 1))
