"""The migrations: the tables of the chat's own file, made and brought up to date step by step."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any, Final


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the newest form; each step is kept whole or not at all."""
    if _version(connection) >= len(_STEPS):
        return
    connection.execute("PRAGMA journal_mode = WAL")
    # Another process may be at it too; only one holds the lock, and the other then finds it done.
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        for number, step in enumerate(_STEPS[_version(connection) :], start=_version(connection) + 1):
            step(connection)
            connection.execute(f"PRAGMA user_version = {number}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _begin(connection: sqlite3.Connection) -> None:
    for table in (
        "conversations (key TEXT PRIMARY KEY, visitor TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL,"
        " exchanges TEXT NOT NULL)",
        "votes (key TEXT PRIMARY KEY, visitor TEXT NOT NULL, given REAL NOT NULL, vote TEXT NOT NULL)",
        "arrivals (article_id TEXT PRIMARY KEY, noted REAL NOT NULL)",
    ):
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")


def _one_row_an_exchange(connection: sqlite3.Connection) -> None:
    """Give each exchange a row of its own, so that two pages can add to one conversation."""
    connection.execute("ALTER TABLE conversations RENAME TO whole")
    for table in (
        "conversations (key TEXT PRIMARY KEY, title TEXT NOT NULL, changed REAL NOT NULL, revision INTEGER NOT NULL)",
        "visits (visitor TEXT NOT NULL, key TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE,"
        " PRIMARY KEY (visitor, key)) WITHOUT ROWID",
        # Numbered from 1 in each conversation.
        "exchanges (key TEXT NOT NULL REFERENCES conversations (key) ON DELETE CASCADE, id INTEGER NOT NULL,"
        " revision INTEGER NOT NULL, asked REAL NOT NULL, record TEXT NOT NULL, PRIMARY KEY (key, id))",
    ):
        connection.execute(f"CREATE TABLE {table}")
    connection.execute("INSERT INTO conversations SELECT key, title, changed, 1 FROM whole")
    connection.execute("INSERT INTO visits SELECT visitor, key FROM whole")
    for key, changed, exchanges in connection.execute("SELECT key, changed, exchanges FROM whole").fetchall():
        connection.executemany(
            "INSERT INTO exchanges VALUES (?, ?, 1, ?, ?)",
            [
                (key, number, changed, json.dumps(_in_rows(record), ensure_ascii=False))
                for number, record in enumerate(json.loads(exchanges), start=1)
            ],
        )
    connection.execute("DROP TABLE whole")


def _what_became_of_files(connection: sqlite3.Connection) -> None:
    """Note which articles were removed on the page, and which files hold none, so that both can be put right there."""
    connection.execute(
        "CREATE TABLE removals (article_id TEXT PRIMARY KEY, title TEXT NOT NULL, folder TEXT NOT NULL,"
        " path TEXT NOT NULL, noted REAL NOT NULL)"
    )
    connection.execute(
        "CREATE TABLE failures (folder TEXT NOT NULL, path TEXT NOT NULL, reason TEXT NOT NULL,"
        " PRIMARY KEY (folder, path))"
    )


def _collections(connection: sqlite3.Connection) -> None:
    """Keep named filters, each a set of articles or what articles have in common."""
    connection.execute(
        "CREATE TABLE collections (key TEXT PRIMARY KEY, name TEXT NOT NULL, filters TEXT NOT NULL, made REAL NOT NULL)"
    )


def _clippings(connection: sqlite3.Connection) -> None:
    """Keep the sentences that readers pin, on pages that have an address."""
    connection.execute("CREATE TABLE clipping_pages (visitor TEXT PRIMARY KEY, key TEXT NOT NULL)")
    connection.execute(
        "CREATE TABLE clippings (key TEXT NOT NULL, article_id TEXT NOT NULL, start INTEGER NOT NULL,"
        " end INTEGER NOT NULL, pinned REAL NOT NULL, record TEXT NOT NULL, PRIMARY KEY (key, article_id, start, end))"
    )


def _clippings_taken_off(connection: sqlite3.Connection) -> None:
    """Note when a clipping was taken off, so that it can be put back as it was."""
    connection.execute("ALTER TABLE clippings ADD COLUMN taken_off REAL")


def _in_rows(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose answer tells differing reports as rows, as answers have done since."""
    answer = record["answer"]
    if not answer or not answer.get("reports"):
        return record
    rows = [
        {"label": "", "day": report["published"], "text": report["text"], "marks": report["marks"]}
        for report in answer["reports"]
    ]
    return {**record, "answer": {**answer, "form": "reports", "rows": rows}}


_STEPS: Final[tuple[Callable[[sqlite3.Connection], None], ...]] = (
    _begin,
    _one_row_an_exchange,
    _what_became_of_files,
    _collections,
    _clippings,
    _clippings_taken_off,
)
