"""Messages that tell a user what to install: each names packages that an index has, as pyproject.toml asks for them."""

import re
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
INSTALL = re.compile(r"pip install ([^\n]+)")
QUOTED = re.compile(r"'([\w.-]+[<>=][^']*)'")


def sources() -> str:
    rooms = ("citewire", "embeddings", "rag", "ui")
    return "\n".join(path.read_text(encoding="utf-8") for room in rooms for path in (REPOSITORY / room).rglob("*.py"))


def test_no_message_installs_citewire_from_an_index() -> None:
    commands = INSTALL.findall(sources())
    assert commands
    assert [command for command in commands if re.search(r"citewire(\[|'|\"|$)|-e \.", command)] == []


def test_what_messages_install_is_what_the_project_asks_for() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {package for name, packages in extras.items() if name != "dev" for package in packages}
    assert asked <= set(QUOTED.findall(sources()))
