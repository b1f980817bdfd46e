"""The loop: steps for so many minutes, kept and scored on the way, and gone on with where they were cut off."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import torch

from training.examples.batch import Batch
from training.model.optimizer import MasterAdamW, factor

SAVE_EVERY_S = 600
_TOLD_EVERY = 100


@dataclass(slots=True)
class Progress:
    """How far a run is: seconds of training, steps, rows seen, and the running mean of the loss."""

    seconds: float = 0.0
    steps: int = 0
    seen: int = 0
    loss: float = 0.0

    @classmethod
    def of(cls, state: Mapping[str, Any] | None) -> "Progress":
        """Return the progress that `state` was saved at, else none."""
        return cls(**{name: state[name] for name in cls.__slots__ if name in state}) if state else cls()

    def state(self) -> dict[str, Any]:
        """Return what `of` reads."""
        return asdict(self)

    def note(self, loss: float, rows: int) -> None:
        """Count a step."""
        self.loss += (loss - self.loss) * (0.01 if self.steps > 100 else 0.1)
        self.steps, self.seen = self.steps + 1, self.seen + rows

    def __str__(self) -> str:
        return f"{self.seconds / 60:.1f} min, {self.steps} steps, {self.seen} rows, loss {self.loss:.3f}"


class Batches(Protocol):
    """What batches come from."""

    def batches(self, length: int) -> Iterator[Batch]:
        """Yield batches of passages of up to `length` word pieces."""


def train(
    batches: Batches,
    loss_of: Callable[[Batch], torch.Tensor],
    optimizer: MasterAdamW,
    progress: Progress,
    *,
    minutes: float,
    length: Callable[[float], int],
    keep: Callable[[], None],
) -> None:
    """Train up to `minutes` in all, counting on in `progress`; call `keep` now and then and at the end.

    `length` tells from the share of the time that is over (0..1) how long passages are. Time in `keep` does not count.
    """
    budget = minutes * 60
    kept = tick = time.monotonic()
    while progress.seconds < budget:
        for batch in batches.batches(length(progress.seconds / budget)):
            loss = loss_of(batch)
            torch.autograd.backward(loss)
            optimizer.step(factor(progress.seconds / budget, progress.steps))
            progress.note(loss.item(), len(batch.ids))
            now = time.monotonic()
            progress.seconds, tick = progress.seconds + now - tick, now
            if progress.steps % _TOLD_EVERY == 0:
                print(progress, flush=True)
            over = progress.seconds >= budget
            if over or now - kept > SAVE_EVERY_S:
                keep()
                kept = tick = time.monotonic()
            if over:
                break
