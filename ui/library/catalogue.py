"""The catalogue: what the index holds at one moment, without the words of its articles, for the lists on the page."""

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from embeddings.settings import place
from rag import Archive, Article, Filters, Settings
from rag.retrieval.relatives import Relatives, relatives
from ui.library.named import most_named

# Articles, the newest, of which the names are counted, and names that are kept.
_LOOKED_AT = 20_000
_NAMED = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as lists show it."""

    id: str
    title: str
    published: date | None
    source: str | None
    kind: str
    folder: str
    path: str
    characters: int
    other_sources: tuple[str, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that carry it: its own, and those of word-for-word copies."""
        return (*filter(None, [self.source]), *self.other_sources)

    @classmethod
    def of(cls, article: Article) -> "Entry":
        """Return an article's entry."""
        return cls(
            article.id,
            article.title,
            article.published,
            article.source,
            article.kind,
            article.folder,
            article.path,
            len(article.text),
            article.other_sources,
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All articles of one generation, newest first, and how many passages they make.

    `named` are the names that most of them name, with the number of articles.
    """

    entries: tuple[Entry, ...]
    passages: int
    generation: int
    encoder: str
    named: tuple[tuple[str, int], ...] = ()

    @classmethod
    def open(cls, settings: Settings) -> "Catalogue":
        """Read the catalogue from the index, once a generation; raises what `Archive.open` raises."""
        with closing(Archive.open(settings)) as archive, archive.snapshot() as snapshot:
            key, index = (snapshot.identity, snapshot.encoder), place(settings.index)
            with _reading:
                held = _shelves.get(index)
                if held is None or held[0] != key:
                    articles = snapshot.articles()
                    entries = tuple(map(Entry.of, articles))
                    outlets = {name for entry in entries for name in entry.outlets}
                    named = most_named((one.text for one in articles[:_LOOKED_AT]), without=outlets, most=_NAMED)
                    passages = snapshot.counts().passages
                    held = (key, cls(entries, passages, snapshot.generation, snapshot.encoder, named))
                    _shelves[index] = held
            return held[1]

    def outlets(self) -> list[tuple[str, int]]:
        """Return the outlets with the number of their articles, the largest first."""
        return _counted(entry.source for entry in self.entries)

    def kinds(self) -> list[tuple[str, int]]:
        """Return the kinds with the number of their articles, the largest first."""
        return _counted(entry.kind for entry in self.entries)

    def passing(self, filters: Filters) -> list[Entry]:
        """Return the articles from which a question under these filters may be answered, newest first."""
        return list(filter(filters.test(), self.entries))

    def held(self, ids: Iterable[str]) -> list[str]:
        """Return those of `ids` that articles have."""
        there = {entry.id for entry in self.entries}
        return [key for key in ids if key in there]

    def matching(self, words: str) -> list[Entry]:
        """Return the articles whose headline, outlet or kind holds all of `words`, newest first."""
        wanted = words.casefold().split()
        return [entry for entry in self.entries if all(word in _searched(entry) for word in wanted)]


def find_article(settings: Settings, article_id: str) -> Article | None:
    """Return an article with its text, None where the index has none of this id."""
    with closing(Archive.open(settings)) as archive, archive.snapshot() as snapshot:
        return snapshot.article(article_id)


def find_relatives(settings: Settings, article_id: str) -> Relatives:
    """Return the near-copies and other versions of an article; none where the index has none of this id."""
    with closing(Archive.open(settings)) as archive, archive.snapshot() as snapshot:
        return relatives(snapshot, article_id)


def _counted(names: Iterable[str | None]) -> list[tuple[str, int]]:
    return Counter(filter(None, names)).most_common()


def _searched(entry: Entry) -> str:
    return f"{entry.title} {entry.source or ''} {entry.kind}".casefold()


# Reading every headline of a large index takes a second, and a page asks for them each time it opens.
_shelves: dict[Path, tuple[tuple[str, str], Catalogue]] = {}
_reading = Lock()
