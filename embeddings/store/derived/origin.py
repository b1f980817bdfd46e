"""The origin: which generation of which store a derived index was made of, and what it holds of it."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from embeddings.store.derived.derived_file import read_header

Ids = NDArray[np.int64]


class Generation(NamedTuple):
    """A generation by its number, which counts, and its name, which no other has."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Origin:
    """`newest` is the highest id of a passage by then, `passages` their number, `dimension` that of the vectors.

    Ids are never given twice: what came later has a higher one, and what is gone is on record in the store.
    """

    store: str
    generation: Generation
    dimension: int
    passages: int
    newest: int

    def to_json(self) -> dict[str, Any]:
        """Return the origin as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, fields: dict[str, Any]) -> Self:
        """Read back what `to_json` wrote; KeyError or TypeError where it is something else."""
        return cls(**{**fields, "generation": Generation(*fields["generation"])})

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Return what the derived file at `path` was made of; None where there is none that is whole."""
        header = read_header(path)
        try:
            return cls.from_json(header["origin"]) if header else None
        except (KeyError, TypeError):
            return None

    def outgrown_by(self, changed: int) -> bool:
        """Tell whether so many passages came or went since that making the index anew pays: a twentieth of all."""
        return changed > max(1_000, self.passages / 20)


def places(ids: Ids, wanted: Ids) -> NDArray[np.int32]:
    """Return where in `ids`, ascending, those of `wanted` stand that are there at all."""
    at = np.searchsorted(ids, wanted)
    inside = at < len(ids)
    at, wanted = at[inside], wanted[inside]
    found: NDArray[np.int32] = at[ids[at] == wanted].astype(np.int32)
    return found
