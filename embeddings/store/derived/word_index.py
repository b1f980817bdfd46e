"""The word index: BM25 over a large archive, from postings in a file and those of what changed since it was written."""

import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from embeddings.store.derived import derived_file
from embeddings.store.derived.origin import Generation, Ids, Origin, places
from embeddings.store.derived.postings import Postings, derive
from embeddings.store.hit import Hit
from embeddings.store.sqlite.schema import TEXT_COLUMNS, TOKENIZER, VOCABULARY

# From here on FTS5 takes three times as long: 2.0 ms a question against 0.7 over 5,000 passages, 4.4 over 20,000.
LEAST_PASSAGES = 5_000
_ARRAYS = ("ids", "offsets", "rows", "impacts", "stems")
_ALIGNED = 64
_LEAST_IDF = 1e-6

Row = tuple[int, str, str, str]
Matching = Callable[[str], Ids]


@dataclass(frozen=True, slots=True)
class WordBase:
    """The postings of all passages of one generation."""

    origin: Origin
    postings: Postings


@dataclass(frozen=True, slots=True)
class WordIndex:
    """BM25 over the passages of one generation; `gone` are places in the base's ids of passages that are no more."""

    generation: Generation
    base: WordBase
    gone: NDArray[np.int32]
    added: Postings

    @property
    def outgrown(self) -> bool:
        """Whether so much has changed since the base was written that it should be written anew."""
        return self.base.origin.outgrown_by(len(self.gone) + len(self.added.ids))

    def search(self, terms: Sequence[Sequence[str]], k: int, matching: Matching, among: Ids | None = None) -> list[Hit]:
        """Return the `k` best passages that hold any of the terms, of those in `among` where it is given.

        A term is a run of stems; `matching` returns the ids of the passages that hold a run of several as a phrase.
        """
        parts = (self.base.postings, self.added)
        scores = [np.zeros(len(part.ids), np.float32) for part in parts]
        for term in terms:
            if len(term) == 1:
                found = [part.of(term[0]) for part in parts]
            else:
                holding = matching(" ".join(term))
                # How often a phrase stands in a passage matters little: it stands there.
                standing = [places(part.ids, holding) for part in parts]
                found = [(rows, np.ones(len(rows), np.float16)) for rows in standing]
            weight = self._rarity(sum(len(rows) for rows, _ in found))
            for score, (rows, impacts) in zip(scores, found, strict=True):
                score[rows] += np.float32(weight) * impacts
        scores[0][self.gone] = 0.0
        if among is not None:
            for part, score in zip(parts, scores, strict=True):
                kept = np.zeros(len(score), bool)
                kept[places(part.ids, among)] = True
                score[~kept] = 0.0
        hits = [hit for part, score in zip(parts, scores, strict=True) for hit in _best(part.ids, score, k)]
        return sorted(hits, key=lambda hit: -hit.score)[:k]

    def _rarity(self, holding: int) -> float:
        """Return the inverse document frequency of a term that so many passages hold, as FTS5 has it."""
        passages = len(self.base.postings.ids) + len(self.added.ids)
        return max(_LEAST_IDF, log((passages - holding + 0.5) / (holding + 0.5)))


def bring_up(base: WordBase, generation: Generation, dropped: Ids, rows: Sequence[Row]) -> WordIndex:
    """Return the index of a later generation: `base` without `dropped`, and with the passages of `rows`, ascending."""
    added = np.array([row[0] for row in rows], np.int64)
    with _scratch() as words:
        words.executemany(f"INSERT INTO words (rowid, {TEXT_COLUMNS}) VALUES (?, ?, ?, ?)", rows)
        postings = derive(words, added, base.postings.average)
    return WordIndex(generation, base, places(base.postings.ids, dropped), postings)


def write(base: WordBase, path: Path) -> None:
    """Write `base` to the file at `path`, in one step."""
    arrays = {name: getattr(base.postings, name) for name in _ARRAYS}
    layout, at = {}, 0
    for name, array in arrays.items():
        layout[name] = {"at": at, "items": len(array), "kind": array.dtype.str}
        at += array.nbytes + -array.nbytes % _ALIGNED

    def put_arrays(put: derived_file.Write) -> None:
        for array in arrays.values():
            put(array.tobytes())
            put(bytes(-array.nbytes % _ALIGNED))

    header = {"origin": base.origin.to_json(), "average": base.postings.average, "arrays": layout}
    derived_file.write(path, header, put_arrays)


def read(path: Path) -> WordBase | None:
    """Return the base in the file at `path`; None where there is none that is whole."""
    header = derived_file.read_header(path)
    if header is None:
        return None
    try:
        arrays = {name: derived_file.read_array(path, **layout) for name, layout in header["arrays"].items()}
        return WordBase(Origin.from_json(header["origin"]), Postings(**arrays, average=header["average"]))
    except (KeyError, TypeError, ValueError, OSError):
        return None


class Stemmer:
    """Makes words into stems the way the full-text index does; safe to share between threads."""

    def __init__(self) -> None:
        self._words = _scratch()
        self._lock = threading.Lock()

    def stems(self, terms: Sequence[str]) -> list[list[str]]:
        """Return the stems of each term, in order; none for a term without a letter or digit."""
        found: list[list[str]] = [[] for _ in terms]
        with self._lock:
            self._words.execute("DELETE FROM words")
            self._words.executemany("INSERT INTO words (rowid, body) VALUES (?, ?)", enumerate(terms))
            for number, stem in self._words.execute('SELECT doc, term FROM places ORDER BY doc, "offset"'):
                found[number].append(stem)
        return [stems for stems in found if stems]


def _scratch() -> sqlite3.Connection:
    """Return a full-text index of the store's kind, empty and in memory."""
    connection = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5 ({TEXT_COLUMNS}, {TOKENIZER})")
    for statement in VOCABULARY:
        connection.execute(statement)
    return connection


def _best(ids: Ids, scores: NDArray[np.float32], k: int) -> list[Hit]:
    found = np.flatnonzero(scores)
    top = found if len(found) <= k else found[np.argpartition(scores[found], len(found) - k)[-k:]]
    return [Hit(int(ids[place]), float(scores[place])) for place in top]
