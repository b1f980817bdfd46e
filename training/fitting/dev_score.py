"""The score on dev passages while training runs: of the pointer alone, and of what it says without one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

import torch

from benchmarks.measuring.abstention import auroc
from benchmarks.measuring.squad_metrics import exact_match, f1
from training.examples.batch import CLS, QUESTION_PIECES, SEP, TITLE_PIECES
from training.examples.example import Example

LONGEST_ANSWER = 24

Score = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]
"""A model under training: ids and mask [n, t] -> logits of the head [n, t, 3]."""


@dataclass(frozen=True, slots=True)
class DevScore:
    """Mean exact match and F1 (0..1) where there is an answer; AUROC of telling these questions from those without.

    `verdicts` is the share of yes/no questions that are answered right, over a share `yes` of all that ask for yes.
    """

    exact_match: float
    f1: float
    auroc: float | None
    verdicts: float
    yes: float

    def __str__(self) -> str:
        return (
            f"dev exact match {self.exact_match:.3f}, F1 {self.f1:.3f}, AUROC {self.auroc or 0:.3f}, "
            f"yes/no {self.verdicts:.3f} (always yes {self.yes:.3f})"
        )


@torch.inference_mode()
def dev_score(
    score: Score,
    spans: Sequence[Example],
    mixed: Sequence[Example],
    verdicts: Sequence[Example],
) -> DevScore:
    """Read the examples' own passages, cut to what the encoder takes.

    Exact match and F1 are over `spans`, AUROC over `mixed`, with and without answers.
    """
    matches, scores = [], []
    for example in spans:
        text, _, _ = _read(score, example)
        matches.append(exact_match(text, example.golds))
        scores.append(f1(text, example.golds))
    margins = [_read(score, example)[1] for example in mixed]
    said = [(_read(score, example)[2] > 0) == example.verdict for example in verdicts]
    return DevScore(
        fmean(matches),
        fmean(scores),
        auroc(margins, [bool(example.answers) for example in mixed]),
        fmean(said or [False]),
        fmean([bool(example.verdict) for example in verdicts] or [False]),
    )


def _read(score: Score, example: Example) -> tuple[str, float, float]:
    """Return the best span's text, its margin over "no answer", and the log-odds of yes."""
    lead = [CLS, *example.question[:QUESTION_PIECES], SEP]
    if len(example.title):
        lead += [*example.title[:TITLE_PIECES], SEP]
    passage = example.context.ids[: 510 - len(lead)]
    ids = torch.tensor([[*lead, *passage, SEP]])
    logits = score(ids, torch.ones_like(ids, dtype=torch.bool))[0].float().cpu()
    starts, ends, _ = logits[len(lead) : -1].unbind(-1)
    pairs = (starts[:, None] + ends[None, :]).masked_fill(~_allowed(len(passage)), -1e4)
    first, last = divmod(int(pairs.argmax()), len(passage))
    begin, end = example.context.offsets[first, 0], example.context.offsets[last, 1]
    null, yes = float(logits[0, 0] + logits[0, 1]), float(logits[0, 2])
    return example.context.text[begin:end], float(pairs.max()) - null, yes


def _allowed(size: int) -> torch.Tensor:
    square = torch.ones(size, size, dtype=torch.bool)
    return square.triu() & ~square.triu(LONGEST_ANSWER)
