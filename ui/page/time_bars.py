"""The time bars: how many articles there are of each day, month or year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ui import texts

# Days up to which each has a bar of its own, and up to which each month has.
_DAYS, _MONTHS = 45, 6 * 365
# As many years as bars can still be told apart; what is older has none.
_YEARS = 80


@dataclass(frozen=True, slots=True)
class Bar:
    """The articles published from `first` to `last`, both included; `share` is of the highest bar, in 0..1."""

    first: date
    last: date
    count: int
    share: float

    @property
    def name(self) -> str:
        """The time that the bar stands for, in words."""
        if self.first == self.last:
            return texts.day(self.first)
        return f"{self.first:%B %Y}" if self.first.month == self.last.month else f"{self.first.year}"

    @property
    def label(self) -> str:
        """What the bar says, in words."""
        return f"{self.name}: {texts.counted(self.count, 'article')}"


def time_bars(dates: Iterable[date]) -> list[Bar]:
    """Return a bar for each day, month or year from the first date to the last, by how far these lie apart."""
    known = sorted(day for day in dates if day.year < date.max.year)
    if not known:
        return []
    known = [day for day in known if known[-1].year - day.year < _YEARS]
    span = (known[-1] - known[0]).days
    start = (lambda d: d) if span <= _DAYS else (lambda d: d.replace(day=1)) if span <= _MONTHS else _year
    counts = Counter(start(day) for day in known)
    most = max(counts.values())
    bars, first = [], start(known[0])
    while first <= known[-1]:
        # Far enough to be in the next day, month or year.
        following = start(first + timedelta(days=1 if span <= _DAYS else 31 if span <= _MONTHS else 366))
        bars.append(Bar(first, following - timedelta(days=1), counts[first], counts[first] / most))
        first = following
    return bars


def _year(day: date) -> date:
    return day.replace(month=1, day=1)
