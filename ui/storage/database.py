"""The database: the file, its tables, and what its errors mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rag import CitewireError, Settings
from ui import texts

FILE = "chat.sqlite3"
_TABLES = """
    CREATE TABLE IF NOT EXISTS conversations (
        key TEXT PRIMARY KEY, visitor TEXT NOT NULL, title TEXT NOT NULL, changed REAL NOT NULL, exchanges TEXT NOT NULL
    );
    CREATE INDEX IF NOT EXISTS conversations_visitor ON conversations (visitor, changed);
    CREATE TABLE IF NOT EXISTS votes (
        key TEXT PRIMARY KEY, visitor TEXT NOT NULL, given REAL NOT NULL, vote TEXT NOT NULL
    );
    CREATE TABLE IF NOT EXISTS arrivals (article_id TEXT PRIMARY KEY, noted REAL NOT NULL);
"""


def database_path(settings: Settings) -> Path:
    """Return where the chat keeps what is its own."""
    return settings.index / FILE


@contextmanager
def database(settings: Settings) -> Iterator[sqlite3.Connection]:
    """Open the file, made with its tables where there is none; what is done in the block is kept as a whole or not.

    Raises CitewireError where it cannot be opened or written.
    """
    path = database_path(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(_TABLES)
            yield connection
    except (sqlite3.DatabaseError, OSError) as error:
        raise CitewireError(texts.storage_fault(str(path), str(error))) from error
