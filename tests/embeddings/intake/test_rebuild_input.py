"""What a rebuild does with input that is not as it should be."""

import os
import random
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import Archive, IndexBusy, IndexDamaged, IndexMismatch, IndexSettings, InputError, Progress, rebuild
from embeddings.file_readers import UnreadableFile
from embeddings.intake.articles import read_bytes
from embeddings.intake.folder import FoundFile

Write = Callable[[str, str | bytes], Path]
STORY = "Headline of Tula\n\nThe first sentence is of Tula. The second one is of chips."


def test_a_missing_folder_is_named(settings: IndexSettings, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere.*citewire rebuild FOLDER"):
        rebuild(tmp_path / "nowhere", settings=settings)
    assert not settings.index.exists()


def test_an_empty_folder_is_an_error_that_says_what_to_put_there(settings: IndexSettings, write: Write) -> None:
    write("sound.mp3", b"ID3")
    with pytest.raises(InputError, match=r"no articles in .*\.txt"):
        rebuild(settings=settings)


def test_a_folder_that_was_emptied_loses_nothing(settings: IndexSettings, write: Write) -> None:
    path = write("a.txt", STORY)
    rebuild(settings=settings)
    path.unlink()
    with pytest.raises(InputError, match="citewire remove"):
        rebuild(settings=settings)
    with Archive.open(settings).snapshot() as snapshot:
        assert snapshot.counts().articles == 1


def test_bad_files_are_reported_and_the_others_built(settings: IndexSettings, write: Write) -> None:
    write("good.txt", STORY)
    write("empty.txt", "")
    write("blank.md", "---\ntitle: x\n---\n  \n")
    write("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(50))
    write("noise.txt", random.Random(1).randbytes(4000))
    write("cut.txt", "Москва".encode("utf-16")[:-1])
    write("broken.pdf", b"%PDF-1.4 broken")
    write("lines.jsonl", '{"text": "Fine."}\nnot json')
    report = rebuild(settings=settings)
    assert report.added == ("cut.txt", "good.txt", "lines.jsonl")
    reasons = dict(report.failed)
    assert set(reasons) == {"empty.txt", "blank.md", "image.txt", "noise.txt", "broken.pdf", "lines.jsonl#2"}
    assert "cut.txt" in dict(report.losses)
    assert "empty" in reasons["empty.txt"]
    assert "PNG image" in reasons["image.txt"]
    assert "JSON" in reasons["lines.jsonl#2"]
    assert set(dict(rebuild(settings=settings).failed)) == set(reasons)


def test_dates_beyond_measure_stop_no_rebuild(settings: IndexSettings, write: Write) -> None:
    for n, stamp in enumerate(("1000000000000000000", "1" + "0" * 20, '"5 ſep 2023"')):
        write(f"{n}.json", f'{{"title": "A", "text": "Sentence {n}.", "timestamp": {stamp}}}')
    write("Wire of 5 APRİL 2023.txt", STORY)
    report = rebuild(settings=settings)
    assert (len(report.added), report.failed) == (4, ())


def test_a_wrongly_encoded_file_is_read_by_its_likeliest_encoding(settings: IndexSettings, write: Write) -> None:
    text = "Москва рассчитывает на помощь Пекина в производстве микроэлектроники. Заводы отстают на три поколения."
    write("a.txt", text.encode("cp1251"))
    assert rebuild(settings=settings).failed == ()
    with Archive.open(settings).snapshot() as snapshot:
        assert [article.text for article in snapshot.articles()] == [text]


def test_a_file_that_went_bad_keeps_what_it_held(settings: IndexSettings, write: Write) -> None:
    write("a.txt", STORY)
    rebuild(settings=settings)
    write("a.txt", "")
    report = rebuild(settings=settings)
    assert "stays in the index" in dict(report.failed)["a.txt"]
    assert (report.removed, report.articles_total) == ((), 1)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are POSIX's")
def test_a_file_without_permission_is_unreadable_with_the_reason(settings: IndexSettings, write: Write) -> None:
    path = write("a.txt", STORY)
    path.chmod(0)
    file = FoundFile("a.txt", path.stat().st_size, path.stat().st_mtime_ns)
    privileged = os.geteuid() == 0
    if privileged:
        os.seteuid(65534)
    try:
        with pytest.raises(UnreadableFile, match="Permission denied"):
            read_bytes(settings.seeds, file)
    finally:
        if privileged:
            os.seteuid(0)


def test_a_file_that_vanishes_while_the_folder_is_read_is_reported(settings: IndexSettings, write: Write) -> None:
    write("a.txt", STORY)
    path = write("b.txt", STORY + " More.")
    report = rebuild(
        settings=settings, progress=lambda event: path.unlink(missing_ok=True) if event.stage == "read" else None
    )
    assert dict(report.failed)["b.txt"].startswith("cannot be opened")
    assert report.added == ("a.txt",)


def test_hidden_files_links_and_unknown_kinds_are_skipped_and_said(settings: IndexSettings, write: Write) -> None:
    target = write("a.txt", STORY)
    write(".hidden.txt", STORY)
    write(".git/config.txt", STORY)
    write("table.xls", b"x")
    write("page.html", "<p>A page that was saved.</p>")
    write("page_files/menu.html", STORY)
    (settings.seeds / "link.txt").symlink_to(target)
    (settings.seeds / "loop").symlink_to(settings.seeds)
    os.mkfifo(settings.seeds / "pipe.txt")
    (settings.seeds / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    report = rebuild(settings=settings)
    assert report.added == ("a.txt", "page.html")
    assert {path: reason.split(" (")[0] for path, reason in report.skipped} == {
        ".git": "is hidden",
        ".hidden.txt": "is hidden",
        "table.xls": "is a .xls file, a kind that is not read; save it as .xlsx or .csv",
        "page_files": "holds what a saved page shows beside its text",
        "link.txt": "is a symbolic link",
        "loop": "is a symbolic link",
        "pipe.txt": "is not a plain file",
        "caf?.txt": "has a name that is not valid text; rename it",
    }


def test_an_article_of_five_megabytes_is_built(settings: IndexSettings, write: Write) -> None:
    # Forty long sentences over and over: the passages repeat, and each text is embedded but once.
    cycle = "\n".join(f"Sentence {n} tells of the fund {'and of rubles ' * 30}in full." for n in range(40))
    text = "\n".join([cycle] * (5_000_000 // len(cycle) + 1))
    write("a.txt", text)
    report = rebuild(settings=settings)
    assert report.passages_total > 5000
    assert report.passages_embedded < 50
    with Archive.open(settings).snapshot() as snapshot:
        (article,) = snapshot.articles()
        assert len(article.text) > 5_000_000 - 100
        last = snapshot.passages_of(article.id)[-1]
        assert article.text[last.start : last.end] == last.text


def test_a_second_rebuild_while_one_runs_is_turned_away(settings: IndexSettings, write: Write) -> None:
    write("a.txt", STORY)
    reached, go_on = threading.Event(), threading.Event()

    def wait(event: Progress) -> None:
        if event.stage == "commit":
            reached.set()
            go_on.wait(60)

    first = threading.Thread(target=lambda: rebuild(settings=settings, progress=wait))
    first.start()
    assert reached.wait(60)
    try:
        with pytest.raises(IndexBusy, match="running"):
            rebuild(settings=settings)
    finally:
        go_on.set()
        first.join()
    assert rebuild(settings=settings).unchanged == ("a.txt",)


def test_an_index_of_another_encoder_is_refused_and_mended_by_full(
    settings: IndexSettings, write: Write, tmp_path: Path, small_model: Path
) -> None:
    write("a.txt", STORY)
    more = tmp_path / "more"
    more.mkdir()
    (more / "b.txt").write_text(STORY.replace("Tula", "Expo"))
    rebuild(settings=settings)
    rebuild(more, settings=settings)
    running = Archive.open(settings)
    small = settings.model_copy(update={"encoder": str(small_model)})
    for use in (lambda: rebuild(settings=small), lambda: Archive.open(small)):
        with pytest.raises(IndexMismatch, match=r"MiniLM.*small.*citewire rebuild --full"):
            use()
    report = rebuild(settings=small, full=True)
    assert (report.passages_embedded, report.articles_total) == (2, 2)
    archive = Archive.open(small)
    with archive.snapshot() as snapshot:
        vector = archive.encoder.encode_query("Tula")
        assert vector.shape == (16,)
        assert len(snapshot.search_dense(vector, 10)) == 2
    with pytest.raises(IndexMismatch, match=r"small.*MiniLM"), running.snapshot():
        pass


def test_an_index_of_another_version_is_refused_and_set_aside_by_full(settings: IndexSettings, write: Write) -> None:
    write("a.txt", STORY)
    rebuild(settings=settings)
    with sqlite3.connect(settings.index / "store.sqlite3") as store:
        store.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    for use in (lambda: rebuild(settings=settings), lambda: Archive.open(settings)):
        with pytest.raises(IndexMismatch, match=r"version.*citewire rebuild --full"):
            use()
    assert Path(str(rebuild(settings=settings, full=True).set_aside)).exists()


@pytest.mark.parametrize("damage", ["garbage", "half"])
def test_a_damaged_index_is_said_and_set_aside_by_full(settings: IndexSettings, write: Write, damage: str) -> None:
    for n in range(30):
        write(f"{n}.txt", STORY.replace("Tula", f"Tula {n}"))
    rebuild(settings=settings)
    path = settings.index / "store.sqlite3"
    whole = path.read_bytes()
    path.write_bytes(b"garbage" * 1000 if damage == "garbage" else whole[: len(whole) // 2])
    with pytest.raises(IndexDamaged, match="citewire rebuild --full"), Archive.open(settings).snapshot() as snapshot:
        snapshot.articles()
        snapshot.search_text("Tula", 50)
    report = rebuild(settings=settings, full=True)
    assert report.set_aside
    assert Path(report.set_aside).stat().st_size > 0
    assert report.articles_total == 30
    with Archive.open(settings).snapshot() as snapshot:
        assert len(snapshot.articles()) == 30


def test_an_index_folder_that_is_a_file_is_named(settings: IndexSettings, write: Write) -> None:
    write("a.txt", STORY)
    settings.index.write_text("in the way")
    with pytest.raises(InputError, match="CITEWIRE_INDEX"):
        rebuild(settings=settings)


def test_a_store_no_engine_serves_is_named(settings: IndexSettings, write: Write) -> None:
    write("a.txt", STORY)
    with pytest.raises(InputError, match="CITEWIRE_STORE"):
        rebuild(settings=settings.model_copy(update={"store": "redis://nowhere"}))
