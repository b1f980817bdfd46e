"""The word index finds what FTS5 finds, with its scores, before and after changes."""

import random
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from embeddings.store.derived.origin import Generation, Ids, Origin
from embeddings.store.derived.postings import derive
from embeddings.store.derived.word_index import Row, Stemmer, WordBase, WordIndex, bring_up, read, write
from embeddings.store.sqlite.schema import TEXT_COLUMNS, TOKENIZER, VOCABULARY

FIRST, SECOND = Generation(1, "first"), Generation(2, "second")
WORDS = [
    "company",
    "stocks",
    "rubles",
    "fund",
    "loans",
    "tower",
    "bridge",
    "mayor",
    "opened",
    "destroyed",
    "localized",
    "production",
    "u.s",
    "1.86",
]


def texts() -> list[Row]:
    draw = random.Random(3)
    rows = []
    for n in range(1, 401):
        # A few words are in most passages, most are in few.
        body = [WORDS[min(int(draw.expovariate(0.5)), len(WORDS) - 1)] for _ in range(draw.randint(4, 30))]
        rows.append((n, draw.choice(WORDS), " ".join(body), "shpak" if n == 7 else ""))
    return rows


def database(rows: list[Row]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5 ({TEXT_COLUMNS}, {TOKENIZER})")
    for statement in VOCABULARY:
        connection.execute(statement)
    connection.execute("INSERT INTO words (words, rank) VALUES ('rank', 'bm25(2.0, 1.0, 1.0)')")
    connection.executemany(f"INSERT INTO words (rowid, {TEXT_COLUMNS}) VALUES (?, ?, ?, ?)", rows)
    return connection


def base_of(rows: list[Row]) -> WordBase:
    ids = np.array([row[0] for row in rows], np.int64)
    return WordBase(Origin("s", FIRST, 8, len(rows), rows[-1][0]), derive(database(rows), ids))


def found(index: WordIndex, rows: list[Row], query: list[str], among: Ids | None = None) -> dict[int, float]:
    connection = database(rows)

    def matching(phrase: str) -> Ids:
        places = connection.execute("SELECT rowid FROM words WHERE words MATCH ?", [f'"{phrase}"'])
        return np.array(sorted(row[0] for row in places), np.int64)

    hits = index.search(Stemmer().stems([f'"{word}"' for word in query]), 1000, matching, among)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    return {hit.passage_id: hit.score for hit in hits}


def by_fts5(rows: list[Row], query: list[str]) -> dict[int, float]:
    expression = " OR ".join(f'"{word}"' for word in query)
    return dict(database(rows).execute("SELECT rowid, -rank FROM words WHERE words MATCH ?", [expression]))


@pytest.mark.parametrize("query", [["tower"], ["Destroying", "bridges"], ["company", "loan", "shpak"], ["absent"], []])
def test_scores_are_those_of_fts5(query: list[str]) -> None:
    rows = texts()
    index = bring_up(base_of(rows), FIRST, np.empty(0, np.int64), [])
    expected = by_fts5(rows, query) if query else {}
    assert found(index, rows, query) == pytest.approx(expected, rel=2e-3, abs=1e-4)


def test_a_number_or_abbreviation_is_found_as_a_whole() -> None:
    rows = [(1, "", "1.86 billion", ""), (2, "", "86 in 1 house", ""), (3, "", "nothing", ""), (4, "", "at all", "")]
    index = bring_up(base_of(rows), FIRST, np.empty(0, np.int64), [])
    assert set(found(index, rows, ["1.86"])) == {1}


def test_passages_that_came_and_went_count_as_if_always_so() -> None:
    rows = texts()
    index = bring_up(base_of(rows[:350]), SECOND, np.arange(1, 20), rows[350:])
    left = rows[19:]
    scores = found(index, left, ["mayor", "opened"])
    expected = by_fts5(left, ["mayor", "opened"])
    assert set(scores) == set(expected)
    assert scores == pytest.approx(expected, rel=0.15)


def test_a_filter_lets_only_its_passages_through() -> None:
    rows = texts()
    index = bring_up(base_of(rows[:390]), SECOND, np.empty(0, np.int64), rows[390:])
    every, among = found(index, rows, ["fund"]), np.arange(1, 401, 7)
    assert found(index, rows, ["fund"], among) == {n: score for n, score in every.items() if n in set(among.tolist())}


def test_a_written_index_is_read_back_and_a_damaged_one_is_not(tmp_path: Path) -> None:
    rows, path = texts(), tmp_path / "words.postings"
    base = base_of(rows)
    write(base, path)
    again = read(path)
    assert again
    assert again.origin == base.origin
    none = np.empty(0, np.int64)
    assert found(bring_up(again, FIRST, none, []), rows, ["tower"]) == found(
        bring_up(base, FIRST, none, []), rows, ["tower"]
    )
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:300] + b"\xff" + whole[301:]):
        path.write_bytes(damaged)
        assert read(path) is None


def test_an_empty_archive_has_an_index_too(tmp_path: Path) -> None:
    base = WordBase(Origin("s", FIRST, 8, 0, 0), derive(database([]), np.empty(0, np.int64)))
    write(base, tmp_path / "w")
    again = read(tmp_path / "w")
    assert again
    assert found(bring_up(again, FIRST, np.empty(0, np.int64), []), [], ["tower"]) == {}


def test_a_long_word_of_letters_that_take_several_bytes_is_found() -> None:
    words = ("микроэлектроникадостроительная", "производствораспределительный", "각" * 30)
    rows = [(n, "", f"{word} tower", "") for n, word in enumerate(words, start=1)]
    index = bring_up(base_of(rows), FIRST, np.empty(0, np.int64), [])
    stemmer = Stemmer()
    for n, word in enumerate(words, start=1):
        (stems,) = stemmer.stems([word])
        assert [hit.passage_id for hit in index.search([stems], 5, lambda _: np.empty(0, np.int64))] == [n]
