"""A damaged store is found, answers nothing wrong, and is mended by the command that its message names."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.hostile.stores import QUESTIONS, answers, damages, faults, sound_index
from embeddings import Archive, IndexMissing, rebuild
from embeddings.store.sqlite.edit import SqliteEdit
from rag import CitewireError, Settings, answer, verify
from rag.result import Answer

# One of each kind; `python -m benchmarks.hostile` goes through all.
CHOSEN = (
    "a figure in text and passage",
    "a figure of another folder",
    "a headline that is no UTF-8",
    "a generation that is no number",
    "a passage that is gone",
    "words of nothing",
    "a page turned over",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, list[str]]:
    """Settings of a sound index, and the answers that it gives."""
    settings = sound_index(tmp_path_factory.mktemp("sound"))
    return settings, [answer(question, settings=settings).text for question in QUESTIONS]


@pytest.fixture
def damaged(sound: tuple[Settings, list[str]], tmp_path: Path) -> Callable[[str], Settings]:
    """Return what copies the sound index and damages the copy in the way that is named."""

    def damage(name: str) -> Settings:
        settings, _ = sound
        copy = settings.model_copy(update={"index": tmp_path / "index"})
        shutil.copytree(settings.index, copy.index)
        damages()[name](copy.index)
        return copy

    return damage


@pytest.mark.parametrize("name", CHOSEN)
def test_damage_is_found_answers_nothing_wrong_and_is_mended(
    sound: tuple[Settings, list[str]], damaged: Callable[[str], Settings], name: str
) -> None:
    settings, right = damaged(name), sound[1]
    assert faults(settings)
    for given, expected in zip(answers(settings), right, strict=True):
        assert given == expected or re.search("damaged.*citewire rebuild --full", given)
    rebuild(settings=settings, full=True)
    assert faults(settings) == []
    assert answers(settings) == right


def test_a_quote_of_a_row_that_was_changed_with_its_text_does_not_verify(
    sound: tuple[Settings, list[str]], damaged: Callable[[str], Settings]
) -> None:
    before: Answer = answer(QUESTIONS[0], settings=sound[0])
    settings = damaged("a figure in text and passage")
    assert verify(before, settings=sound[0]).ok
    (failure, *_) = verify(before, settings=settings).failures
    assert "citewire rebuild --full" in failure.reason


def test_what_cannot_be_read_again_is_told(damaged: Callable[[str], Settings]) -> None:
    settings = damaged("a figure of another folder")
    (settings.seeds.parent / "more" / "orchestra.md").rename(settings.seeds.parent / "orchestra.md")
    try:
        report = rebuild(settings=settings, full=True)
        assert any("more" in path for path, _ in report.failed)
    finally:
        (settings.seeds.parent / "orchestra.md").rename(settings.seeds.parent / "more" / "orchestra.md")


def test_nothing_is_set_aside_before_there_is_a_better_store(
    damaged: Callable[[str], Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = damaged("half a file")
    before = {path.name: path.read_bytes() for path in settings.index.glob("store.sqlite3*") if "shm" not in path.name}

    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(SqliteEdit, "commit", fail)
        rebuild(settings=settings, full=True)
    after = {path.name: path.read_bytes() for path in settings.index.iterdir() if path.name in before}
    assert after == before
    report = rebuild(settings=settings, full=True)
    assert Path(str(report.set_aside)).read_bytes() == before["store.sqlite3"]
    assert faults(settings) == []


def test_a_dry_run_over_a_damaged_store_changes_nothing(damaged: Callable[[str], Settings]) -> None:
    settings = damaged("half a file")
    before = (settings.index / "store.sqlite3").read_bytes()
    assert rebuild(settings=settings, full=True, dry_run=True).articles_total
    assert (settings.index / "store.sqlite3").read_bytes() == before


def test_an_empty_file_is_no_index(damaged: Callable[[str], Settings]) -> None:
    settings = damaged("no vector")
    (settings.index / "store.sqlite3").write_bytes(b"")
    with pytest.raises(IndexMissing, match="citewire rebuild"):
        Archive.open(settings)


def test_an_index_that_cannot_be_looked_at_is_no_missing_one(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite3").symlink_to("store.sqlite3")
    with pytest.raises(CitewireError, match=r"store\.sqlite3 cannot be read .*CITEWIRE_INDEX") as told:
        Archive.open(Settings(index=tmp_path))
    assert not isinstance(told.value, IndexMissing)
