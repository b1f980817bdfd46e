"""Fixtures every room shares: settings that nothing outside the test reaches, and one index over the seeds."""

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from embeddings import IndexSettings, rebuild
from embeddings.encoding.loading import own_process
from rag import Settings

own_process()
# No test may wait for a network that is not there.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

REPOSITORY = Path(__file__).resolve().parent.parent
SEEDS = REPOSITORY / "seeds"


@pytest.fixture(autouse=True)
def clean_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run every test in an empty folder with no `CITEWIRE_*` variable set."""
    for name in [name for name in os.environ if name.startswith("CITEWIRE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the index over the sample articles once; a test that writes copies the folder first."""
    index = tmp_path_factory.mktemp("seeds-index")
    rebuild(SEEDS, settings=IndexSettings(seeds=SEEDS, index=index))
    return index


@pytest.fixture
def settings(seeds_index: Path) -> Settings:
    """Settings over the sample articles; equal in every test, so that the engine is loaded once."""
    return Settings(seeds=SEEDS, index=seeds_index)


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Settings]:
    """Return a function that indexes the given articles (file name -> text) in a folder of their own."""
    folder, index = tmp_path / "articles", tmp_path / "index"

    def build(**articles: str) -> Settings:
        folder.mkdir(exist_ok=True)
        for name, text in articles.items():
            (folder / f"{name}.md").write_text(text, encoding="utf-8")
        rebuild(folder, settings=IndexSettings(seeds=folder, index=index))
        return Settings(seeds=folder, index=index)

    return build


class Ran:
    """What a command left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def citewire(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Return a function that runs a command line in this process."""
    from citewire.cli.app import main

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    monkeypatch.setattr(sys, "argv", ["citewire"])
    return run


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    def find() -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            return int(probe.getsockname()[1])

    return find
