import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import IndexSettings
from embeddings.__main__ import main

Write = Callable[[str, str | bytes], Path]
Run = Callable[..., int]


@pytest.fixture
def run(settings: IndexSettings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return what runs `python -m embeddings` with these arguments and returns its exit status."""
    monkeypatch.setenv("CITEWIRE_INDEX", str(settings.index))

    def run_main(*arguments: str | Path) -> int:
        monkeypatch.setattr(sys, "argv", ["embeddings", *map(str, arguments)])
        return main()

    return run_main


def test_a_rebuild_is_told_in_plain_words(
    run: Run, settings: IndexSettings, write: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.txt", "Headline\n\nA story.")
    write("b.txt", "Headline\n\nA story.")
    write("c.txt", "")
    write("d.xls", "")
    assert run(settings.seeds) == 0
    told = capsys.readouterr().out
    assert "2 added" in told
    assert "not read: c.txt is empty" in told
    assert "skipped: d.xls" in told
    assert "same text: b.txt is a.txt" in told
    assert "1 articles, 1 passages, 1 embedded, generation 1" in told


def test_the_folder_of_the_settings_is_the_default(
    run: Run, settings: IndexSettings, write: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write("a.txt", "Headline\n\nA story.")
    monkeypatch.setenv("CITEWIRE_SEEDS", str(settings.seeds))
    assert run("--dry-run") == 0
    assert "nothing was written" in capsys.readouterr().out
    assert not settings.index.exists()


def test_an_error_is_one_message_and_a_status(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path / "nowhere") == 1
    shown = capsys.readouterr()
    assert "There is no folder" in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_a_folder_of_nothing_readable_fails(run: Run, settings: IndexSettings, write: Write) -> None:
    write("a.txt", "")
    assert run(settings.seeds) == 1
