"""The register: when, where and as what each article was published, and its passages; what filters ask, in memory."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from embeddings.store.conditions import Conditions
from embeddings.store.derived.origin import Generation, Ids


@dataclass(frozen=True, slots=True)
class Names:
    """Names of each article, as numbers: `codes[n]` is the first of article n, `known` maps a folded name to its code.

    Each row of `further` is an article and the code of another name of it.
    """

    codes: NDArray[np.int32]
    known: dict[str, int]
    further: NDArray[np.int32] = field(default_factory=lambda: np.empty((0, 2), np.int32))

    @classmethod
    def of(cls, names: Sequence[str | None], others: Sequence[Sequence[str]] = ()) -> "Names":
        """Number the names of articles; letter case does not count, and no name has a number of its own."""
        known: dict[str, int] = {}
        codes = [-1 if name is None else known.setdefault(name.casefold(), len(known)) for name in names]
        further = [(n, known.setdefault(name.casefold(), len(known))) for n, more in enumerate(others) for name in more]
        return cls(np.array(codes, np.int32), known, np.array(further, np.int32).reshape(-1, 2))

    def among(self, wanted: Iterable[str]) -> NDArray[np.bool_]:
        """Tell of each article whether its name is one of these."""
        codes = [self.known[name.casefold()] for name in wanted if name.casefold() in self.known]
        passing = np.isin(self.codes, np.array(codes, np.int32))
        passing[self.further[np.isin(self.further[:, 1], np.array(codes, np.int32)), 0]] = True
        return passing


@dataclass(frozen=True, slots=True)
class Register:
    """The articles of one generation: `numbers` maps an id to n, and `days[n]` is the article's date as an ordinal.

    An article without a date has day 0. Passage `passages[i]`, ascending, is one of article number `owners[i]`.
    """

    generation: Generation
    store: str
    numbers: dict[str, int]
    days: NDArray[np.int32]
    sources: Names
    kinds: Names
    passages: Ids
    owners: NDArray[np.int32]

    def select(self, conditions: Conditions) -> frozenset[str]:
        """Return the ids of the articles that meet every condition."""
        passing = np.ones(len(self.numbers), bool)
        if conditions.published_from is not None:
            passing &= self.days >= conditions.published_from.toordinal()
        if conditions.published_to is not None:
            passing &= (self.days > 0) & (self.days <= conditions.published_to.toordinal())
        for names, wanted in ((self.sources, conditions.sources), (self.kinds, conditions.kinds)):
            if wanted:
                passing &= names.among(wanted)
        if conditions.article_ids:
            passing &= self._chosen(conditions.article_ids)
        return frozenset(compress(self.numbers, passing.tolist()))

    def passages_of(self, articles: Iterable[str]) -> Ids:
        """Return the ids of the passages of these articles, ascending."""
        return self.passages[self._chosen(articles)[self.owners]]

    def _chosen(self, articles: Iterable[str]) -> NDArray[np.bool_]:
        """Tell of each article whether it is one of these."""
        chosen = np.zeros(len(self.numbers), bool)
        chosen[[self.numbers[article] for article in articles if article in self.numbers]] = True
        return chosen


def read(connection: sqlite3.Connection, generation: Generation, store: str) -> Register:
    """Read the register of what a connection sees."""
    rows = connection.execute("SELECT id, published, source, kind, other_sources FROM articles").fetchall()
    numbers = {row[0]: number for number, row in enumerate(rows)}
    grouped = connection.execute("SELECT article_id, count(*), group_concat(id) FROM passages GROUP BY article_id")
    groups = grouped.fetchall()
    passages = np.fromstring(",".join(ids for _, _, ids in groups), np.int64, sep=",")
    owners = np.repeat(np.array([numbers[article] for article, _, _ in groups], np.int32), [n for _, n, _ in groups])
    order = np.argsort(passages)
    return Register(
        generation,
        store,
        numbers,
        np.array([date.fromisoformat(day).toordinal() if day else 0 for _, day, *_ in rows], np.int32),
        Names.of([row[2] for row in rows], [json.loads(row[4]) for row in rows]),
        Names.of([row[3] for row in rows]),
        passages[order],
        owners[order],
    )
