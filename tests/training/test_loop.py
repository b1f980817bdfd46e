from collections.abc import Iterator

import torch
from torch import nn

from training.examples.batch import Batch
from training.loop import Progress, train
from training.model.optimizer import MasterAdamW

MINUTES = 0.002


class Rows:
    """Batches of three empty rows, two at a time; notes how long passages were asked for."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def batches(self, length: int) -> Iterator[Batch]:
        self.lengths.append(length)
        for _ in range(2):
            yield Batch(*(torch.zeros(3, length) for _ in Batch.__slots__))


def run(weight: nn.Parameter, progress: Progress, rows: Rows) -> list[Progress]:
    """Train one weight towards 1; return the progress at each time it was kept."""
    kept: list[Progress] = []
    train(
        rows,
        lambda _: ((weight - 1) ** 2).sum(),
        MasterAdamW([([weight], 0.1)]),
        progress,
        minutes=MINUTES,
        length=lambda share: 5 if share < 0.5 else 7,
        keep=lambda: kept.append(Progress.of(progress.state())),
    )
    return kept


def test_a_run_learns_for_its_time_and_is_kept_at_its_end() -> None:
    weight, progress, rows = nn.Parameter(torch.zeros(1)), Progress(), Rows()
    assert run(weight, progress, rows) == [progress]
    assert progress.seconds >= MINUTES * 60
    assert progress.seen == 3 * progress.steps > 0
    assert weight.item() > 0
    assert rows.lengths[0] == 5


def test_a_run_that_was_cut_off_goes_on_and_one_that_is_over_takes_no_step() -> None:
    weight, rows = nn.Parameter(torch.zeros(1)), Rows()
    half = Progress.of({"seconds": MINUTES * 60 * 0.6, "steps": 4, "seen": 12, "optimizer": {}})
    assert half == Progress(MINUTES * 60 * 0.6, 4, 12)
    run(weight, half, rows)
    assert half.steps > 4 and half.seen == 3 * half.steps
    assert set(rows.lengths) == {7}
    steps = half.steps
    assert run(weight, half, rows) == []
    assert half.steps == steps
