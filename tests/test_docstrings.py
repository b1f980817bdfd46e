"""The examples in docstrings hold, each in the repository's root with the index over the sample articles."""

import doctest
import importlib
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
MODULES = [
    ".".join(path.relative_to(REPOSITORY).with_suffix("").parts).removesuffix(".__init__")
    for room in ("citewire", "embeddings", "rag", "ui", "training", "benchmarks")
    for path in sorted((REPOSITORY / room).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


def test_there_are_examples() -> None:
    assert {"citewire", "rag.asking"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name: str, seeds_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(seeds_index, tmp_path / "index")
    monkeypatch.setenv("CITEWIRE_INDEX", str(tmp_path / "index"))
    monkeypatch.chdir(REPOSITORY)
    outcome = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert outcome.attempted
    assert not outcome.failed
