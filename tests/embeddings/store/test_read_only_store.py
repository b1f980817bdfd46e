"""An index that nothing may be written to, on a read-only disk or of another user, is asked, listed and verified."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from embeddings import IndexSettings
from rag import Settings

PROGRAM = """
import os, sys
from rag import CitewireError, Settings, answer, verify
from embeddings import Archive, rebuild
from rag.integrity import check_store

settings = Settings(seeds=sys.argv[1], index=sys.argv[2])
given = answer("Who spoke at the InfoSpace forum?", settings=settings)
with Archive.open(settings).snapshot() as snapshot:
    print(given.short, verify(given, settings=settings).ok, len(snapshot.articles()), check_store(snapshot).faults)
try:
    rebuild(settings=settings)
except CitewireError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="another user is needed")
def test_an_index_of_another_user_is_read(settings: IndexSettings, seeds_index: Path, tmp_path: Path) -> None:
    index, seeds = tmp_path / "other", Path(__file__).resolve().parents[3] / "seeds"
    shutil.copytree(seeds_index, index)
    for path in (index, *index.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for folder in (*tmp_path.parents, tmp_path):
        if folder.stat().st_uid == 0 and "pytest" in str(folder):
            folder.chmod(0o755)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "HOME": "/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, seeds, index],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        user=65534,
        group=65534,
        extra_groups=[],
    )
    if "Permission denied" in done.stderr and "python" in done.stderr:
        pytest.skip("the other user may not run Python here")
    read, written = done.stdout.splitlines()
    assert read.startswith("Vasily Shpak True ")
    assert read.endswith("()")
    assert "cannot be written" in written


def test_a_store_that_may_not_be_written_is_opened_as_it_is(
    seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from embeddings import Archive

    index = Path(shutil.copytree(seeds_index, tmp_path / "copy"))
    monkeypatch.setattr("embeddings.store.sqlite.schema.os.access", lambda *_: False)
    archive = Archive.open(Settings(index=index))
    with archive.snapshot() as snapshot:
        assert snapshot.counts().articles == len(snapshot.articles())
        assert snapshot.search_dense(archive.encoder.encode_query("forum"), 3)
        assert snapshot.search_text("forum", 3)
    assert not list(index.glob("*-shm"))
