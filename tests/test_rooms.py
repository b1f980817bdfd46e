"""The rooms: imports run one way, and none holds more files than can be taken in at a glance."""

import ast
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
# Each room may import those behind it.
UPWARD = ("citewire", "ui", "rag", "embeddings")
ROOMS = (*UPWARD, "training", "benchmarks")
MOST = 15


def imported(room: str) -> dict[str, set[str]]:
    """Return for each module of a room the rooms that it imports from."""
    found: dict[str, set[str]] = {}
    for path in (REPOSITORY / room).rglob("*.py"):
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names.add(node.module.partition(".")[0])
        found[path.relative_to(REPOSITORY).as_posix()] = names & {*ROOMS}
    return found


@pytest.mark.parametrize("room", UPWARD)
def test_imports_run_one_way(room: str) -> None:
    allowed = {*UPWARD[UPWARD.index(room) :]}
    modules = imported(room)
    assert modules
    assert {module: names - allowed for module, names in modules.items() if names - allowed} == {}


def test_the_benchmarks_need_nothing_of_the_training() -> None:
    modules = imported("benchmarks")
    assert modules
    assert [module for module, names in modules.items() if "training" in names] == []


def test_no_room_is_crowded() -> None:
    rooms = {path.parent for room in (*ROOMS, "examples") for path in (REPOSITORY / room).rglob("*.py")}
    sizes = {
        str(room.relative_to(REPOSITORY)): sum(
            path.is_file() and path.name not in ("__init__.py", "py.typed") for path in room.iterdir()
        )
        for room in rooms
    }
    assert sizes["rag"] > 5
    assert {room: size for room, size in sizes.items() if size > MOST} == {}
