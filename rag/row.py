"""The row: one line of an answer that is made of several, such as an event of a timeline or a side of a comparison."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Row:
    """What some of the cited sentences say; `marks` are the numbers of their citations.

    `label` names what the row is about: the outlet of a report, the day of an event in words, a speaker, a side of a
    comparison; it may be empty. `day` is the date that orders the row, the event's own in a timeline and elsewhere that
    of publication, None where it is not known.
    """

    label: str
    day: date | None
    text: str
    marks: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the row as plain JSON values; the day is YYYY-MM-DD or null."""
        return {
            "label": self.label,
            "day": self.day.isoformat() if self.day else None,
            "text": self.text,
            "marks": list(self.marks),
        }

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote; KeyError, TypeError or ValueError where it is something else."""
        day = fields["day"]
        return cls(fields["label"], date.fromisoformat(day) if day else None, fields["text"], tuple(fields["marks"]))
