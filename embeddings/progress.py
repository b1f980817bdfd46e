"""The progress event: how a rebuild tells its caller where it stands."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` pieces of one stage; stages come in the order scan, read, split, embed, commit, index."""

    stage: str
    done: int
    total: int


Listener = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """Listen to nothing."""
