"""Paths that lead nowhere, whatever the reason: each ends a command with a plain message, none with a surprise."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Citewire = Callable[..., Any]


@pytest.fixture
def awkward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder of what can stand in the place of a folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "store" / "store.sqlite3").mkdir(parents=True)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("The mill in Orvik closed on Monday after ninety years of work.")
    return tmp_path


PLACES = ["loop", "loop/below", "dangling", "file", "file/below", "pipe", "/dev/null", "x" * 300, "no\udcffsuch"]


@pytest.mark.parametrize("place", [*PLACES, "store"])
@pytest.mark.parametrize("command", [["ask", "Which mill closed?"], ["list"], ["rebuild", "articles"]])
@pytest.mark.usefixtures("awkward")
def test_an_index_that_cannot_be_there_is_said_plainly(citewire: Citewire, place: str, command: list[str]) -> None:
    ran = citewire("--index", place, *command)
    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert "unforeseen" not in ran.err


@pytest.mark.parametrize("place", [*PLACES, "~nobody-of-this-name/x"])
@pytest.mark.parametrize("command", ["rebuild", "watch", "forget"])
@pytest.mark.usefixtures("awkward")
def test_articles_that_cannot_be_there_are_said_plainly(citewire: Citewire, place: str, command: str) -> None:
    if command == "forget":
        citewire("--index", "index", "rebuild", "articles")
    ran = citewire("--index", "index", command, place)
    assert ran.status == 1
    assert ran.err.count("\n") == 1
    assert "unforeseen" not in ran.err


@pytest.mark.usefixtures("awkward")
def test_a_file_that_cannot_be_written_is_named(citewire: Citewire) -> None:
    citewire("--index", "index", "rebuild", "articles")
    ran = citewire("--index", "index", "cases", "--output", "loop")
    assert (ran.status, ran.err.splitlines()[-1][:22]) == (1, "loop cannot be read or")


def test_the_index_may_be_named_from_home(citewire: Citewire, awkward: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(awkward))
    (awkward / "citewire.toml").write_text('index = "~/news"')
    assert citewire("rebuild", "articles").status == 0
    assert (awkward / "news").is_dir()
    assert not (awkward / "~").exists()
