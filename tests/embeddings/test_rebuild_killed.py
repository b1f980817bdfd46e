"""A rebuild that is killed, by a signal that no process can catch, leaves the generation before it or its own."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import Archive, IndexMissing, IndexSettings, rebuild
from embeddings.store.derived.indexes import VECTORS_FILE

Write = Callable[[str, str | bytes], Path]
STAGES = ["scan", "read", "split", "embed", "commit", "index"]
POINTS = [f"{stage}-{end}" for stage in STAGES for end in ("start", "end")] + ["vectors-half-written"]
# Loads everything once, then dies once for each point in a fork of its own.
CHILD = """
import os, signal, sys
import torch
torch.set_num_threads(1)
from embeddings import Encoder, IndexSettings, Progress, rebuild
from embeddings.store.derived import derived_file

Encoder.load(None)
seeds, *indexes = sys.argv[1:]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

for index in indexes:
    stage, _, end = index.rpartition("/")[2].removeprefix("first-").partition("-")
    def listen(event: Progress) -> None:
        if event.stage == stage and event.done == (0 if end == "start" else event.total):
            die()
    child = os.fork()
    if not child:
        if stage == "vectors":
            derived_file.os.fsync = die
        rebuild(settings=IndexSettings(seeds=seeds, index=index), progress=listen)
        os._exit(0)
    print(os.waitpid(child, 0)[1])
"""


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Path]]:
    """Return a folder of changed articles and, by point of death, the index its rebuild left behind."""
    root = tmp_path_factory.mktemp("killed")
    seeds = root / "news"
    seeds.mkdir()
    for name in ("kept", "edited", "dropped"):
        (seeds / f"{name}.txt").write_text(f"Headline\n\nThe {name} article stands in its old state.")
    rebuild(settings=IndexSettings(seeds=seeds, index=root / "before"))
    for point in POINTS:
        shutil.copytree(root / "before", root / point)
    # The file of so few passages is written again only where it is missing.
    (root / "vectors-half-written" / VECTORS_FILE).unlink()
    (seeds / "edited.txt").write_text("Headline\n\nThe edited article stands in its new state.")
    (seeds / "added.txt").write_text("Headline\n\nThe added article stands in its new state.")
    (seeds / "dropped.txt").unlink()
    indexes = {point: root / point for point in (*POINTS, *(f"first-{point}" for point in POINTS))}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, seeds, *indexes.values()], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == [str(int(signal.SIGKILL))] * len(indexes), done.stderr
    return seeds, indexes


def read_all(settings: IndexSettings) -> tuple[int, set[str]]:
    """Return the generation and its articles' texts, read by every way there is: id, words and vector."""
    archive = Archive.open(settings)
    with archive.snapshot() as snapshot:
        texts = {article.text for article in snapshot.articles()}
        ids = {passage.id for article in snapshot.articles() for passage in snapshot.passages_of(article.id)}
        vector = archive.encoder.encode_query("article")
        assert {hit.passage_id for hit in snapshot.search_dense(vector, 10)} == ids
        assert {hit.passage_id for hit in snapshot.search_text("article", 10)} == ids
        assert {passage.text for passage in snapshot.passages(sorted(ids))} == texts
        return snapshot.generation, texts


def texts_of(*articles: tuple[str, str]) -> set[str]:
    return {f"The {name} article stands in its {state} state." for name, state in articles}


OLD = texts_of(("kept", "old"), ("edited", "old"), ("dropped", "old"))
NEW = texts_of(("kept", "old"), ("edited", "new"), ("added", "new"))
# By then every text was embedded, and none needs to be embedded again.
EMBEDDED = {"embed-end", "commit-start"}
COMMITTED = {"commit-end", "index-start", "index-end", "vectors-half-written"}


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_rebuild_leaves_a_whole_generation_and_the_next_one_succeeds(
    killed: tuple[Path, dict[str, Path]], point: str
) -> None:
    seeds, indexes = killed
    settings = IndexSettings(seeds=seeds, index=indexes[point])
    assert read_all(settings) == ((2, NEW) if point in COMMITTED else (1, OLD))
    report = rebuild(settings=settings)
    assert report.passages_embedded == (0 if point in COMMITTED | EMBEDDED else 2)
    assert read_all(settings) == (2, NEW)


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_first_rebuild_leaves_no_half_an_index(killed: tuple[Path, dict[str, Path]], point: str) -> None:
    seeds, indexes = killed
    settings = IndexSettings(seeds=seeds, index=indexes[f"first-{point}"])
    if point not in COMMITTED:
        with pytest.raises(IndexMissing, match="citewire rebuild"):
            Archive.open(settings)
    assert rebuild(settings=settings).articles_total == 3
    assert read_all(settings) == (1, NEW)
