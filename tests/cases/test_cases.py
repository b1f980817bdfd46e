"""Small archives of files that are hard to read: what each must give when it is asked, listed or dated."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from embeddings import Archive, rebuild
from rag import Settings, answer

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = [json.loads(line) for line in (HERE / "cases.jsonl").read_text().splitlines()]
Indexed = Callable[[dict[str, Any]], Settings]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """Return a function that gives the index of a case's folder, built at the first use."""
    built: dict[Path, Settings] = {}

    def of(case: dict[str, Any]) -> Settings:
        folder = HERE / "inputs" / case["case"] / case.get("folder", "in")
        if folder not in built:
            built[folder] = Settings(seeds=folder, index=tmp_path_factory.mktemp("case"))
            rebuild(folder, settings=built[folder])
        return built[folder]

    return of


def those_with(name: str) -> list[Any]:
    return [pytest.param(case, id=f"{case['case']}: {case.get('question', name)}") for case in CASES if name in case]


@pytest.mark.parametrize("case", those_with("question"))
def test_a_question_is_answered_from_the_folder(case: dict[str, Any], indexed: Indexed) -> None:
    found = answer(case["question"], settings=indexed(case))
    assert any(words.casefold() in f"{found.short} {found.text}".casefold() for words in case["accept"]), found.text


@pytest.mark.parametrize("case", those_with("published"))
def test_files_are_dated(case: dict[str, Any], indexed: Indexed) -> None:
    with Archive.open(indexed(case)).snapshot() as snapshot:
        days = {article.path: article.published for article in snapshot.articles()}
    told = {name: day.isoformat() if (day := days[name]) else None for name in case["published"]}
    assert told == case["published"]


@pytest.mark.parametrize("case", those_with("articles"))
def test_articles_are_counted(case: dict[str, Any], indexed: Indexed) -> None:
    with Archive.open(indexed(case)).snapshot() as snapshot:
        assert len(snapshot.articles()) == case["articles"]
