"""An index that nothing may be written to, on a read-only disk or of another user, is asked, listed and verified."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from rag import Settings

# All modules and models are loaded before the user is changed: the other one may read none of them.
PROGRAM = """
import os, sys
from rag import CitewireError, Settings, answer, verify
from embeddings import Archive, rebuild
from rag.integrity import check_store

seeds, own, other = sys.argv[1:]

def look(settings):
    given = answer("Who spoke at the InfoSpace forum?", settings=settings)
    with Archive.open(settings).snapshot() as snapshot:
        print(given.short, verify(given, settings=settings).ok, len(snapshot.articles()), check_store(snapshot).faults)

look(Settings(seeds=seeds, index=own))
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
look(Settings(seeds=seeds, index=other))
try:
    rebuild(settings=Settings(seeds=seeds, index=other))
except CitewireError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
def test_an_index_of_another_user_is_read(seeds_index: Path) -> None:
    seeds = Path(__file__).resolve().parents[3] / "seeds"
    # Every run of pytest shuts the folders of all runs to other users, so this one lies elsewhere.
    with tempfile.TemporaryDirectory() as place:
        index = Path(place) / "other"
        shutil.copytree(seeds_index, index)
        for path in (index, *index.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        Path(place).chmod(0o755)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", PROGRAM, *map(str, (seeds, seeds_index, index))]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=place)
    assert done.returncode == 0, done.stderr
    own, other, written = done.stdout.splitlines()
    assert own.startswith("Vasily Shpak True ")
    assert other == own
    assert "cannot be written" in written


def test_a_store_that_may_not_be_written_is_opened_as_it_is(
    seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from embeddings import Archive

    index = Path(shutil.copytree(seeds_index, tmp_path / "copy"))
    monkeypatch.setattr("embeddings.store.sqlite.schema.os.access", lambda *_: False)
    before = sorted(index.iterdir())
    archive = Archive.open(Settings(index=index))
    with archive.snapshot() as snapshot:
        assert snapshot.counts().articles == len(snapshot.articles())
        assert snapshot.search_dense(archive.encoder.encode_query("forum"), 3)
        assert snapshot.search_text("forum", 3)
    assert sorted(index.iterdir()) == before
