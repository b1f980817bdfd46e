"""Uploads: names are never paths, kinds and numbers are limited."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from embeddings.file_readers import READERS, read_contents
from rag import InputError, Settings
from ui.library.uploads import KINDS, LARGEST_FILE, LARGEST_TEXT, MOST_FILES, keep, keep_text, shown_name
from ui.library.zip_file import members


def test_a_file_is_kept_under_a_harmless_name(tmp_path: Path) -> None:
    file = tmp_path / "..%2f..%2fevil <b>.TXT"
    file.write_text("An article.")
    (kept,) = keep([file], Settings(index=tmp_path / "index")).folder.iterdir()
    assert kept.read_text() == "An article." and kept.suffix == ".txt"
    assert kept.stem.replace("-", "").isalnum()


def test_every_kind_that_is_read_can_be_uploaded() -> None:
    assert {*KINDS, ".zip"} == set(READERS)


def test_an_upload_is_shown_by_the_name_it_came_with(tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    file.write_bytes(b"no pdf")
    (name,) = keep([file], Settings(index=tmp_path / "index")).names
    assert name != "broken.pdf" and shown_name(name) == "broken.pdf" and shown_name("a-b.txt") == "a-b.txt"


def test_two_files_of_one_name_stay_two_and_one_sent_twice_stays_one(tmp_path: Path) -> None:
    settings = Settings(index=tmp_path / "index")
    for folder, text in (("a", "First."), ("b", "Second."), ("c", "First.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "news.txt").write_text(text)
        kept = keep([tmp_path / folder / "news.txt"], settings)
    assert sorted(file.read_text() for file in kept.folder.iterdir()) == ["First.", "Second."]


def test_an_unknown_kind_is_refused_by_name_and_the_others_are_kept(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "bad.exe"
    good.write_text("An article.")
    bad.write_bytes(b"MZ")
    taken = keep([good, bad], Settings(index=tmp_path / "index"))
    assert [file.read_text() for file in taken.folder.iterdir()] == ["An article."]
    ((name, reason),) = taken.refused
    assert name == "bad.exe" and "save it as" in reason


def test_unknown_kinds_alone_are_refused_and_nothing_kept(tmp_path: Path) -> None:
    bad = tmp_path / "bad.exe"
    bad.write_bytes(b"MZ")
    with pytest.raises(InputError, match=r"bad\.exe"):
        keep([bad], Settings(index=tmp_path / "index"))
    assert not (tmp_path / "index" / "uploads").exists()


def test_what_the_server_put_down_for_the_upload_is_cleared_away(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text("An article.")
    keep([file], Settings(index=tmp_path / "index"))
    assert not file.exists()


def test_too_many_files_are_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="citewire rebuild FOLDER"):
        keep([tmp_path / "a.txt"] * (MOST_FILES + 1), Settings(index=tmp_path / "index"))


def packed(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_the_articles_of_an_archive_are_kept_by_their_bare_names(tmp_path: Path) -> None:
    file = packed(
        tmp_path / "news.zip",
        {
            "../../../evil.txt": b"Climbing.",
            "/etc/passwd.txt": b"Absolute.",
            "deep/down/news.txt": b"Deep.",
            "__MACOSX/._news.txt": b"hidden",
            "program.exe": b"PNG",
        },
    )
    taken = keep([file], Settings(index=tmp_path / "index"))
    assert sorted(kept.read_text() for kept in taken.folder.rglob("*")) == ["Absolute.", "Climbing.", "Deep."]
    assert all(kept.parent == taken.folder for kept in taken.folder.rglob("*"))
    assert [name for name, _ in taken.refused] == ["program.exe"]
    assert {path.name for path in tmp_path.iterdir()} == {"index"}


def test_an_archive_that_swells_beyond_measure_is_refused_and_nothing_kept(tmp_path: Path) -> None:
    file = packed(tmp_path / "bomb.zip", {"a.txt": b"0" * (LARGEST_FILE + 1)})
    assert file.stat().st_size < 100_000
    with pytest.raises(InputError, match="20 MB"):
        keep([file], Settings(index=tmp_path / "index"))
    assert not (tmp_path / "index" / "uploads").exists()


def test_what_an_archive_says_of_its_sizes_counts_for_nothing(tmp_path: Path) -> None:
    file = packed(tmp_path / "liar.zip", {"a.txt": b"0" * 3000, "b.txt": b"0" * 3000})
    with pytest.raises(InputError, match="all"):
        list(members(file, most=10, largest=4000, total=5000))


@pytest.mark.parametrize(("data", "words"), [(b"no archive", "broken"), (None, "password")])
def test_an_archive_that_cannot_be_opened_says_why(tmp_path: Path, data: bytes | bytearray | None, words: str) -> None:
    file = packed(tmp_path / "news.zip", {"a.txt": b"An article."})
    if data is None:  # the flag of a member with a password, in the local header and in the directory
        data = bytearray(file.read_bytes())
        for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            data[data.index(mark) + offset] |= 1
    file.write_bytes(data)
    with pytest.raises(InputError, match=words):
        keep([file], Settings(index=tmp_path / "index"))


def test_an_archive_of_too_many_files_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = packed(tmp_path / "many.zip", {f"{n}.txt": b"x" for n in range(MOST_FILES + 1)})
    with pytest.raises(InputError, match="too many"):
        keep([file], Settings(index=tmp_path / "index"))


def test_archives_sent_together_swell_no_more_than_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.library.uploads.LARGEST_REQUEST", 5000)
    files = [packed(tmp_path / f"{n}.zip", {f"{n}.txt": str(n).encode() * 3000}) for n in range(3)]
    taken = keep(files, Settings(index=tmp_path / "index"))
    assert len(taken.names) == 1 and [name for name, _ in taken.refused] == ["1.zip", "2.zip"]


def test_archives_sent_together_hold_no_more_files_than_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.library.uploads.MOST_FILES", 3)
    files = [packed(tmp_path / f"{n}.zip", {f"{n}{m}.txt": f"{n}{m}".encode() for m in "ab"}) for n in range(2)]
    taken = keep(files, Settings(index=tmp_path / "index"))
    assert len(taken.names) == 2 and [name for name, _ in taken.refused] == ["1.zip"]


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_says_so_however_it_is_packed(tmp_path: Path, method: int) -> None:
    file = tmp_path / "news.zip"
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr("a.txt", "An article. " * 50)
    data = bytearray(file.read_bytes())
    data[44:60] = bytes(16)
    file.write_bytes(data)
    with pytest.raises(InputError, match="broken"):
        keep([file], Settings(index=tmp_path / "index"))


def test_pasted_text_is_read_as_it_was_pasted(tmp_path: Path) -> None:
    text = "One & two <i>said</i>.\n\nFive < six."
    taken = keep_text(" A <b>headline</b> ", "Outlet", "2023-04-05", text, Settings(index=tmp_path / "index"))
    (kept,) = taken.folder.iterdir()
    draft = read_contents(kept.name, kept.read_bytes()).drafts[0]
    assert (draft.title, draft.source, draft.published) == ("A <b>headline</b>", "Outlet", date(2023, 4, 5))
    assert draft.text == text


@pytest.mark.parametrize(("title", "text"), [("", "Text."), ("Title", " "), ("Title", "x" * (LARGEST_TEXT + 1))])
def test_pasted_text_that_is_no_article_is_refused(tmp_path: Path, title: str, text: str) -> None:
    with pytest.raises(InputError):
        keep_text(title, "", "", text, Settings(index=tmp_path / "index"))
