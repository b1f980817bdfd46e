"""A store of the first released schema is brought up to today's when it is opened, and nothing in it is lost."""

import gzip
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import Archive, IndexMismatch, IndexSettings, rebuild
from embeddings.store.sqlite import migrations
from embeddings.store.sqlite.store import STORE_FILE, SqliteStore

Write = Callable[[str, str | bytes], Path]
# Written by version 0.1.0 over two articles of the folder /news, each of one passage.
RELEASED = Path(__file__).with_name("schema-3.sqlite3.gz")


@pytest.fixture
def released(settings: IndexSettings) -> IndexSettings:
    settings.index.mkdir()
    (settings.index / STORE_FILE).write_bytes(gzip.decompress(RELEASED.read_bytes()))
    return settings


def schema_of(folder: Path) -> dict[str, str]:
    """Return the definition of everything in a store but the tables that FTS5 makes for itself."""
    connection = sqlite3.connect(folder / STORE_FILE)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'words_%'")
    found = dict(rows)
    connection.close()
    return found


def version_of(settings: IndexSettings) -> str:
    connection = sqlite3.connect(settings.index / STORE_FILE)
    ((version,),) = connection.execute("SELECT value FROM meta WHERE name = 'schema'")
    connection.close()
    return str(version)


def test_a_question_finds_in_a_released_store_what_was_in_it(released: IndexSettings) -> None:
    archive = Archive.open(released)
    with archive.snapshot() as snapshot:
        (found, _) = snapshot.search_dense(archive.encoder.encode_query("What did the new quay cost?"), 2)
        (passage,) = snapshot.passages([found.passage_id])
        assert "14 million euros" in passage.text
        assert [hit.passage_id for hit in snapshot.search_text("quay", 5)] == [passage.id]
        assert {article.title for article in snapshot.articles()} == {
            "Harbour opens its second quay",
            "Bridge closed for repair",
        }
    assert version_of(released) == str(migrations.SCHEMA_VERSION)


def test_a_released_store_becomes_what_a_new_one_is(released: IndexSettings, tmp_path: Path, write: Write) -> None:
    write("new.txt", "Headline\n\nA story of its own.")
    rebuild(settings=released)
    new = released.model_copy(update={"index": tmp_path / "new"})
    rebuild(settings=new)
    assert schema_of(released.index) == schema_of(new.index)


def test_a_rebuild_of_a_released_store_embeds_only_what_is_new(released: IndexSettings, write: Write) -> None:
    write("new.txt", "Headline\n\nA story of its own.")
    report = rebuild(settings=released)
    assert (report.articles_total, report.passages_embedded, report.generation) == (3, 1, 2)


def test_near_duplicates_of_what_a_released_store_holds_are_found(released: IndexSettings, write: Write) -> None:
    with Archive.open(released).snapshot() as snapshot:
        (article, *_) = snapshot.articles()
    write("copy.txt", f"Another headline\n\n{article.text} It was said again.")
    rebuild(settings=released)
    with Archive.open(released).snapshot() as snapshot:
        (passage,) = snapshot.passages_of(article.id)
        assert len(snapshot.copies([passage.id])[passage.id]) == 1


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    released: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (done INTEGER)")
        raise RuntimeError("stopped half-way")

    monkeypatch.setattr(migrations, "STEPS", {**migrations.STEPS, migrations.SCHEMA_VERSION + 1: fail})
    with pytest.raises(RuntimeError, match="half-way"):
        Archive.open(released)
    assert schema_of(released.index).keys().isdisjoint({"half", "generations"})
    assert version_of(released) == "3"
    monkeypatch.undo()
    with Archive.open(released).snapshot() as snapshot:
        assert snapshot.counts().articles == 2


def test_steps_are_numbered_without_a_gap() -> None:
    assert list(migrations.STEPS) == list(range(migrations.FIRST + 1, migrations.SCHEMA_VERSION + 1))


def test_a_store_of_a_newer_version_is_refused_and_kept(settings: IndexSettings, write: Write) -> None:
    write("one.txt", "Headline\n\nA story of its own.")
    rebuild(settings=settings)
    connection = sqlite3.connect(settings.index / STORE_FILE)
    connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", [str(migrations.SCHEMA_VERSION + 1)])
    connection.commit()
    connection.close()
    with pytest.raises(IndexMismatch, match="newer version"), SqliteStore(settings.index).snapshot():
        pass
