"""The shelf: the articles of the index at one moment, for the welcome and the library."""

from contextlib import closing
from dataclasses import dataclass

from rag import Archive, Article, Settings


@dataclass(frozen=True, slots=True)
class Shelf:
    """All articles of one generation, newest first, and how many passages they make."""

    articles: tuple[Article, ...]
    passages: int

    @classmethod
    def open(cls, settings: Settings) -> "Shelf":
        """Read the shelf from the index; raises what `Archive.open` raises."""
        with closing(Archive.open(settings)) as archive, archive.snapshot() as snapshot:
            return cls(tuple(snapshot.articles()), snapshot.counts().passages)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the library's table."""

    article: Article
    passages: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The first rows that match a search, of `found` that match and `total` there are."""

    rows: tuple[Row, ...]
    found: int
    total: int


def search(settings: Settings, words: str, *, limit: int) -> Listing:
    """Return the articles whose headline, outlet or kind holds all of `words`, newest first."""
    wanted = words.casefold().split()
    with closing(Archive.open(settings)) as archive, archive.snapshot() as snapshot:
        articles = snapshot.articles()
        found = [article for article in articles if all(word in _searched(article) for word in wanted)]
        rows = tuple(Row(article, len(snapshot.passages_of(article.id))) for article in found[:limit])
        return Listing(rows, len(found), len(articles))


def _searched(article: Article) -> str:
    return f"{article.title} {article.source or ''} {article.kind}".casefold()
