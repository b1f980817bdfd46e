"""Filters: which articles a question may be answered from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from embeddings.errors import InputError


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds that an article must meet to be read; both dates are inclusive, an empty tuple lets every value pass.

    An article without a date fails as soon as a date bound is set. Outlets and kinds are compared without regard to
    case.
    """

    published_from: date | None = None
    published_to: date | None = None
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise InputError(
                f"The date range is empty: it starts on {self.published_from} and ends on {self.published_to}. "
                "Swap the two dates."
            )

    @classmethod
    def parse(
        cls,
        published_from: str | None = None,
        published_to: str | None = None,
        sources: Iterable[str] = (),
        kinds: Iterable[str] = (),
    ) -> Self:
        """Make filters from text as a user types it; dates are YYYY-MM-DD, else InputError."""
        return cls(_date(published_from), _date(published_to), _names(sources), _names(kinds))

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
