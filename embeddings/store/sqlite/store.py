"""The default store: one SQLite file that is the truth, and files of indexes derived from it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from embeddings.errors import IndexMismatch, IndexMissing
from embeddings.store.derived.indexes import DerivedIndexes
from embeddings.store.sqlite.damage import check_file, note_folders, salvage
from embeddings.store.sqlite.edit import SqliteEdit
from embeddings.store.sqlite.faults import explained, sound, unreadable
from embeddings.store.sqlite.migrations import FIRST, SCHEMA_VERSION, can_migrate, migrate
from embeddings.store.sqlite.schema import SCHEMA, connect, connect_to_read, read_meta
from embeddings.store.sqlite.snapshot import SqliteSnapshot

STORE_FILE = "store.sqlite3"


class SqliteStore:
    """Keeps articles, passages and vectors in `folder`; each snapshot has its own connection."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing in it is read or made yet."""
        self.path = folder / STORE_FILE
        # Where the store lies that was replaced by a better one.
        self.aside: Path | None = None
        self._coming = folder / f"{STORE_FILE}.coming"
        self._indexes = DerivedIndexes(folder)
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._opened: tuple[int, ...] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[SqliteSnapshot]:
        """Open the newest generation for reading, in a read transaction that later commits do not disturb."""
        with explained(self.path), self._connection() as connection:
            try:
                yield SqliteSnapshot(connection, self._begin(connection), self._indexes, self.path)
            finally:
                _roll_back(connection)

    @contextmanager
    def edit(self, *, anew: bool = False) -> Iterator[SqliteEdit]:
        """Open the store for one change, making file and tables where there are none.

        With `anew` they are made beside the store, and take its place as they are committed.
        """
        with self.transaction(anew=anew) as (connection, meta, salvaged):
            yield SqliteEdit(connection, meta, salvaged=salvaged, then=self.replace if anew else None)

    @contextmanager
    def transaction(self, *, anew: bool = False) -> Iterator[tuple[sqlite3.Connection, dict[str, str], list[str]]]:
        """Open a write transaction, rolled back unless committed; yield its connection, the meta table, and folders.

        These are what could be read out of the store here by which it is begun `anew`; the caller then calls `replace`.
        """
        path = self._coming if anew else self.path
        folders, exclusions = salvage(self.path) if anew else ([], [])
        with explained(path):
            if anew:
                self._coming.unlink(missing_ok=True)
            connection = connect(path, create=True)
            try:
                # A store that is to be renamed has all that is in it in one file.
                connection.execute(f"PRAGMA journal_mode = {'DELETE' if anew else 'WAL'}")
                connection.execute("BEGIN IMMEDIATE")
                meta = read_meta(connection)
                self._bring_up(connection, meta)
                connection.executemany("INSERT OR IGNORE INTO exclusions VALUES (?)", ([name] for name in exclusions))
                yield connection, meta, folders
            finally:
                # What was not committed by now is not meant to stay.
                _roll_back(connection)
                connection.close()

    def prepare(self) -> None:
        """Write the derived indexes to their files, unless those there serve the newest generation well."""
        with self.snapshot() as snapshot:
            self._indexes.prepare(snapshot)
            note_folders(snapshot.connection, self.path)

    def check(self) -> None:
        """Read the whole store; raises `IndexDamaged` or `IndexMismatch` where it cannot be mended as it is."""
        with suppress(IndexMissing), self.snapshot() as snapshot:
            check_file(snapshot.connection)

    def replace(self) -> None:
        """Put the store that was made anew in the place of the one here, which stays beside it under another name."""
        self.close()
        if self.path.exists():
            self.aside = self.path.with_name(f"{STORE_FILE}.aside-{datetime.now():%Y%m%d-%H%M%S}")
            self.aside.hardlink_to(self.path)
            # What SQLite had still to bring into the old file must not be brought into the new one.
            for suffix in ("-wal", "-shm"):
                with suppress(FileNotFoundError):
                    self.path.with_name(self.path.name + suffix).rename(f"{self.aside}{suffix}")
        self._coming.replace(self.path)

    def close(self) -> None:
        """Close idle connections and let go of the derived indexes."""
        with self._lock:
            self._discard_idle()
        self._indexes.clear()

    @sound
    def _begin(self, connection: sqlite3.Connection) -> dict[str, str]:
        """Begin a read transaction and return the meta table, once the store is of today's schema."""
        connection.execute("BEGIN")
        meta = read_meta(connection)
        if not meta:
            raise self._missing()
        if can_migrate(int(meta["schema"])):
            connection.execute("ROLLBACK")
            with self.transaction() as (writing, *_):
                writing.execute("COMMIT")
            connection.execute("BEGIN")
            meta = read_meta(connection)
        self._check_schema(meta)
        return meta

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        connection, opened = self._take()
        try:
            yield connection
        finally:
            with self._lock:
                if opened == self._opened:
                    self._idle.append(connection)
                else:
                    connection.close()

    def _take(self) -> tuple[sqlite3.Connection, tuple[int, ...]]:
        """Return an idle or new connection to the file that bears the store's name now, and which file that is."""
        with self._lock:
            try:
                status = self.path.stat()
            except (FileNotFoundError, NotADirectoryError) as error:
                raise self._missing() from error
            except OSError as error:
                raise unreadable(self.path, error) from error
            now = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
            if now != self._opened:
                self._discard_idle()
                self._opened = now
            if self._idle:
                return self._idle.pop(), now
        return connect_to_read(self.path), now

    def _discard_idle(self) -> None:
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    def _missing(self) -> IndexMissing:
        return IndexMissing(f"There is no index in {self.path.parent} yet. Build one: citewire rebuild FOLDER")

    @sound
    def _bring_up(self, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        """Make the tables of today's schema, or of what is there."""
        if meta:
            self._check_schema(meta)
            migrate(connection, int(meta["schema"]))
            return
        for statement in SCHEMA:
            connection.execute(statement)
        migrate(connection, FIRST)

    def _check_schema(self, meta: dict[str, str]) -> None:
        version = int(meta["schema"])
        if version > SCHEMA_VERSION:
            raise IndexMismatch(
                f"The index {self.path} was written by a newer version of citewire (schema {version}, this one reads"
                f" {SCHEMA_VERSION}). Use that version, or build it anew with this one: citewire rebuild --full"
            )
        if version != SCHEMA_VERSION and not can_migrate(version):
            raise IndexMismatch(
                f"The index {self.path} was written by a much older version of citewire (schema {version}). Build it"
                " anew from the articles: citewire rebuild --full"
            )


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
