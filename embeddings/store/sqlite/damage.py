"""Damage: rows that are not what was once written, found by their digests, and taken out so that they are made anew."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from embeddings.article import article_id
from embeddings.errors import IndexDamaged
from embeddings.store.sqlite.digests import DIGESTED, row_digest
from embeddings.store.sqlite.faults import MEND
from embeddings.store.sqlite.schema import connect, read_meta

_FOLDERS_FILE = "folders.json"
_MOST_NAMED = 20
_ORPHANS = {
    "passages belong to no article": "passages WHERE article_id NOT IN (SELECT id FROM articles)",
    "passages have no vector": "passages WHERE key NOT IN (SELECT key FROM vectors)",
    "articles have no file": "articles WHERE id NOT IN (SELECT article_id FROM copies)",
    "files lack articles": (
        "files WHERE id NOT IN (SELECT file_id FROM copies) OR id IN (SELECT file_id FROM copies WHERE article_id"
        " NOT IN (SELECT id FROM articles) AND article_id NOT IN (SELECT article_id FROM exclusions))"
    ),
    "articles stand in no file that is known": "copies WHERE file_id NOT IN (SELECT id FROM files)",
}


def check_file(connection: sqlite3.Connection) -> None:
    """Read the whole file; raises `IndexDamaged` where SQLite finds fault with it."""
    if (verdict := connection.execute("PRAGMA integrity_check(1)").fetchone()[0]) != "ok":
        raise IndexDamaged(f"The index is damaged ({verdict}). {MEND}")


def faults(connection: sqlite3.Connection, path: Path) -> list[str]:
    """Return in words what is wrong with the store at `path`, as a connection in a read transaction sees it."""
    verdicts = connection.execute(f"PRAGMA integrity_check({_MOST_NAMED})").fetchall()
    found = [f"SQLite: {verdict}" for (verdict,) in verdicts if verdict != "ok"]
    with _bytes_as_they_are(connection):
        for table in DIGESTED:
            found += [f"row {row} of {table} is not what was written" for row in _damaged(connection, table)]
    for what, orphans in _ORPHANS.items():
        ((count,),) = connection.execute(f"SELECT count(*) FROM {orphans}")
        found += [f"{count} {what}"] if count else []
    # Raises an error that is explained where a name is no text.
    connection.execute("SELECT folder, path FROM files").fetchall()
    ((spoiled,),) = connection.execute("SELECT count(*) FROM files WHERE NOT json_valid(problems)")
    found += [f"{spoiled} files have no readable problems"] if spoiled else []
    found += [] if _counts_hold(connection) else ["articles or passages are missing"]
    return found if _words_hold(path) else [*found, "the full-text index is not that of the passages"]


def mend(connection: sqlite3.Connection) -> bool:
    """Take out every damaged row, in the write transaction that the connection stands in; tell whether there was any.

    Passages are made anew then, and a file whose article is gone is forgotten, so that it is read again.
    """
    counted = _counts_hold(connection)
    # First, so that a passage can be taken out of the index with the words it has.
    connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
    with _bytes_as_they_are(connection):
        damaged = {table: [(row,) for row in _damaged(connection, table)] for table in DIGESTED}
    unread = "UPDATE files SET mtime_ns = 0, sha256 = '' WHERE id"
    connection.executemany(f"{unread} = (SELECT file_id FROM copies WHERE rowid = ?)", damaged["copies"])
    for table, rows in damaged.items():
        connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", rows)
    for orphans in _ORPHANS.values():
        table, _, condition = orphans.partition(" WHERE ")
        if table == "files":
            connection.execute(f"{unread} IN (SELECT id FROM {orphans})")
        else:
            connection.execute(f"DELETE FROM {table} WHERE {condition}")
    if counted and not any(damaged.values()):
        return False
    connection.execute("DELETE FROM passages")
    return True


def unread_folders(connection: sqlite3.Connection) -> list[str]:
    """Return the folders with files that `mend` has forgotten."""
    return [name for (name,) in connection.execute("SELECT DISTINCT folder FROM files WHERE sha256 = ''")]


def note_folders(connection: sqlite3.Connection, path: Path) -> None:
    """Write down beside the store at `path` whose folders it holds, for when it cannot say so itself."""
    folders = json.dumps([name for (name,) in connection.execute("SELECT DISTINCT folder FROM files")])
    with suppress(OSError):
        path.with_name(_FOLDERS_FILE).write_text(folders, encoding="utf-8")


def salvage(path: Path) -> tuple[list[str], list[str]]:
    """Return what can still be told of a damaged store: its folders, and the ids of the excluded articles."""
    folders: list[str] = []
    with suppress(OSError, ValueError):
        folders = json.loads(path.with_name(_FOLDERS_FILE).read_text(encoding="utf-8"))
    exclusions: list[str] = []
    for sql, values in (
        ("SELECT DISTINCT folder FROM files", folders),
        ("SELECT article_id FROM exclusions", exclusions),
    ):
        with suppress(sqlite3.DatabaseError), closing(connect(path)) as connection:
            for (value,) in connection.execute(sql):
                values.append(value)
    return list(dict.fromkeys(folders)), exclusions


def _damaged(connection: sqlite3.Connection, table: str) -> Iterator[int]:
    for row, digest, *values in connection.execute(f"SELECT rowid, digest, {DIGESTED[table]} FROM {table}"):
        if digest != row_digest(values) or (table == "articles" and article_id(values[7]) != values[0]):
            yield row


def _counts_hold(connection: sqlite3.Connection) -> bool:
    meta = read_meta(connection)
    return all(
        meta.get(table) == str(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("articles", "passages")
    )


def _words_hold(path: Path) -> bool:
    """Compare the full-text index with the passages, which SQLite does only where it may write."""
    try:
        with closing(connect(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)
    return True


@contextmanager
def _bytes_as_they_are(connection: sqlite3.Connection) -> Iterator[None]:
    """Let text that is no UTF-8 be read, so that it can be compared."""
    connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str
