"""Settings: defaults, then environment, then the file in this folder, then what is passed."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from embeddings import IndexSettings
from rag import InputError, load_settings


def test_each_source_overrides_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().top_k == 5
    monkeypatch.setenv("CITEWIRE_TOP_K", "6")
    assert load_settings().top_k == 6
    Path("citewire.toml").write_text("top_k = 7\n")
    assert load_settings().top_k == 7
    Path("other.toml").write_text("top_k = 8\n")
    assert load_settings(Path("other.toml")).top_k == 8
    assert load_settings(Path("other.toml"), {"top_k": 9}).top_k == 9


def test_the_index_settings_are_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_READER", "somebody/flan")
    monkeypatch.setenv("CITEWIRE_SEEDS", "press")
    assert (load_settings().reader, load_settings().seeds) == ("somebody/flan", Path("press"))


def test_a_value_out_of_range_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_TOP_K", "many")
    with pytest.raises(InputError, match="top_k = 'many'"):
        load_settings()


@pytest.mark.parametrize("content", ["top_k = = 7", "\x00"])
def test_a_file_that_is_no_toml_is_named(content: str) -> None:
    Path("citewire.toml").write_text(content)
    with pytest.raises(InputError, match=r"citewire\.toml is not valid TOML"):
        load_settings()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("top_kk = 3", "names top_kk, which is no setting. Did you mean top_k?"),
        ('sedes = "press"', "names sedes, which is no setting. Did you mean seeds?"),
        ("zzzzzzzz = 1", "There are: seeds, index, encoder"),
    ],
)
@pytest.mark.parametrize("name", ["citewire.toml", "other.toml"])
def test_a_misspelt_key_is_named_with_the_nearest_right_one(content: str, said: str, name: str) -> None:
    Path(name).write_text(content)
    with pytest.raises(InputError, match=re.escape(said)):
        load_settings(Path(name) if name == "other.toml" else None)


def test_a_file_with_settings_of_the_answer_serves_a_rebuild_too() -> None:
    Path("citewire.toml").write_text('top_k = 3\nseeds = "press"\n')
    assert IndexSettings.load().seeds == Path("press")


def test_a_settings_file_that_is_missing_is_named() -> None:
    with pytest.raises(InputError, match=r"absent\.toml"):
        load_settings(Path("absent.toml"))


def not_utf8(file: Path) -> None:
    file.write_bytes(b'seeds = "\xff"')


def loop(file: Path) -> None:
    file.symlink_to(file)


@pytest.mark.parametrize("made", [Path.mkdir, loop, not_utf8])
@pytest.mark.parametrize("name", ["citewire.toml", "other.toml"])
def test_a_settings_file_that_cannot_be_read_is_named(made: Callable[[Path], None], name: str) -> None:
    made(Path(name))
    with pytest.raises(InputError, match=rf"The settings file {name} cannot be read .*another folder\."):
        load_settings(Path(name) if name == "other.toml" else None)


def test_a_working_folder_that_may_not_be_entered_is_told_of_without_an_option_that_nobody_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    monkeypatch.chdir(shut)
    with entered_by_nobody(shut), pytest.raises(InputError) as told:
        load_settings()
    assert str(told.value).startswith("The settings file citewire.toml cannot be read (Permission denied).")
    assert "--config" not in str(told.value)


@contextmanager
def entered_by_nobody(folder: Path) -> Iterator[None]:
    """Take the right to enter a folder away, also from root, who is somebody else meanwhile."""
    me = os.geteuid()
    folder.chmod(0)
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)
        folder.chmod(0o700)


def test_every_setting_is_described() -> None:
    assert all(field.description for field in type(load_settings()).model_fields.values())
