"""The database: the file, how it is opened, and what its errors mean."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rag import CitewireError, Settings
from ui import texts
from ui.storage.migrations import migrate

FILE = "chat.sqlite3"


def database_path(settings: Settings) -> Path:
    """Return where the chat keeps what is its own."""
    return settings.index / FILE


@contextmanager
def database(settings: Settings, *, write: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the file, made where there is none, for one transaction: what the block does is kept whole or not at all.

    Of two blocks that `write`, the second sees all that the first did. Raises CitewireError where the file cannot be
    opened, read or written.
    """
    path = database_path(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            migrate(connection)
            connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")
            with connection:
                yield connection
    except (sqlite3.DatabaseError, OSError) as error:
        raise CitewireError(texts.storage_fault(str(path), str(error))) from error
