"""The library: the articles of one index, with what the table tells of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import Any, Final, Literal

from embeddings.settings import place
from rag import Filters, Settings
from rag.filters import MOST_CHOSEN
from ui.library.catalogue import Catalogue, Entry
from ui.library.search import Found, search
from ui.library.uploads import shown_name, uploads_folder
from ui.storage import Arrivals

Column = Literal["match", "title", "outlet", "date", "kind", "length", "added"]
PAGE: Final = 50
_LONG_AGO: Final = datetime.fromtimestamp(0, UTC)

_ORDERS: Final[dict[Column, Callable[[Entry], Any]]] = {
    "title": lambda entry: entry.title.casefold(),
    "outlet": lambda entry: (entry.source or "").casefold(),
    "date": lambda entry: entry.published or date.min,
    "kind": lambda entry: entry.kind.casefold(),
    "length": lambda entry: entry.characters,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the library's table; `added` is None where nobody noted when the article came."""

    entry: Entry
    sentence: str
    file: str
    added: datetime | None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the articles that match a search and filters: `found` of them, of `total` there are."""

    rows: tuple[Row, ...]
    found: int
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.found // PAGE))


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

    def listing(self, words: str, filters: Filters, order: Column, *, descending: bool, page: int) -> Listing:
        """Return one page, counted from 1, of the articles that match `words` and pass the filters.

        "match" orders by how well they match, and without words like "date"; a page behind the last is the last.
        """
        catalogue = self.note()
        found = self._found(catalogue, words, filters)
        if order == "added":
            added = self._arrivals.of(one.entry.id for one in found)
            found.sort(
                key=lambda one: added[one.entry.id].timestamp() if one.entry.id in added else 0, reverse=descending
            )
        elif order != "match":
            found.sort(key=lambda one: _ORDERS[order](one.entry), reverse=descending)
        last = max(1, -(-len(found) // PAGE))
        page = min(max(page, 1), last)
        shown = found[(page - 1) * PAGE : page * PAGE]
        added = self._arrivals.of(one.entry.id for one in shown)
        rows = tuple(Row(o.entry, o.sentence, self._file(o.entry), added.get(o.entry.id)) for o in shown)
        return Listing(rows, len(found), len(catalogue.entries), page)

    def found(self, words: str, filters: Filters) -> list[str]:
        """Return the ids of all articles that match `words` and pass the filters, as many as can be chosen."""
        return [one.entry.id for one in self._found(self.note(), words, filters)[:MOST_CHOSEN]]

    def _found(self, catalogue: Catalogue, words: str, filters: Filters) -> list[Found]:
        passing = catalogue.passing(filters)
        if not words.strip():
            return [Found(entry) for entry in passing]
        ids = {entry.id for entry in passing}
        return [one for one in search(catalogue, words, self._settings) if one.entry.id in ids]

    def facts(self) -> Facts:
        """Return what the library is made of now."""
        catalogue = Catalogue.open(self._settings)
        index = place(self._settings.index)
        return Facts(
            articles=len(catalogue.entries),
            passages=catalogue.passages,
            generation=catalogue.generation,
            size=sum(file.stat().st_size for file in index.rglob("*") if file.is_file()),
            index=index,
            seeds=place(self._settings.seeds),
            encoder=catalogue.encoder,
            reader=self._settings.reader,
        )

    def _file(self, entry: Entry) -> str:
        """Return where an article came from: its file, by the name under which it was uploaded if it was."""
        uploaded = Path(entry.folder) == place(uploads_folder(self._settings))
        return shown_name(entry.path) if uploaded else PurePath(entry.path).name
