"""The store under any order of changes, faults and restarts holds what a plain dictionary holds."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from embeddings import article_id
from embeddings.store.sqlite.store import STORE_FILE, SqliteStore
from tests.embeddings.store.conftest import Changes

PATHS = st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"])
WORDS = ["Harbour", "Bridge", "Orchestra", "Ruble", "Čadca", "Шпак"]
TEXTS = st.builds(" ".join, st.lists(st.sampled_from(WORDS), min_size=1, max_size=5))


class StoreMachine(RuleBasedStateMachine):
    """Puts, drops, excludes and brings back articles, breaks off, opens anew and puts copies back."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = SqliteStore(self.folder)
        self.changes = Changes()
        self.files: dict[str, str] = {}
        self.excluded: set[str] = set()
        self.kept: tuple[dict[str, str], set[str]] | None = None

    @initialize()
    def begin(self) -> None:
        self._change({}, ())

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)

    def _change(self, put: dict[str, str], drop: tuple[str, ...]) -> None:
        with self.store.edit() as edit:
            self.changes.make(edit, put, drop)
            edit.commit(encoder="test", chunking="test")
        self.store.prepare()

    @rule(path=PATHS, text=TEXTS)
    def put(self, path: str, text: str) -> None:
        self._change({path: text}, ())
        self.files[path] = text

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def drop(self, data: Any) -> None:
        path = data.draw(st.sampled_from(sorted(self.files)))
        self._change({}, (path,))
        del self.files[path]

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def exclude(self, data: Any) -> None:
        text = data.draw(st.sampled_from(sorted(self.files.values())))
        with self.store.edit() as edit:
            edit.exclude(article_id(text))
            self.changes.complete(edit)
            edit.commit(encoder="test", chunking="test")
        self.excluded.add(text)

    @precondition(lambda self: self.excluded & set(self.files.values()))
    @rule(data=st.data())
    def include(self, data: Any) -> None:
        text = data.draw(st.sampled_from(sorted(self.excluded & set(self.files.values()))))
        with self.store.edit() as edit:
            edit.include([article_id(text)])
            self.changes.make(edit, {path: held for path, held in self.files.items() if held == text})
            edit.commit(encoder="test", chunking="test")
        self.excluded.discard(text)

    @rule(path=PATHS, text=TEXTS)
    def break_off(self, path: str, text: str) -> None:
        with self.store.edit() as edit:
            self.changes.make(edit, {path: text})

    @rule()
    def open_anew(self) -> None:
        self.store.close()
        self.store = SqliteStore(self.folder)

    @rule()
    def keep_a_copy(self) -> None:
        (self.folder / "copy").unlink(missing_ok=True)
        held, copy = (sqlite3.connect(self.folder / name) for name in (STORE_FILE, "copy"))
        with closing(held), closing(copy):
            held.backup(copy)
        self.kept = dict(self.files), set(self.excluded)

    @precondition(lambda self: self.kept is not None)
    @rule()
    def put_the_copy_back(self) -> None:
        assert self.kept
        for suffix in ("-wal", "-shm"):
            (self.folder / f"{STORE_FILE}{suffix}").unlink(missing_ok=True)
        shutil.copy(self.folder / "copy", self.folder / "coming")
        (self.folder / "coming").replace(self.folder / STORE_FILE)
        self.files, self.excluded = dict(self.kept[0]), set(self.kept[1])

    @rule()
    def mend(self) -> None:
        with self.store.edit() as edit:
            assert edit.mend() == []
            self.changes.complete(edit)
            edit.commit(encoder="test", chunking="test")

    @invariant()
    def holds_what_was_put(self) -> None:
        wanted = set(self.files.values()) - self.excluded
        with self.store.snapshot() as snapshot:
            assert snapshot.faults() == []
            assert {article.text for article in snapshot.articles()} == wanted
            assert {article.path for article in snapshot.articles()} <= self.files.keys()
            ids = set(snapshot.passage_ids().tolist())
            assert {passage.text for passage in snapshot.passages(sorted(ids))} == wanted
            for text in wanted:
                assert any(snapshot.passages([hit.passage_id])[0].text == text for hit in snapshot.search_text(text, 9))
            vectors = {number: snapshot.vectors([number])[0] for number in ids}
            for number, vector in vectors.items():
                hits = snapshot.search_dense(vector, 9)
                assert {hit.passage_id for hit in hits} == ids
                assert hits[0].score == max(hit.score for hit in hits)
                assert number in {hit.passage_id for hit in hits if hit.score > 0.99}
            assert snapshot.select() == {article_id(text) for text in wanted}


TestStore = StoreMachine.TestCase
TestStore.settings = settings(
    max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
