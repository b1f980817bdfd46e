"""Postings: for each stem the passages that hold it, with what it adds to their BM25, as arrays.

FTS5 scores each passage that holds a word of the query at two microseconds apiece, half a second for common words in a
million passages; arrays of scores made beforehand are added up a hundred times as fast. They are made of the full-text
index itself, with its stems and its column weights, and give its scores.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from embeddings.store.derived.origin import Ids

# As in FTS5's bm25().
_K1, _B = 1.2, 0.75
_HEADLINE = 2.0
_PORTION = 4_000_000
# In letters. A longer run of them is no word; it can still be found as a phrase.
_LONGEST_STEM = 40


@dataclass(frozen=True, slots=True)
class Postings:
    """`rows[offsets[s] : offsets[s + 1]]` are places in `ids` of the passages that hold `stems[s]`, ascending.

    `impacts`, beside `rows`, are what the stem adds to their BM25, without its inverse document frequency; float16
    keeps them to three digits. `stems` are UTF-8 in ascending order, `average` is a passage's mean length in words.
    """

    ids: Ids
    offsets: NDArray[np.int64]
    rows: NDArray[np.int32]
    impacts: NDArray[np.float16]
    stems: NDArray[np.bytes_]
    average: float

    def of(self, stem: str) -> tuple[NDArray[np.int32], NDArray[np.float16]]:
        """Return the places of the passages that hold `stem` and what it adds to each."""
        key = np.bytes_(stem.encode())
        place = int(np.searchsorted(self.stems, key)) if len(self.stems) else 0
        if place == len(self.stems) or self.stems[place] != key:
            return self.rows[:0], self.impacts[:0]
        inside = slice(self.offsets[place], self.offsets[place + 1])
        return self.rows[inside], self.impacts[inside]


def derive(connection: sqlite3.Connection, ids: Ids, average: float | None = None) -> Postings:
    """Read the postings out of the full-text index of a database with `WORDS`; `ids` are its passages, ascending.

    `average` is taken for the mean length of a passage where it is given, so that scores compare with those of others.
    """
    counted = list(connection.execute("SELECT term, doc, cnt FROM stems ORDER BY term"))
    lengths = np.zeros(len(ids), np.int64)
    rows, weights = [], []
    for placed, starts in _portions(connection, np.array([count for _, _, count in counted], np.int64)):
        at = np.searchsorted(ids, placed >> 1)
        lengths += np.bincount(at, minlength=len(ids))
        fresh = np.ones(len(at), bool)
        fresh[1:] = at[1:] != at[:-1]
        fresh[starts] = True
        weight = np.where(placed & 1, np.float32(_HEADLINE), np.float32(1.0))
        rows.append(at[fresh].astype(np.int32))
        weights.append(np.add.reduceat(weight, np.flatnonzero(fresh)).astype(np.float16))
    every_row = np.concatenate(rows) if rows else np.empty(0, np.int32)
    frequency = np.concatenate(weights) if weights else np.empty(0, np.float16)
    average = average or float(lengths.mean() if len(ids) else 1.0) or 1.0
    norms = (_K1 * (1 - _B + _B * lengths / average)).astype(np.float32)
    for begin in range(0, len(frequency), _PORTION):
        part = slice(begin, begin + _PORTION)
        held = frequency[part].astype(np.float32)
        frequency[part] = held * (_K1 + 1) / (held + norms[every_row[part]])
    offsets = np.zeros(len(counted) + 1, np.int64)
    np.cumsum([documents for _, documents, _ in counted], out=offsets[1:])
    stems = np.array([stem[:_LONGEST_STEM].encode() for stem, _, _ in counted], np.bytes_)
    return Postings(ids, offsets, every_row, frequency, stems, average)


def _portions(
    connection: sqlite3.Connection, counts: NDArray[np.int64]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield every place of every stem, stem by stem, as twice the passage's id, plus one where it is in the headline.

    With each portion of whole stems comes where in it these begin.
    """
    cursor = connection.execute("SELECT doc * 2 + (col = 'headline') FROM places ORDER BY term")
    places = chain.from_iterable(cursor)
    ends = np.cumsum(counts)
    first = 0
    while first < len(counts):
        before = ends[first] - counts[first]
        after = max(first + 1, int(np.searchsorted(ends, before + _PORTION, side="right")))
        starts = ends[first:after] - counts[first:after] - before
        yield np.fromiter(places, np.int64, int(ends[after - 1] - before)), starts
        first = after
