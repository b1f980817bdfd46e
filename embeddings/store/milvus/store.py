"""The Milvus store: edits are made in a SQLite store on the writer's disk, and each commit is published."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from embeddings.errors import IndexMismatch, IndexMissing
from embeddings.store.milvus.connection import Connection
from embeddings.store.milvus.publication import publish
from embeddings.store.milvus.schema import State, read_state
from embeddings.store.milvus.snapshot import Catalogue, MilvusSnapshot, read_catalogue
from embeddings.store.sqlite.edit import SqliteEdit
from embeddings.store.sqlite.store import SqliteStore


class MilvusStore:
    """Reads from Milvus alone; writes from the one machine whose `folder` holds the SQLite store that is published.

    A commit is in the SQLite store first. Killed between the two, readers keep the old generation, and the next
    commit, even one that changes nothing, publishes what they lack.
    """

    def __init__(self, url: str, folder: Path) -> None:
        """Name the server and the writer's folder; nothing is read or made yet. Raises `InputError` for another URL."""
        self._connection = Connection(url)
        self._written = SqliteStore(folder)
        self._folder = folder
        self._lock = threading.Lock()
        self._anew = False
        self._catalogue: tuple[tuple[str, int], Catalogue] | None = None

    @contextmanager
    def snapshot(self) -> Iterator[MilvusSnapshot]:
        """Open the newest generation that was published; what it holds stays for one more publication."""
        with self._connection.explained():
            state = self._state()
            if state is None:
                raise IndexMissing(
                    f"There is no index in {self._connection.url} yet. Build one: citewire rebuild FOLDER"
                )
            yield MilvusSnapshot(self._connection.client(), state, self._articles(state))

    @contextmanager
    def edit(self, *, anew: bool = False) -> Iterator[SqliteEdit]:
        """Open the writer's store for one change; raises `IndexMismatch` where another one was published.

        With `anew`, a store of its own takes the writer's place, and all is published anew.
        """
        with self._connection.explained():
            if not anew:
                self._check_writer()
            with self._written.transaction(anew=anew) as (connection, meta, salvaged):
                yield SqliteEdit(connection, meta, salvaged=salvaged, then=lambda: self._publish(anew=anew))

    def _publish(self, *, anew: bool) -> None:
        if anew:
            self._written.replace()
        with self._written.snapshot() as snapshot:
            publish(self._connection.client(), snapshot, anew=anew or self._anew)
        self._anew = False

    def prepare(self) -> None:
        """Do nothing: the server indexes what it is given."""

    @property
    def aside(self) -> Path | None:
        """Where the writer's store lies that was replaced by a better one."""
        return self._written.aside

    def check(self) -> None:
        """Read the writer's store; raises `IndexDamaged` or `IndexMismatch` where it or what is published is not sound.

        The next commit publishes all anew.
        """
        self._anew = True
        self._written.check()
        with self._connection.explained():
            self._check_writer()

    def close(self) -> None:
        """Disconnect, and close the writer's store."""
        self._connection.close()
        self._written.close()
        self._catalogue = None

    def _state(self) -> State | None:
        return None if self._connection.absent else read_state(self._connection.client())

    def _articles(self, state: State) -> Catalogue:
        generation = (state.edition, state.generation)
        client = self._connection.client()
        client.load_collection(state.article_rows)
        client.load_collection(state.passage_rows)
        with self._lock:
            if self._catalogue is None or self._catalogue[0] != generation:
                self._catalogue = (generation, read_catalogue(client, state))
            return self._catalogue[1]

    def _check_writer(self) -> None:
        state = self._state()
        if state is None:
            return
        try:
            with self._written.snapshot() as written:
                ours = written.store == state.store and written.generation >= state.generation
        except IndexMissing:
            ours = False
        if not ours:
            raise IndexMismatch(
                f"The index in {self._connection.url} was published from another folder than {self._folder}. Set "
                "CITEWIRE_INDEX to that one, or replace it with the articles you have here: citewire rebuild --full"
            )
