"""The documents say what is there: every setting, every command, every room and file that they name."""

import re
from pathlib import Path

import pytest

from citewire.cli.app import COMMANDS
from rag import Settings

REPOSITORY = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *(REPOSITORY / "docs").glob("*.md")])
LINK = re.compile(r"\]\(([^)#]+)\)")
PATH = re.compile(r"`((?:benchmarks|citewire|docs|embeddings|examples|rag|seeds|tests|training|ui)/[\w./-]*)`")
MODULE = re.compile(r"python -m ((?:benchmarks|training|citewire)[\w.]*)")


def test_every_room_is_on_the_plan() -> None:
    plan = (REPOSITORY / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {
        path.parent.relative_to(REPOSITORY)
        for room in ("benchmarks", "citewire", "embeddings", "examples", "rag", "training", "ui")
        for path in (REPOSITORY / room).rglob("*.*")
        if "__pycache__" not in path.parts and path.is_file() and len(path.relative_to(REPOSITORY).parts) < 4
    }
    assert [str(room) for room in sorted(rooms) if f"{room.name}/ " not in plan and f"{room.name}/\n" not in plan] == []


def test_every_setting_is_in_the_table_with_its_default() -> None:
    table = (REPOSITORY / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `CITEWIRE_\w+` \| `(\w+)` \| ([^|]+) \|", table, re.MULTILINE))
    assert rows.keys() == Settings.model_fields.keys()
    for name, field in Settings.model_fields.items():
        if field.default is not None:
            assert rows[name].strip("` ") == str(field.default)
        assert f"`CITEWIRE_{name.upper()}`" in table


def test_every_command_is_in_the_reference() -> None:
    told = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`citewire {name}" not in told] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert text
    assert "pip install citewire" not in text.replace("'", "").replace('"', "")
    links = [name for name in LINK.findall(text) if "://" not in name]
    assert [name for name in links if not (document.parent / name).exists()] == []
    # A name in capitals stands for one of the reader's choice.
    named = [name for name in PATH.findall(text) if not Path(name).stem.isupper()]
    assert [name for name in named if not (REPOSITORY / name).exists()] == []
    for module in MODULE.findall(text):
        path = REPOSITORY.joinpath(*module.rstrip(".").split("."))
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
