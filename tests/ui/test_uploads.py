"""Uploads: names are never paths, kinds and numbers are limited."""

import pytest

from rag import InputError, Settings
from ui.uploads import MOST_FILES, keep


def test_a_file_is_kept_under_a_harmless_name(tmp_path):
    file = tmp_path / "..%2f..%2fevil <b>.TXT"
    file.write_text("An article.")
    folder = keep([file], Settings(index=tmp_path / "index"))
    (kept,) = folder.iterdir()
    assert kept.read_text() == "An article." and kept.suffix == ".txt"
    assert kept.stem.replace("-", "").isalnum()


def test_two_files_of_one_name_stay_two_and_one_sent_twice_stays_one(tmp_path):
    settings = Settings(index=tmp_path / "index")
    for folder, text in (("a", "First."), ("b", "Second."), ("c", "First.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(text)
        kept = keep([tmp_path / folder / "news.txt"], settings)
    assert sorted(file.read_text() for file in kept.iterdir()) == ["First.", "Second."]


def test_an_unknown_kind_is_refused_and_nothing_kept(tmp_path):
    good, bad = tmp_path / "good.txt", tmp_path / "bad.exe"
    good.write_text("An article.")
    bad.write_bytes(b"MZ")
    with pytest.raises(InputError, match=r"bad\.exe"):
        keep([good, bad], Settings(index=tmp_path / "index"))
    assert not (tmp_path / "index" / "uploads").exists()


def test_too_many_files_are_refused_with_the_way_out(tmp_path):
    with pytest.raises(InputError, match="citewire rebuild FOLDER"):
        keep([tmp_path / "a.txt"] * (MOST_FILES + 1), Settings(index=tmp_path / "index"))
