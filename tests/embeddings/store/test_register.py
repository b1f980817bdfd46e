import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from embeddings.store.conditions import NO_CONDITIONS, Conditions
from embeddings.store.derived.origin import Generation
from embeddings.store.derived.register import Register, read

ARTICLES = [
    ("a", "2023-04-05", "Interfax", "news", "[]"),
    ("b", "2023-04-06", "Газета", "news", "[]"),
    ("c", None, "INTERFAX", "comment", "[]"),
    ("d", "2023-04-07", None, "news", "[]"),
]
# The article without a passage is "d".
PASSAGES = [(5, "b"), (9, "a"), (2, "c"), (7, "a")]


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE articles (id, published, source, kind, other_sources)")
    connection.execute("CREATE TABLE passages (id INTEGER PRIMARY KEY, article_id)")
    yield connection
    connection.close()


@pytest.fixture
def register(connection: sqlite3.Connection) -> Register:
    connection.executemany("INSERT INTO articles VALUES (?, ?, ?, ?, ?)", ARTICLES)
    connection.executemany("INSERT INTO passages VALUES (?, ?)", PASSAGES)
    return read(connection, Generation(1, "g"), "store")


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, "abcd"),
        ({"published_from": date(2023, 4, 6)}, "bd"),
        ({"published_to": date(2023, 4, 6)}, "ab"),
        ({"sources": ["interfax"]}, "ac"),
        ({"sources": ["газета", "Interfax"], "kinds": ["NEWS"]}, "ab"),
        ({"sources": ["Reuters"]}, ""),
        ({"article_ids": ["d", "a", "gone"]}, "ad"),
        ({"article_ids": ["d", "a"], "sources": ["Interfax"]}, "a"),
        ({"article_ids": ["gone"]}, ""),
        ({"published_from": date(2023, 4, 5), "published_to": date(2023, 4, 5), "kinds": ["comment"]}, ""),
    ],
)
def test_articles_are_selected_by_date_outlet_kind_and_id(
    register: Register, conditions: dict[str, Any], expected: str
) -> None:
    assert register.select(Conditions(**conditions)) == frozenset(expected)


def test_the_passages_of_articles_come_in_ascending_order(register: Register) -> None:
    assert register.passages_of(["b", "a"]).tolist() == [5, 7, 9]
    assert register.passages_of(["d", "gone"]).tolist() == []


def test_nothing_can_be_selected_of_an_empty_archive(connection: sqlite3.Connection) -> None:
    register = read(connection, Generation(1, "g"), "store")
    assert register.select(NO_CONDITIONS) == frozenset()
    assert register.passages_of(["a"]).tolist() == []
