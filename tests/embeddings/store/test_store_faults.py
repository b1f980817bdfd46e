"""Whatever fails at whatever step of a change, the store is what it was before, and the message says what happened."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from embeddings import CitewireError, IndexBusy, IndexDamaged
from embeddings.store.sqlite.store import STORE_FILE, SqliteStore

BEFORE = {"a.txt": "Harbour of Velm opened.", "b.txt": "Bridge over the Sill closed."}
AFTER = {"b.txt": "Bridge over the Sill opened again.", "c.txt": "Orchestra of Velm plays."}
FAULTS = {
    "SQLITE_FULL": (CitewireError, "full"),
    "SQLITE_IOERR_WRITE": (CitewireError, "did not take"),
    "SQLITE_IOERR_READ": (CitewireError, "does not give out"),
    "SQLITE_READONLY": (CitewireError, "cannot be opened or written"),
    "SQLITE_CANTOPEN": (CitewireError, "cannot be opened or written"),
    "SQLITE_BUSY": (IndexBusy, "Another program"),
    "SQLITE_CORRUPT": (IndexDamaged, "citewire rebuild --full"),
}


class Watched(sqlite3.Connection):
    """A connection that calls `step` before each statement."""

    step: Callable[[], None] = staticmethod(lambda: None)

    def execute(self, *args: Any) -> sqlite3.Cursor:
        if "ROLLBACK" not in args[0]:
            Watched.step()
        return super().execute(*args)

    def executemany(self, *args: Any) -> sqlite3.Cursor:
        Watched.step()
        return super().executemany(*args)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], Any]:
    """Return what calls a function before each statement of any connection made within it."""
    monkeypatch.setattr("embeddings.store.sqlite.schema.sqlite3.connect", partial(sqlite3.connect, factory=Watched))

    @contextmanager
    def watch(step: Callable[[], None]) -> Iterator[None]:
        Watched.step = staticmethod(step)
        try:
            yield
        finally:
            Watched.step = staticmethod(lambda: None)

    return watch


@pytest.fixture
def store(tmp_path: Path, changes: Any) -> SqliteStore:
    store = SqliteStore(tmp_path)
    change(store, changes, BEFORE)
    return store


def change(store: SqliteStore, changes: Any, put: dict[str, str], drop: tuple[str, ...] = ()) -> None:
    with store.edit() as edit:
        changes.make(edit, put, drop)
        edit.commit(encoder="test", chunking="test")


def texts(store: SqliteStore) -> set[str]:
    """Return the texts of a store that is found whole."""
    with store.snapshot() as snapshot:
        assert snapshot.faults() == []
        found = {article.text for article in snapshot.articles()}
        assert {hit.passage_id for hit in snapshot.search_text("Velm Sill", 99)} == set(snapshot.passage_ids().tolist())
        return found


def steps(store: SqliteStore, changes: Any, watched: Any) -> int:
    """Return of how many statements the change is made, on a copy of the store."""
    taken = []
    copy = SqliteStore(Path(shutil.copytree(store.path.parent, store.path.parent / "copy")))
    with watched(lambda: taken.append(1)):
        change(copy, changes, AFTER, ("a.txt",))
    return len(taken)


@pytest.mark.parametrize("code", FAULTS)
def test_a_fault_at_any_step_leaves_the_store_as_it_was(
    store: SqliteStore, changes: Any, watched: Any, code: str
) -> None:
    kind, message = FAULTS[code]
    total = steps(store, changes, watched)
    assert total > 20
    for failing in range(1, total + 1):
        left = [failing]

        def fail(left: list[int] = left) -> None:
            left[0] -= 1
            if not left[0]:
                error = sqlite3.OperationalError(code)
                error.sqlite_errorcode = getattr(sqlite3, code)
                raise error

        with watched(fail), pytest.raises(kind, match=message):
            change(store, changes, AFTER, ("a.txt",))
        assert texts(store) == set(BEFORE.values())
    change(store, changes, AFTER, ("a.txt",))
    assert texts(store) == set(AFTER.values())


def test_a_process_killed_at_any_step_leaves_the_store_of_before_or_after(
    store: SqliteStore, changes: Any, watched: Any, tmp_path: Path
) -> None:
    left: list[Path] = []

    def die() -> None:
        # What a killed process leaves is what is in its files just then.
        left.append(tmp_path / f"left-{len(left)}")
        left[-1].mkdir()
        for path in tmp_path.glob(f"{STORE_FILE}*"):
            if not path.name.endswith("-shm"):
                shutil.copy(path, left[-1])

    with watched(die):
        change(store, changes, AFTER, ("a.txt",))
    assert len(left) > 20
    for folder in left:
        assert texts(SqliteStore(folder)) == set(BEFORE.values())
    assert texts(store) == set(AFTER.values())


@pytest.mark.parametrize("pages", range(0, 30, 3))
def test_a_disk_that_fills_up_leaves_the_store_as_it_was(
    store: SqliteStore, changes: Any, monkeypatch: pytest.MonkeyPatch, pages: int
) -> None:
    large = {f"{n}.txt": f"Ship {n} of Velm. " + f"Load {n} of timber. " * 400 for n in range(12)}

    def small(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = sqlite3.Connection(*args, **options)
        ((held,),) = connection.execute("PRAGMA page_count").fetchall()
        connection.execute(f"PRAGMA max_page_count = {held + pages}")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr("embeddings.store.sqlite.schema.sqlite3.connect", small)
        with pytest.raises(CitewireError, match="full; the index is as it was"):
            change(store, changes, large)
    assert texts(store) == set(BEFORE.values())
    change(store, changes, large)
    assert texts(store) == {*BEFORE.values(), *large.values()}
