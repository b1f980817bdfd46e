"""The conditions: what an article must meet to be read, for whoever holds the articles in memory."""

from collections.abc import Callable, Collection
from datetime import date
from typing import Protocol


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


def condition(
    published_from: date | None = None,
    published_to: date | None = None,
    sources: Collection[str] = (),
    kinds: Collection[str] = (),
    article_ids: Collection[str] = (),
) -> Callable[[Described], bool]:
    """Return the test of whether an article meets all of these; letter case of outlets and kinds does not count.

    Both dates are included, and no article without a date meets one. What is empty is met by all.
    """
    first, last = published_from or date.min, published_to or date.max
    undated = published_from is published_to is None
    outlets, sorts = ({name.casefold() for name in names} for names in (sources, kinds))
    chosen = frozenset(article_ids)

    def meets(one: Described) -> bool:
        carriers = (one.source, *one.other_sources) if outlets else ()
        return (
            (not chosen or one.id in chosen)
            and (first <= one.published <= last if one.published else undated)
            and (not outlets or any(name is not None and name.casefold() in outlets for name in carriers))
            and (not sorts or one.kind.casefold() in sorts)
        )

    return meets
