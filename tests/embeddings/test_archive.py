import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from embeddings import Archive, IndexBusy, IndexMissing, IndexSettings, rebuild, remove
from embeddings.store.derived import derived_file

Write = Callable[[str, str | bytes], Path]


def dated(title: str, day: str, source: str, kind: str, text: str) -> str:
    return f"---\ntitle: {title}\ndate: {day}\nsource: {source}\nkind: {kind}\n---\n{text}"


@pytest.fixture
def archive(settings: IndexSettings, write: Write) -> Archive:
    write(
        "tula.md",
        dated("Forum in Tula", "2023-07-12", "Gazeta", "news", "Borisov spoke at a university. He hopes for help."),
    )
    write(
        "cisco.md",
        dated("Cisco leaves", "2023-04-05", "Interfax", "news", "Stocks worth 1.86 billion rubles were destroyed."),
    )
    write(
        "ruble.md",
        dated("The ruble", "2022-01-01", "Desk", "background", "One ruble has 100 kopecks. The café is in Čadca."),
    )
    write("moscow.md", "---\ntitle: Москва\n---\nПроизводство микроэлектроники отстаёт в Зеленограде.")
    rebuild(settings=settings)
    return Archive.open(settings)


def paths(archive: Archive, query: str, **filters: frozenset[str]) -> list[str]:
    """Return the names of the files in which a search for words finds passages."""
    with archive.snapshot() as snapshot:
        passages = snapshot.passages([hit.passage_id for hit in snapshot.search_text(query, 10, **filters)])
        return [str(getattr(snapshot.article(p.article_id), "path", None)).removesuffix(".md") for p in passages]


def test_dense_search_finds_by_meaning(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        hits = snapshot.search_dense(archive.encoder.encode_query("goods that a company annihilated"), 3)
        (best,) = snapshot.passages([hits[0].passage_id])
        assert "Stocks" in best.text
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        vectors = snapshot.vectors([hit.passage_id for hit in hits])
        assert vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("Who hoped?", "tula"),
        ("1.86 billion", "cisco"),
        ("CISCO", "cisco"),
        ("kopeck", "ruble"),
        ("cafe in Cadca", "ruble"),
        ("café Čadca", "ruble"),
        ("МОСКВА", "moscow"),
        ("микроэлектроники", "moscow"),
    ],
)
def test_text_search_finds_by_stem_headline_and_without_accents(archive: Archive, query: str, path: str) -> None:
    assert paths(archive, query)[0] == path


def test_a_headline_counts_more_than_a_body(settings: IndexSettings, write: Write) -> None:
    write("a.md", "---\ntitle: Expo\n---\nA fair was held there by many people in that year.")
    write("b.md", "---\ntitle: A fair\n---\nThe expo was held there by many people in that year.")
    write("c.md", "---\ntitle: Other\n---\nNothing of it.")
    rebuild(settings=settings)
    assert paths(Archive.open(settings), "expo") == ["a", "b"]


@pytest.mark.parametrize(
    "query",
    [
        '"', "'", "a AND", "NEAR(", "body:x", "* OR *", "-x", "(", ")", "{a b}", "^x", "x*", "\\", "%", ";--", "\0",
        "\ud800", "😀", "AND OR NOT", "headline : y", "a" * 50_000, "word " * 10_000, "“”", "数 学", "", " ",
    ],
)  # fmt: skip
def test_any_text_is_a_safe_query(archive: Archive, query: str) -> None:
    with archive.snapshot() as snapshot:
        assert len(snapshot.search_text(query, 5)) <= 5


def test_filters_select_by_date_outlet_and_kind(archive: Archive) -> None:
    with archive.snapshot() as snapshot:

        def selected(**conditions: object) -> set[str]:
            chosen = snapshot.select(**conditions)  # type: ignore[arg-type]
            return {article.path.removesuffix(".md") for article in snapshot.articles() if article.id in chosen}

        assert selected() == {"tula", "cisco", "ruble", "moscow"}
        assert selected(published_from=date(2023, 4, 5)) == {"tula", "cisco"}
        assert selected(published_to=date(2023, 4, 5)) == {"cisco", "ruble"}
        assert selected(sources=["gazeta", "INTERFAX"]) == {"tula", "cisco"}
        assert selected(kinds=["Background"]) == {"ruble"}
        assert selected(kinds=["news"], published_to=date(2023, 5, 1)) == {"cisco"}
        assert selected(sources=["Nobody"]) == set()


def test_both_searches_stay_within_the_articles_given(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        news = snapshot.select(sources=["Gazeta"])
        vector = archive.encoder.encode_query("rubles")
        hits = snapshot.search_dense(vector, 10, article_ids=news) + snapshot.search_text(
            "ruble of Borisov", 10, article_ids=news
        )
        assert {passage.article_id for passage in snapshot.passages([hit.passage_id for hit in hits])} == news
        assert snapshot.search_dense(vector, 10, article_ids=frozenset()) == []
        assert snapshot.search_text("rubles", 10, article_ids=frozenset()) == []


def test_articles_are_listed_newest_first_and_found_by_id(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        listed = snapshot.articles()
        assert [article.path for article in listed] == ["tula.md", "cisco.md", "ruble.md", "moscow.md"]
        assert snapshot.article(listed[0].id) == listed[0]
        assert snapshot.article("0123456789ab") is None
        assert snapshot.passages_of("0123456789ab") == []
        assert snapshot.counts().articles == 4


def test_passages_and_vectors_come_in_the_order_asked_for(archive: Archive) -> None:
    with archive.snapshot() as snapshot:
        ids = [hit.passage_id for hit in snapshot.search_dense(archive.encoder.encode_query("x"), 4)]
        twice = [*ids[::-1], *ids]
        assert [passage.id for passage in snapshot.passages(twice)] == twice
        assert np.array_equal(snapshot.vectors(twice)[:4][::-1], snapshot.vectors(twice)[4:])


def test_an_open_archive_sees_every_rebuild(archive: Archive, settings: IndexSettings, write: Write) -> None:
    write("new.txt", "Headline\n\nDevonshire writes of India and Brazil.")
    rebuild(settings=settings)
    assert paths(archive, "Brazil") == ["new.txt"]
    with archive.snapshot() as snapshot:
        assert snapshot.generation == 2
        hits = snapshot.search_dense(archive.encoder.encode_query("Devonshire writes of Brazil"), 1)
        article_id = snapshot.passages([hits[0].passage_id])[0].article_id
    remove([article_id], settings=settings)
    assert paths(archive, "Brazil") == []
    with archive.snapshot() as snapshot:
        hits = snapshot.search_dense(archive.encoder.encode_query("Devonshire writes of Brazil"), 10)
        assert len(snapshot.passages([hit.passage_id for hit in hits])) == 4


def test_a_snapshot_stays_as_it_was_while_the_index_is_rebuilt(
    archive: Archive, settings: IndexSettings, write: Write
) -> None:
    vector = archive.encoder.encode_query("rubles")
    with archive.snapshot() as old:
        counted = old.counts()
        write("cisco.md", "---\ntitle: Changed\n---\nNothing is left.")
        write("new.txt", "Headline\n\nRubles and rubles.")
        rebuild(settings=settings)
        with archive.snapshot() as new:
            assert (new.generation, new.counts().articles) == (2, 5)
            assert len(new.search_dense(vector, 10)) == 5
        assert (old.generation, old.counts()) == (1, counted)
        ids = [hit.passage_id for hit in old.search_dense(vector, 10)]
        assert len(old.passages(ids)) == 4
        assert old.search_text("destroyed", 3)
    assert paths(archive, "destroyed") == []


def test_an_archive_follows_an_index_that_was_deleted_and_built_anew(archive: Archive, settings: IndexSettings) -> None:
    assert paths(archive, "Cisco") == ["cisco"]
    shutil.rmtree(settings.index)
    with pytest.raises(IndexMissing, match="citewire rebuild"), archive.snapshot():
        pass
    (settings.seeds / "cisco.md").unlink()
    rebuild(settings=settings)
    assert paths(archive, "Cisco") == []
    with archive.snapshot() as snapshot:
        hits = snapshot.search_dense(archive.encoder.encode_query("Cisco"), 10)
        assert len(snapshot.passages([hit.passage_id for hit in hits])) == 3


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("fault", ["missing", "empty", "cut", "garbage", "of another store", "older"])
def test_vectors_are_derived_from_the_store_where_their_file_does_not_fit(
    settings: IndexSettings, write: Write, tmp_path: Path, fault: str
) -> None:
    path = settings.index / "vectors.faiss"
    match fault:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case "cut":
            path.write_bytes(path.read_bytes()[:-100])
        case "garbage":
            path.write_bytes(b"garbage" * 500)
        case "of another store":
            (tmp_path / "other").mkdir()
            (tmp_path / "other" / "x.txt").write_text("Other words.")
            rebuild(tmp_path / "other", settings=IndexSettings(index=tmp_path / "other-index"))
            shutil.copy(tmp_path / "other-index" / "vectors.faiss", path)
        case "older":
            older = path.read_bytes()
            write("new.txt", "Headline\n\nRubles and rubles.")
            rebuild(settings=settings)
            path.write_bytes(older)
    fresh = Archive.open(settings)
    with fresh.snapshot() as snapshot:
        hits = snapshot.search_dense(fresh.encoder.encode_query("company destroyed stocks"), 10)
        assert len(hits) == snapshot.counts().passages
        assert "Stocks" in snapshot.passages([hits[0].passage_id])[0].text
    rebuild(settings=settings)
    with Archive.open(settings).snapshot() as snapshot:
        assert len(snapshot.search_dense(fresh.encoder.encode_query("stocks"), 10)) == snapshot.counts().passages


@pytest.mark.parametrize(
    "state", ["no folder", "empty folder", "empty file", "no tables", "a file in place of the folder"]
)
def test_where_there_is_no_index_the_command_that_builds_one_is_named(settings: IndexSettings, state: str) -> None:
    if state == "a file in place of the folder":
        settings.index.touch()
    elif state != "no folder":
        settings.index.mkdir()
    if state == "empty file":
        (settings.index / "store.sqlite3").touch()
    elif state == "no tables":
        sqlite3.connect(settings.index / "store.sqlite3").execute("PRAGMA journal_mode = WAL").connection.close()
    with pytest.raises(IndexMissing, match="citewire rebuild"):
        Archive.open(settings)


def test_many_threads_share_an_archive(archive: Archive, settings: IndexSettings, write: Write) -> None:
    vector = archive.encoder.encode_query("rubles")
    faults: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                with archive.snapshot() as snapshot:
                    ids = [
                        hit.passage_id for hit in snapshot.search_dense(vector, 50) + snapshot.search_text("ruble", 50)
                    ]
                    assert len(snapshot.passages(ids)) == len(ids)
                    assert len(set(ids)) == snapshot.counts().passages
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for n in range(4):
        write("more.txt", f"Headline\n\nRubles for the {n}th time.")
        rebuild(settings=settings)
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == []


# Rebuilds the folder again and again, all articles of one turn bearing its number; waits once in mid-rebuild.
REBUILDER = """
import sys
from pathlib import Path
from embeddings import IndexSettings, rebuild

seeds, index = map(Path, sys.argv[1:])
for turn in range(1, 9):
    for name in "abc":
        (seeds / f"{name}.txt").write_text(f"Headline\\n\\nArticle {name} was written in turn {turn}.")
    def wait(event):
        if turn == 1 and event.stage == "commit" and event.done == 0:
            print("waiting", flush=True)
            sys.stdin.readline()
    rebuild(settings=IndexSettings(seeds=seeds, index=index), progress=wait)
"""


def test_another_process_rebuilds_and_every_snapshot_is_of_one_generation(
    settings: IndexSettings, write: Write
) -> None:
    for name in "abc":
        write(f"{name}.txt", f"Headline\n\nArticle {name} was written in turn 0.")
    rebuild(settings=settings)
    archive = Archive.open(settings)
    vector = archive.encoder.encode_query("article")

    def turn_of_snapshot() -> str:
        with archive.snapshot() as snapshot:
            ids = [hit.passage_id for hit in snapshot.search_dense(vector, 10)]
            ids += [hit.passage_id for hit in snapshot.search_text("article", 10)]
            assert len(ids) == 6
            turns = {passage.text[-2] for passage in snapshot.passages(ids)}
            assert turns == {article.text[-2] for article in snapshot.articles()}
            (turn,) = turns
            assert int(turn) == snapshot.generation - 1
            return turn

    command = [sys.executable, "-c", REBUILDER, str(settings.seeds), str(settings.index)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "waiting\n"
        assert turn_of_snapshot() == "0"
        with pytest.raises(IndexBusy):
            rebuild(settings=settings)
        other.stdin.write("go on\n")
        other.stdin.flush()
        seen = set()
        while other.poll() is None:
            seen.add(turn_of_snapshot())
            time.sleep(0.01)
    assert other.returncode == 0
    assert turn_of_snapshot() == "8"
    assert len(seen) > 1


def test_a_derived_file_is_compared_with_its_digest_once_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "numbers"

    def digits(put: Callable[[bytes], int]) -> None:
        put(b"0123456789")

    derived_file.write(path, {"made_of": 1}, digits)
    compared = []
    whole = derived_file._is_whole

    def noting(stream: Any) -> bool:
        compared.append(stream.name)
        return whole(stream)

    monkeypatch.setattr(derived_file, "_is_whole", noting)
    assert derived_file.read_header(path) == derived_file.read_header(path) == {"made_of": 1}
    assert compared == []
    path.write_bytes(b"x" + path.read_bytes()[1:])
    assert derived_file.read_header(path) is None
    assert derived_file.read_header(path) is None
    assert len(compared) == 2
