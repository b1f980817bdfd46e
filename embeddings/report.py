"""The rebuild report: what became of every file."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """Paths are relative to `folder`, with `#n` appended for article `n` of a file that holds several.

    `failed` and `skipped` pair a path with a reason, `losses` with what a file shows and its articles do not hold,
    `duplicates` with the path of the same text. `passages_embedded`
    counts what was new to the encoder; in a dry run, what would be. `set_aside` is where a damaged index was moved.
    """

    folder: str
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    skipped: tuple[tuple[str, str], ...]
    duplicates: tuple[tuple[str, str], ...]
    excluded: tuple[str, ...]
    articles_total: int
    passages_embedded: int
    passages_total: int
    generation: int
    seconds: float
    dry_run: bool
    set_aside: str | None = None
    losses: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> str:
        """Return the report as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False)
