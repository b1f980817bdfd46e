"""The lock: every package that an installation needs is named there with its hashes, as the tests ran with it."""

import re
import tomllib
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]
PINNED = re.compile(r"^([\w.-]+)==([^\s;]+)(?: ;[^\\]*)? \\\n    --hash=sha256:[0-9a-f]{64}", re.MULTILINE)
LOCK = REPOSITORY / "deploy" / "requirements.txt"


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_names_what_is_needed_as_it_was_tested() -> None:
    lock = {plain(name): number for name, number in PINNED.findall(LOCK.read_text())}
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    needed = {plain(re.split(r"[^\w.-]", each)[0]) for each in project["dependencies"]}
    assert needed <= lock.keys(), "run: make lock"
    lines = (line.partition("==") for line in (REPOSITORY / "constraints.txt").read_text().splitlines() if "==" in line)
    tested = {plain(name): number for name, _, number in lines}
    assert {name: lock[name] for name in needed} == {name: tested[name] for name in needed}, "run: make lock"
