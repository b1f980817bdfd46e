"""Files are read in processes of their own: the worst of them is a line in the report, and the others are read."""

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from embeddings import IndexSettings, rebuild
from embeddings.file_readers import READERS, Contents, Draft, UnreadableFile
from embeddings.intake import reading, reading_process
from embeddings.intake.reading import read_each
from embeddings.intake.reading_process import Request

Write = Callable[[str, str | bytes], Path]
STORY = "Headline\n\nThe harbour of Velm opened its second quay."


# Readers that go wrong in each way there is, with little time and memory, for the sake of the tests' own.
PROGRAM = """
import os
from embeddings.file_readers import READERS
from embeddings.intake import reading_process

def spin(data):
    while True:
        pass

READERS[".html"] = spin
READERS[".md"] = lambda data: bytearray(10 ** 10)
READERS[".pdf"] = lambda data: os._exit(3)
reading_process.SECONDS, reading_process.MEMORY_MB = 1, 120
reading_process.main()
"""


@pytest.fixture(autouse=True)
def _faulty_readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(reading, "_PROGRAM", PROGRAM)
    monkeypatch.setattr(reading, "_pools", {})
    yield
    reading._pool().close()


def outcome_of(name: str, data: bytes) -> Contents | UnreadableFile:
    ((_, outcome),) = read_each([(None, Request(name, data))])
    return outcome


def test_files_come_back_in_order(settings: IndexSettings) -> None:
    files = [(n, Request(f"{n}.txt", f"{STORY} Ship {n} came.".encode())) for n in range(40)]
    found = list(read_each(files))
    assert [number for number, _ in found] == list(range(40))
    assert all(isinstance(one, Contents) and f"Ship {n} came" in one.drafts[0].text for n, one in found)


def test_a_file_that_takes_too_much_or_ends_its_process_spoils_no_other(settings: IndexSettings, write: Write) -> None:
    for name in ("spins.html", "fills.md", "dies.pdf", "sound.txt", "later.txt"):
        write(name, f"{STORY} So says {name}.")
    report = rebuild(settings=settings)
    failed = dict(report.failed)
    assert report.added == ("later.txt", "sound.txt")
    assert " s to read" in failed["spins.html"]
    assert "takes more than 120 MB" in failed["fills.md"]
    assert "ends the process" in failed["dies.pdf"]


def test_whatever_a_parser_raises_concerns_its_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes) -> Contents:
        raise ZeroDivisionError(len(data))

    monkeypatch.setitem(READERS, ".html", fail)
    assert "ZeroDivisionError: 1" in str(reading_process.read(Request("a.html", b"x")))
    monkeypatch.setitem(READERS, ".html", lambda _: Contents({0: Draft(None)}))  # type: ignore[arg-type]
    assert "cannot be read" in str(reading_process.read(Request("a.html", b"x")))


def test_bytes_that_are_no_letters_are_told_as_a_loss() -> None:
    contents = reading_process.read(Request("a.txt", "“The quay” of Velm – opened.".encode() + b" \xff now."))
    assert isinstance(contents, Contents)
    assert "“The quay” of Velm" in contents.drafts[0].text
    assert contents.losses == ("1 letters cannot be read and stand as \ufffd",)


def test_a_document_that_unpacks_to_too_much_is_refused_before_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_process, "_UNPACKED_MB", 1)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/media/image.bmp", bytes(3 * 1024 * 1024))
    assert "unpacks to 3 MB" in str(reading_process.read(Request("a.docx", packed.getvalue())))


def test_what_a_taken_over_process_sends_makes_no_objects_but_those_of_a_file(settings: IndexSettings) -> None:
    with pytest.raises(Exception, match=r"posix\.system|nt\.system"):
        reading._Unpickler(io.BytesIO(b"cposix\nsystem\n(S'true'\ntR.")).load()


def test_a_script_without_a_main_guard_can_rebuild(settings: IndexSettings, write: Write, tmp_path: Path) -> None:
    write("a.txt", STORY)
    script = tmp_path / "script.py"
    script.write_text(
        "from embeddings import IndexSettings, rebuild\n"
        f"print(rebuild(settings=IndexSettings(seeds={str(settings.seeds)!r}, index={str(settings.index)!r}),"
        " dry_run=True).added)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout == "('a.txt',)\n"
