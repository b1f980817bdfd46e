"""The report: one of several answers that articles give to the same question, with its date."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Report:
    """What some of the cited articles say; `marks` are the numbers of their citations.

    `published` is the newest date among them, None where no article tells its own.
    """

    text: str
    published: date | None
    marks: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain JSON values."""
        return {
            "text": self.text,
            "published": self.published.isoformat() if self.published else None,
            "marks": list(self.marks),
        }

    @classmethod
    def from_json(cls, fields: Any) -> Self:
        """Read back what `to_json` wrote; KeyError, TypeError or ValueError where it is something else."""
        published = fields["published"]
        return cls(fields["text"], date.fromisoformat(published) if published else None, tuple(fields["marks"]))
