"""What only the Milvus store has: its URL, its server, and the SQLite store that it publishes."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from pymilvus import MilvusClient

from embeddings import Archive, IndexMismatch, IndexSettings, InputError, StoreUnavailable, rebuild, remove
from embeddings.store.milvus import publication, schema
from embeddings.store.milvus.connection import _address

STORY = "---\ntitle: Forum\n---\nBorisov spoke at a university of Tula."


@pytest.fixture
def published(settings: IndexSettings, tmp_path: Path) -> IndexSettings:
    return settings.model_copy(update={"store": str(tmp_path / "news.db")})


def titles(settings: IndexSettings) -> list[str]:
    archive = Archive.open(settings)
    with archive.snapshot() as snapshot:
        found = snapshot.search_dense(archive.encoder.encode_query("Who spoke?"), 5)
        found = found if len(found) == snapshot.counts().passages else []
        assert len(found) == len(snapshot.articles())
        names = [article.title for article in snapshot.articles()]
    archive.close()
    return sorted(names)


@pytest.mark.parametrize("url", ["redis://host", "news", "milvus:/host"])
def test_a_url_that_names_no_store_is_refused(settings: IndexSettings, url: str) -> None:
    with pytest.raises(InputError, match="CITEWIRE_STORE"):
        Archive.open(settings.model_copy(update={"store": url}))


def test_a_milvus_url_stands_for_http_and_the_usual_port() -> None:
    assert _address("milvus://news.example") == "http://news.example:19530"
    assert _address("milvus://news.example:1234/") == "http://news.example:1234"
    assert _address("https://news.example/x") == "https://news.example/x"


@pytest.mark.parametrize("act", [Archive.open, lambda settings: rebuild(settings=settings)])
def test_a_server_that_does_not_answer_is_named(
    settings: IndexSettings, capfd: pytest.CaptureFixture[str], act: object
) -> None:
    assert callable(act)
    (settings.seeds / "a.md").write_text(STORY)
    with pytest.raises(StoreUnavailable, match=r"milvus://127\.0\.0\.1:9 cannot be reached.*CITEWIRE_STORE"):
        act(settings.model_copy(update={"store": "milvus://127.0.0.1:9"}))
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_missing_client_is_named_with_its_command(published: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    (published.seeds / "a.md").write_text(STORY)
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(StoreUnavailable, match="pip install 'milvus-lite"):
        rebuild(settings=published)


def test_the_client_is_imported_for_a_milvus_store_only() -> None:
    code = "import sys, embeddings.store; sys.exit('pymilvus' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_changing_over_publishes_what_is_embedded_and_readers_need_no_index_folder(
    settings: IndexSettings, published: IndexSettings, tmp_path: Path
) -> None:
    (settings.seeds / "a.md").write_text(STORY)
    rebuild(settings=settings)
    report = rebuild(settings=published)
    assert (report.passages_embedded, report.generation) == (0, 1)
    reader = published.model_copy(update={"index": tmp_path / "elsewhere"})
    assert titles(reader) == ["Forum"]
    assert not reader.index.exists()
    (settings.seeds / "b.md").write_text(STORY.replace("Forum", "Fair").replace("Tula", "Oryol"))
    assert rebuild(settings=published).passages_embedded == 1
    assert titles(reader) == ["Fair", "Forum"]
    with Archive.open(reader).snapshot() as snapshot:
        ids = [article.id for article in snapshot.articles() if article.title == "Fair"]
    remove(ids, settings=published)
    assert titles(reader) == ["Forum"]


def test_a_server_that_was_started_again_is_read_and_written(published: IndexSettings) -> None:
    (published.seeds / "a.md").write_text(STORY)
    rebuild(settings=published)

    def start_again() -> None:
        client = MilvusClient(str(published.store))
        for name in client.list_collections():
            client.release_collection(name)

    start_again()
    assert titles(published) == ["Forum"]
    (published.seeds / "b.md").write_text(STORY.replace("Forum", "Fair").replace("Tula", "Oryol"))
    start_again()
    assert rebuild(settings=published).passages_embedded == 1
    assert titles(published) == ["Fair", "Forum"]


def test_a_dry_run_makes_no_store(published: IndexSettings) -> None:
    (published.seeds / "a.md").write_text(STORY)
    assert rebuild(settings=published, dry_run=True).passages_embedded == 1
    assert not Path(str(published.store)).exists()


def test_another_folder_replaces_what_is_published_only_when_told_to(published: IndexSettings, tmp_path: Path) -> None:
    (published.seeds / "a.md").write_text(STORY)
    rebuild(settings=published)
    other = published.model_copy(update={"index": tmp_path / "other", "seeds": tmp_path / "others"})
    other.seeds.mkdir()
    (other.seeds / "c.md").write_text(STORY.replace("Forum", "Other"))
    with pytest.raises(IndexMismatch, match="CITEWIRE_INDEX"):
        rebuild(settings=other)
    assert titles(published) == ["Forum"]
    rebuild(settings=other, full=True)
    assert titles(published) == ["Other"]


@pytest.mark.parametrize("killed_at", ["insert", "upsert", "write_state"])
def test_a_publication_that_was_cut_off_is_not_seen_and_completed_by_the_next(
    published: IndexSettings, monkeypatch: pytest.MonkeyPatch, killed_at: str
) -> None:
    a, b = published.seeds / "a.md", published.seeds / "b.md"
    a.write_text(STORY)
    b.write_text(STORY.replace("Forum", "Fair").replace("Tula", "Oryol"))
    rebuild(settings=published)
    b.unlink()
    (published.seeds / "c.md").write_text(STORY.replace("Forum", "Market").replace("Tula", "Kursk"))

    def cut(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if killed_at == "write_state":
            patch.setattr(publication, "schema", SimpleNamespace(**{**vars(schema), killed_at: cut}))
        else:
            patch.setattr(f"pymilvus.MilvusClient.{killed_at}", cut)
        with pytest.raises(KeyboardInterrupt):
            rebuild(settings=published)
    assert titles(published) == ["Fair", "Forum"]
    assert rebuild(settings=published).generation == 2
    assert titles(published) == ["Forum", "Market"]
