"""Filters: which articles a question may be answered from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from embeddings.errors import InputError
from embeddings.store.conditions import Conditions

# Articles that may be chosen one by one; more are chosen by what they have in common.
MOST_CHOSEN: Final = 2_000


@dataclass(frozen=True, slots=True)
class Filters(Conditions):
    """The conditions of a question, as far as they can be met; raises InputError for a range of dates that is empty."""

    def __post_init__(self) -> None:
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise InputError(
                f"The date range is empty: it starts on {self.published_from} and ends on {self.published_to}. "
                "Swap the two dates."
            )
        if len(self.article_ids) > MOST_CHOSEN:
            raise InputError(
                f"{len(self.article_ids):,} articles are chosen one by one; at most {MOST_CHOSEN:,} can be. Choose "
                "them by date, outlet or kind."
            )

    @classmethod
    def parse(
        cls,
        published_from: str | None = None,
        published_to: str | None = None,
        sources: Iterable[str] = (),
        kinds: Iterable[str] = (),
        article_ids: Iterable[str] = (),
    ) -> Self:
        """Make filters from text as a user types it; dates are YYYY-MM-DD, else InputError."""
        dates = _date(published_from), _date(published_to)
        return cls(*dates, _names(sources), _names(kinds), _names(article_ids))

    @property
    def empty(self) -> bool:
        """Whether every article passes."""
        return self == Filters()


def _date(text: str | None) -> date | None:
    if text is None or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise InputError(f"'{text}' is not a date. Write it as YYYY-MM-DD, for example 2023-04-05.") from error


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
