"""Fixtures of the question answering room: settings over the sample articles, and one engine for all tests."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from embeddings import IndexSettings, rebuild
from rag import Settings

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


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
    from rag.cli.app import main

    def run(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    monkeypatch.setattr(sys, "argv", ["citewire"])
    return run
