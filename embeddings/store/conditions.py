"""The conditions: what an article must meet to be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol


class Described(Protocol):
    """What is said of an article, as far as conditions ask."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def published(self) -> date | None:
        """The day it was published."""

    @property
    def source(self) -> str | None:
        """Its outlet."""

    @property
    def other_sources(self) -> tuple[str, ...]:
        """The outlets of its word-for-word copies."""

    @property
    def kind(self) -> str:
        """What kind of text it is."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What an article must meet to be read; both dates are included, an empty tuple lets every value pass.

    An article without a date fails as soon as a date is set. Outlets and kinds are compared without regard to case. Of
    `article_ids` those that no article has let nothing pass.
    """

    published_from: date | None = None
    published_to: date | None = None
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()

    def test(self) -> Callable[[Described], bool]:
        """Return what tells of an article whether it meets all of these."""
        first, last = self.published_from or date.min, self.published_to or date.max
        undated = self.published_from is self.published_to is None
        outlets, sorts = ({name.casefold() for name in names} for names in (self.sources, self.kinds))
        chosen = frozenset(self.article_ids)

        def meets(one: Described) -> bool:
            carriers = (one.source, *one.other_sources) if outlets else ()
            return (
                (not chosen or one.id in chosen)
                and (first <= one.published <= last if one.published else undated)
                and (not outlets or any(name is not None and name.casefold() in outlets for name in carriers))
                and (not sorts or one.kind.casefold() in sorts)
            )

        return meets


NO_CONDITIONS: Final = Conditions()
