"""The batch: rows of a question with a passage, as padded tensors; the rows of one question are a group."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from training.examples.window import Window

CLS, SEP, PAD = 101, 102, 0
QUESTION_PIECES = 64
TITLE_PIECES = 40


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step: `ids`, `mask` [n, t]; `starts`, `ends`, `readable` bool [n, t].

    `readable` marks the passage's word pieces and position 0, which stands for "no answer" and is the target where
    the passage holds none. `targets` [n, a] are the answer's word pieces and [SEP], padded with -100, and `copied`
    [n, a] the source positions they are copied from. The target is [SEP] alone where the passage does not answer, "yes"
    or "no" where that is asked for, and all padding where only a sentence is known.
    `verdicts` float [n] is 1 for yes, 0 for no and -1 for what is no yes/no question. `groups` [n] numbers the
    questions that the rows belong to.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    readable: torch.Tensor
    targets: torch.Tensor
    copied: torch.Tensor
    verdicts: torch.Tensor
    groups: torch.Tensor

    def to(self, device: torch.device) -> "Batch":
        """Return the batch on this device."""
        return Batch(*(getattr(self, name).to(device, non_blocking=True) for name in Batch.__slots__))


@dataclass(frozen=True, slots=True)
class Row:
    """`ids` of question, headline and passage, the passage from position `offset` on.

    `exact` is False where only the sentence is known that answers. `verdict` is the yes or no asked for.
    """

    ids: list[int]
    offset: int
    window: Window
    exact: bool
    verdict: bool | None


def padded(length: int) -> int:
    """Return the width of a batch whose longest row has this length."""
    # Few widths: every new shape costs a CPU run memory and a compiled kernel that are kept.
    return -(-length // 16) * 16


def collate(groups: Sequence[Sequence[Row]], verdicts: tuple[int, int]) -> Batch:
    """Return the rows as one batch; `verdicts` are the word pieces of no and yes."""
    rows = [row for group in groups for row in group]
    width = padded(max(len(row.ids) for row in rows))
    numbers = [number for number, group in enumerate(groups) for _ in group]
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
    return Batch(ids, ids != PAD, starts, ends, readable, targets, copied, asked, torch.tensor(numbers))


def _spoken(row: Row, verdicts: tuple[int, int]) -> tuple[list[int], list[int]]:
    """Return the word pieces to be generated, and the source positions of those that are copied."""
    if row.verdict is not None:
        return [verdicts[row.verdict], SEP], []
    if not row.window.answers:
        return [SEP], []
    if not row.exact:
        return [], []
    first, last = row.window.answers[0].first + row.offset, row.window.answers[0].last + row.offset
    return [*row.ids[first : last + 1], SEP], list(range(first, last + 1))
