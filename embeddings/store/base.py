"""The store protocol: what an engine offers to take the place of SQLite and FAISS."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from embeddings.article import Article
from embeddings.chunking import Chunk
from embeddings.passage import Passage
from embeddings.store.conditions import NO_CONDITIONS, Conditions
from embeddings.store.hit import Hit


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when it was last read; `problems` are its records that hold no article, by number, and `losses`
    what it shows and no article holds."""

    folder: str
    path: str
    size: int
    mtime_ns: int
    sha256: str
    problems: Mapping[int, str] = field(default_factory=dict)
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much one generation holds."""

    articles: int
    passages: int


def numbered(path: str, n: int) -> str:
    """Return the path of article `n` of a file; a file that is one article has it under number 0."""
    return f"{path}#{n}" if n else path


def unnumbered(path: str) -> tuple[str, int]:
    """Return the path of the file that an article's path names, and the article's number there.

    A file's own name may hold a number sign, but none ends in one: its ending names its kind.
    """
    file, sign, n = path.rpartition("#")
    return (file, int(n)) if sign and n.isascii() and n.isdigit() else (path, 0)


class Snapshot(Protocol):
    """One generation, unchanged for as long as the snapshot is open; used by one thread at a time."""

    @property
    def generation(self) -> int:
        """Return the number of the generation; every change of the store's articles makes a new one."""

    @property
    def identity(self) -> str:
        """Return what no other generation has, of this store or another."""

    @property
    def encoder(self) -> str:
        """Return the name of the encoder whose vectors these are."""

    def search_dense(
        self, vector: NDArray[np.float32], k: int, *, article_ids: frozenset[str] | None = None
    ) -> list[Hit]:
        """Return the `k` passages nearest to `vector`, shape [dimension], by inner product, best first."""

    def search_text(self, query: str, k: int, *, article_ids: frozenset[str] | None = None) -> list[Hit]:
        """Return the `k` passages that match any word of `query` best by BM25, best first; any text is a safe query."""

    def vectors(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the vectors of passages, shape [len(ids), dimension], in the order of `ids`."""

    def passages(self, ids: Sequence[int]) -> list[Passage]:
        """Return passages in the order of `ids`."""

    def passages_of(self, article_id: str) -> list[Passage]:
        """Return the passages of one article in reading order."""

    def copies(self, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return for each passage that has near-duplicates the ids of these, in ascending order."""

    def published(self, ids: Sequence[int]) -> dict[int, date]:
        """Return the dates of the articles that passages stand in, as far as these have one."""

    def asides(self, ids: Sequence[int]) -> frozenset[int]:
        """Return those of the passages that are boilerplate: about the publisher, not of the story."""

    def newest(self, until: date) -> date | None:
        """Return the date of the newest article that is not dated after `until`, None where there is none."""

    def article(self, article_id: str) -> Article | None:
        """Return an article, None where no article has this id."""

    def articles(self) -> list[Article]:
        """Return all articles, newest first."""

    def catalogue(self) -> list[Article]:
        """Return all articles without their texts, newest first."""

    def select(self, conditions: Conditions = NO_CONDITIONS) -> frozenset[str]:
        """Return the ids of the articles that meet every condition."""

    def counts(self) -> Counts:
        """Return how many articles and passages there are."""

    def faults(self) -> list[str]:
        """Return in words what is wrong with the store as a whole and with its rows."""


class Edit(Protocol):
    """The one change under way: nothing of it is seen by any snapshot before `commit`, all of it after."""

    generation: int
    encoder: str | None
    chunking: str | None

    def files(self, folder: str) -> dict[str, FileRecord]:
        """Return what is known of the files of `folder`, by path."""

    def put_file(self, record: FileRecord, articles: Mapping[int, Article]) -> None:
        """Record a file and its articles by number in place of what it held before."""

    def touch_file(self, record: FileRecord) -> None:
        """Record that a file's bytes are the same although its time is not."""

    def drop_file(self, folder: str, path: str) -> None:
        """Forget a file and the articles that stand in no other."""

    def exclude(self, article_id: str) -> Article | None:
        """Take an article out until `include` brings it back; return it, None where no article has this id."""

    def amend(self, article_id: str, fields: Mapping[str, str | None]) -> Article | None:
        """Set what is said of an article by hand, kept whenever its file is put anew; return it as it is then.

        `fields` are of title, published, source, author and url; None takes away what was said. Returns None where no
        article has this id.
        """

    def include(self, article_ids: Iterable[str]) -> None:
        """Lift the exclusion of these articles; the caller puts their files anew."""

    def forget_passages(self, folder: str | None = None) -> None:
        """Drop the passages and vectors of all articles, or of those in `folder`, so that they are made anew."""

    def folders(self) -> list[str]:
        """Return the folders whose files are known."""

    def mend(self) -> list[str]:
        """Take out what is damaged; return the folders of which files have to be read again."""

    def refuse(self, article_id: str) -> None:
        """Take out an article that no passages can be made of; its files are read again the next time."""

    def cut_anew(self) -> None:
        """Drop all passages, so that they are cut anew; texts that come again keep their vectors."""

    def unsplit(self) -> list[str]:
        """Return the ids of the articles that have no passages yet."""

    def article(self, article_id: str) -> Article | None:
        """Return an article as this edit leaves it."""

    def put_passages(self, article: Article, chunks: Sequence[Chunk]) -> None:
        """Store the passages of an article, each in the cluster of its near-duplicates."""

    def unembedded(self) -> list[bytes]:
        """Return the keys of the passages' texts that have no vector yet, each once."""

    def texts(self, keys: Sequence[bytes]) -> list[str]:
        """Return what the encoder reads for each of `keys`."""

    def put_vectors(self, keys: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Store the vectors, shape [len(keys), dimension], of these texts."""

    def duplicates(self, folder: str) -> list[tuple[str, str]]:
        """Return the copies in `folder` of a text that another file gave first, each with that file's path."""

    def excluded(self, folder: str) -> dict[str, str]:
        """Return the ids of the excluded articles in `folder` by their paths."""

    def counts(self) -> Counts:
        """Return how many articles and passages this edit leaves."""

    def commit(self, *, encoder: str, chunking: str) -> int:
        """Make the change seen at once and durable; return the generation, a new one if any article changed."""


class Store(Protocol):
    """Holds articles, passages and vectors; safe to share between threads."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Open the newest generation for reading; raises `IndexMissing` where none has been committed yet."""

    def edit(self, *, anew: bool = False) -> AbstractContextManager[Edit]:
        """Open the store for one change, rolled back unless committed; the caller sees to it that there is but one.

        With `anew` the change begins from nothing, and with its commit takes the place of a store that is damaged.
        """

    def prepare(self) -> None:
        """Write what makes opening the newest generation quick; it can be derived again at any time."""

    @property
    def aside(self) -> Path | None:
        """Where a damaged store lies whose place was taken, None where none was."""

    def check(self) -> None:
        """Read the whole store; raises `IndexDamaged` or `IndexMismatch` where it has to be made anew."""

    def close(self) -> None:
        """Release files and memory; a later snapshot opens them again."""
