"""The library: the articles of one index, with what the table tells of each."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rag import Settings
from ui.library.catalogue import Catalogue, Entry, passages_of
from ui.storage import Arrivals


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the library's table; `added` is None where nobody noted when the article came."""

    entry: Entry
    passages: int
    added: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """The first rows that match a search, of `found` that match and `total` there are."""

    rows: tuple[Row, ...]
    found: int
    total: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the library is made of; `size` is in bytes on disk."""

    articles: int
    passages: int
    generation: int
    size: int
    index: Path
    seeds: Path
    encoder: str
    reader: str | None


class Library:
    """The library of one index."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._arrivals = Arrivals(settings)
        self._noted = -1

    def note(self) -> Catalogue:
        """Note the articles that are new since the last look, and return the catalogue."""
        catalogue = Catalogue.open(self._settings)
        if catalogue.generation != self._noted:
            self._arrivals.note(entry.id for entry in catalogue.entries)
            self._noted = catalogue.generation
        return catalogue

    def listing(self, words: str, *, limit: int) -> Listing:
        """Return the articles whose headline, outlet or kind holds all of `words`, newest first."""
        catalogue = self.note()
        found = catalogue.matching(words)
        shown = found[:limit]
        added = self._arrivals.of(entry.id for entry in shown)
        counts = passages_of(self._settings, shown)
        rows = tuple(Row(entry, count, added.get(entry.id)) for entry, count in zip(shown, counts, strict=True))
        return Listing(rows, len(found), len(catalogue.entries))

    def facts(self) -> Facts:
        """Return what the library is made of now."""
        catalogue = Catalogue.open(self._settings)
        index = self._settings.index.resolve()
        return Facts(
            articles=len(catalogue.entries),
            passages=catalogue.passages,
            generation=catalogue.generation,
            size=sum(file.stat().st_size for file in index.rglob("*") if file.is_file()),
            index=index,
            seeds=self._settings.seeds.resolve(),
            encoder=catalogue.encoder,
            reader=self._settings.reader,
        )
