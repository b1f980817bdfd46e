"""The migrations: numbered steps that take the schema of the store from its first version to today's.

A new store takes every step too, so that it cannot differ from one that was brought up to date. A step that was
released is never changed: what the schema needs besides is a further step, under the next number.
"""

import sqlite3
import uuid
from collections.abc import Callable, Mapping

from embeddings.store.near_duplicates import bands
from embeddings.store.sqlite.digests import DIGESTED, row_digest

FIRST = 3

Step = Callable[[sqlite3.Connection], None]


def _name_generations(connection: sqlite3.Connection) -> None:
    # A store put back from a copy counts its generations on from there: the numbers come twice, the names do not.
    connection.execute("CREATE TABLE generations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)")
    for (number,) in connection.execute("SELECT value FROM meta WHERE name = 'generation'").fetchall():
        name_generation(connection, number)


def _add_digests(connection: sqlite3.Connection) -> None:
    for table, columns in DIGESTED.items():
        connection.execute(f"ALTER TABLE {table} ADD COLUMN digest BLOB")
        # Portion by portion: SQLite does not say what a table gives out that is changed meanwhile.
        last = -1
        while rows := connection.execute(
            f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1000", [last]
        ).fetchall():
            digests = [(row_digest(values), row) for row, *values in rows]
            connection.executemany(f"UPDATE {table} SET digest = ? WHERE rowid = ?", digests)
            last = rows[-1][0]


def name_generation(connection: sqlite3.Connection, number: int) -> None:
    """Give a generation its name, in the record of all and beside what else is said of the newest."""
    name = uuid.uuid4().hex
    connection.execute("INSERT INTO generations VALUES (?, ?)", [number, name])
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('name', ?)", [name])


def _find_bands_anew(connection: sqlite3.Connection) -> None:
    # The hash functions of MinHash became others, and near-duplicates are found by the bands of theirs alone.
    connection.execute("DELETE FROM bands")
    firsts = connection.execute("SELECT min(id), ifnull(cluster, id), body FROM passages GROUP BY 2").fetchall()
    for _, cluster, body in firsts:
        connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", ((band, cluster) for band in bands(body)))


def _add_what_files_say(connection: sqlite3.Connection) -> None:
    # Pages of documents, losses in reading, outlets of copies, boilerplate, and what was set by hand.
    for table, column in (
        ("files", "losses TEXT NOT NULL DEFAULT '[]'"),
        ("copies", "pages TEXT NOT NULL DEFAULT '[]'"),
        ("articles", "pages TEXT NOT NULL DEFAULT '[]'"),
        ("articles", "other_sources TEXT NOT NULL DEFAULT '[]'"),
        ("passages", "aside INTEGER NOT NULL DEFAULT 0"),
    ):
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    connection.execute(
        "CREATE TABLE amendments (folder TEXT, path TEXT, field TEXT, value TEXT, PRIMARY KEY (folder, path, field))"
    )


STEPS: Mapping[int, Step] = {4: _name_generations, 5: _find_bands_anew, 6: _add_what_files_say, 7: _add_digests}
SCHEMA_VERSION = max(STEPS)


def can_migrate(version: int) -> bool:
    """Tell whether a store of this version is older than today's, and not too old to be brought up to it."""
    return FIRST <= version < SCHEMA_VERSION


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Take every step after `version`, within the transaction that the connection stands in."""
    for number in sorted(STEPS):
        if number > version:
            STEPS[number](connection)
    connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", [str(SCHEMA_VERSION)])
