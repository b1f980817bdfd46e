"""The row: one figure with its target, beside what the same machine does at the same time on a task of others."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from benchmarks.measuring.report import Cell

# Two runs differ by this much for no reason.
_NOISE = 0.1
_RED, _PLAIN = "\033[31m", "\033[0m"


@dataclass(frozen=True, slots=True)
class Row:
    """`ratio` is `value` over that of the task `beside`, taken in the same run: it compares across machines.

    `missing` says why there is no value.
    """

    name: str
    value: float | None
    unit: str
    target: float | None
    higher: bool = False
    ratio: float | None = None
    beside: str = ""
    missing: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none or nothing was measured."""
        if self.value is None or self.target is None:
            return None
        return self.value >= self.target if self.higher else self.value <= self.target

    def worse_than(self, before: Mapping[str, Any]) -> bool:
        """Tell whether this is worse than an earlier run by more than noise, by the ratios where both have one."""
        both = self.ratio is not None and before.get("ratio") is not None
        now: float | None = self.ratio if both else self.value
        then: float | None = before["ratio" if both else "value"]
        if now is None or then is None:
            return False
        return now < then * (1 - _NOISE) if self.higher else now > then * (1 + _NOISE)

    def cells(self, before: Mapping[str, Any] | None = None) -> dict[str, Cell]:
        """Return the row for a table; what got worse is red on a terminal."""
        worse = before is not None and self.worse_than(before)
        red, plain = (_RED, _PLAIN) if worse and sys.stdout.isatty() else ("", "")
        cells: dict[str, Cell] = {
            "what": f"{red}{self.name}{plain}",
            "now": _figure(self.value, self.unit),
            "target": _figure(self.target, self.unit),
            "": {True: "met", False: "missed", None: self.missing}[self.met],
            "ratio": self.ratio,
            "beside": self.beside,
        }
        return cells | {"before": _figure(before["value"], self.unit), "": "WORSE"} if worse and before else cells

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return asdict(self) | {"met": self.met}


def compared(rows: Iterable[Row], before: Mapping[str, Any] | None) -> list[dict[str, Cell]]:
    """Return the table of a run, beside the rows of an earlier one where it is given."""
    earlier = {row["name"]: row for row in before["rows"]} if before else {}
    return [row.cells(earlier.get(row.name)) for row in rows]


def _figure(value: float | None, unit: str) -> str:
    return "" if value is None else f"{value:,.3g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"
