"""Each of the examples runs as it stands and says what it promises."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
EXAMPLES = REPOSITORY / "examples"


def run(*command: object, index: Path | None = None) -> str:
    """Return what a command prints, run in the repository."""
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)} | ({"CITEWIRE_INDEX": str(index)} if index else {})
    ran = subprocess.run(
        [*map(str, command)], cwd=REPOSITORY, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def served(seeds_index: Path, free_port: Callable[[], int]) -> Iterator[str]:
    """A chat over the sample articles; return its address."""
    url = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "citewire", "chat", "--index", str(seeds_index), "--seeds", "seeds"]
    with subprocess.Popen([*command, "--port", str(port)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as chat:
        assert chat.stdout
        assert any(url in line for line in chat.stdout)
        yield url
        chat.terminate()


def test_there_is_a_test_for_every_example() -> None:
    tested = Path(__file__).read_text(encoding="utf-8")
    assert [path.name for path in EXAMPLES.iterdir() if path.is_file() and f'"{path.name}"' not in tested] == []


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("Ferry opens\n\nThe ferry to Marnholm was opened by Ada Lund on Monday.")
    (tmp_path / "notes.xyz").write_text("no article")
    told = run(sys.executable, EXAMPLES / "own_folder.py", tmp_path, "Who opened the ferry?", "How is bread made?")
    assert "1 articles, 1 passages" in told
    assert "not read: notes.xyz" in told
    assert "Ada Lund [1]" in told
    assert "Not in these articles" in told


def test_the_walk_through_an_answer(seeds_index: Path, tmp_path: Path) -> None:
    shutil.copytree(seeds_index, tmp_path / "index")
    told = run(sys.executable, EXAMPLES / "walk_through.py", index=tmp_path / "index")
    assert "Cisco [1]" in told
    assert "1.86 billion rubles" in told
    assert "Not in these articles" in told
    assert "passages to read" in told


def test_a_program_asks_through_the_api(served: str) -> None:
    told = run(sys.executable, EXAMPLES / "api_client.py", "Which company destroyed its stocks in Russia?", served)
    assert told.startswith("Cisco [1]")
    assert '"The U.S. company Cisco' in told


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_shell_asks_through_the_api(served: str) -> None:
    lines = run("sh", EXAMPLES / "api.sh", served).splitlines()
    assert json.loads(lines[0]) == {"status": "ok"}
    assert json.loads(lines[1])["short"] == "Cisco"
    assert "event: answer" in lines
    assert len(json.loads(lines[-1])["articles"]) == 2
