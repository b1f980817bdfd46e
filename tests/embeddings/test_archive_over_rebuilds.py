"""An archive that is open goes on answering, each snapshot of one moment, whatever becomes of the index."""

import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import Archive, IndexBusy, IndexMissing, IndexSettings, rebuild, remove

Write = Callable[[str, str | bytes], Path]
Paths = Callable[..., list[str]]


def test_an_open_archive_sees_every_rebuild(
    archive: Archive, paths: Paths, settings: IndexSettings, write: Write
) -> None:
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
    archive: Archive, paths: Paths, settings: IndexSettings, write: Write
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


def test_an_archive_follows_an_index_that_was_deleted_and_built_anew(
    archive: Archive, paths: Paths, settings: IndexSettings
) -> None:
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


def test_many_threads_share_an_archive(archive: Archive, settings: IndexSettings, write: Write) -> None:
    vector = archive.encoder.encode_query("rubles")
    faults: list[BaseException] = []
    asked: list[int] = []
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
                    asked.append(snapshot.generation)
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
    assert len(set(asked)) > 1


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
