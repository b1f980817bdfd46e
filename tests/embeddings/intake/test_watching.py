from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from embeddings import IndexSettings, InputError, RebuildReport
from embeddings.intake.watching import watch

Write = Callable[[str, str | bytes], Path]


def test_a_burst_of_changes_is_one_rebuild(settings: IndexSettings, write: Write) -> None:
    write("a.txt", "The ferry sails at nine.")
    stop = Event()
    reports = watch(settings=settings, stop=stop)
    first = next(reports)
    assert isinstance(first, RebuildReport)
    assert first.added == ("a.txt",)
    write("b.txt", "The ferry sails at ten.")
    write(".hidden.txt", "Nobody reads this.")
    (settings.seeds / "a.txt").unlink()
    second = next(reports)
    assert isinstance(second, RebuildReport)
    assert (second.added, second.removed) == (("b.txt",), ("a.txt",))
    stop.set()
    assert next(reports, None) is None


def test_a_folder_that_cannot_be_built_yet_is_watched_on(settings: IndexSettings, write: Write) -> None:
    settings.seeds.mkdir(exist_ok=True)
    reports = watch(settings=settings)
    assert isinstance(next(reports), InputError)
    write("a.txt", "The ferry sails at nine.")
    report = next(reports)
    assert isinstance(report, RebuildReport)
    assert report.added == ("a.txt",)


def test_a_folder_that_is_not_there_is_said(settings: IndexSettings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="citewire watch FOLDER"):
        next(watch(tmp_path / "nowhere", settings=settings))
