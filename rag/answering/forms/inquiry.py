"""The inquiry: one question on its way to an answer of its form, with the index it is answered from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from embeddings.article import Article
from rag.answering.question_form import Asked
from rag.filters import Filters
from rag.retrieval.asked_period import Period
from rag.retrieval.retriever import Retrieval, passing

if TYPE_CHECKING:
    from embeddings import Snapshot


@dataclass(frozen=True)
class Inquiry:
    """A question as it was understood and what it asks for, the `period` that it names left out.

    `search` finds the passages for a text under filters, as many as are asked for. `today` is the day that the
    question's dates are told from. `recent` are the ids of the articles that the answer before cited.
    """

    question: str
    asked: Asked
    snapshot: "Snapshot"
    filters: Filters
    today: date | None
    period: Period | None
    search: Callable[[str, Filters, int], Retrieval]
    recent: tuple[str, ...] = ()

    @cached_property
    def catalogue(self) -> dict[str, Article]:
        """All articles without their texts by id, newest first."""
        return {article.id: article for article in self.snapshot.catalogue()}

    @property
    def outlets(self) -> frozenset[str]:
        """The names of the outlets."""
        return frozenset(article.source for article in self.catalogue.values() if article.source)

    def articles(self, filters: Filters) -> dict[str, Article]:
        """Return the articles that pass `filters` as `catalogue` has them."""
        ids = passing(self.snapshot, filters)
        return {key: article for key, article in self.catalogue.items() if ids is None or key in ids}
