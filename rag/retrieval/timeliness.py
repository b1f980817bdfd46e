"""Timeliness: what the dates of articles add to the scores of their passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rag.retrieval.asked_period import Period

# Beside fused scores between 0 and 1, where the first passages of a question lie about so far apart: enough to order
# passages that speak of the same thing, too little to bring up one that does not.
WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Timeliness:
    """What to prefer: articles of the period that is asked for, and with a half-life in days those near to `today`.

    The prior decays exponentially with age (Li and Croft, CIKM 2003, time-based language models).
    """

    today: date
    period: Period | None
    half_life: float | None

    def ordered(self, fused: Sequence[tuple[int, float]], published: Mapping[int, date]) -> list[tuple[int, float]]:
        """Return (id, score) pairs anew, best first; an article without a date gains nothing."""
        scored = [(key, score + self._gain(published.get(key))) for key, score in fused]
        return sorted(scored, key=lambda item: -item[1])

    def _gain(self, day: date | None) -> float:
        if day is None:
            return 0.0
        asked = float(self.period is not None and self.period.holds(day))
        fresh = 0.5 ** (max(0, (self.today - day).days) / self.half_life) if self.half_life else 0.0
        return WEIGHT * (asked + fresh)
