import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("torch", "transformers", "sentence_transformers", "sklearn", "scipy", "pandas", "gradio", "pymilvus", "faiss")
SCRIPT = """
import contextlib, io, json, sys
from citewire.cli.app import main
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
    try:
        main(sys.argv[1:])
    except SystemExit as ended:
        code = ended.code
print(json.dumps([code, sorted(sys.modules)]))
"""


def imported(*arguments: str) -> set[str]:
    """Run a command in a fresh process; return those of the heavy libraries that it imported."""
    ran = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True)
    code, modules = json.loads(ran.stdout)
    assert code == 0
    return set(HEAVY) & set(modules)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "fair.txt").write_text(
        "Fair opens\n\nThe book fair opens in Ghent on Friday.", encoding="utf-8"
    )
    assert "torch" in imported("--seeds", str(folder / "seeds"), "--index", str(folder / "index"), "rebuild")
    return folder / "index"


@pytest.mark.parametrize(("command", "expected"), [("--help", set()), ("list", set()), ("doctor", {"faiss"})])
def test_a_command_that_needs_no_model_imports_none(index: Path, command: str, expected: set[str]) -> None:
    assert imported("--index", str(index), "--seeds", str(index), command) == expected


def test_an_answer_of_the_bundled_models_imports_no_library_of_models(index: Path) -> None:
    assert imported("--index", str(index), "ask", "Where does the book fair open?") == {"torch", "faiss"}
