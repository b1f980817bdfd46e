"""Evaluation cases: votes become questions that the benchmarks read."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.measuring.datasets import load_examples
from rag import Settings
from ui.cases import cases
from ui.storage import Vote, Votes


@pytest.fixture
def answered(make: Any) -> Any:
    article = make.article("Cisco did it. Others watched.", title="Stocks")
    source, citations = make.source(article), (make.citation(article, "Cisco did it."),)
    return make.answer("Cisco [1]", source, citations=citations)


def test_a_right_answer_stands_as_the_answer_to_its_passage(answered: Any) -> None:
    (case,) = cases([Vote.on(answered, "up")])
    assert case["question"] == "Who?" and case["answers"] == ["Cisco"] and case["kind"] == "span"
    assert case["context"] == "Cisco did it. Others watched." and case["title"] == "Stocks"


def test_a_wrong_answer_makes_a_case_only_with_what_is_right(answered: Any) -> None:
    assert list(cases([Vote.on(answered, "down")])) == []
    (case,) = cases([Vote.on(answered, "down", "Others")])
    assert case["answers"] == ["Others"] and case["kind"] == "span"
    (case,) = cases([Vote.on(answered, "down", "")])
    assert case["answers"] == [] and case["kind"] == "unanswerable"


def test_a_right_abstention_is_a_question_that_the_nearest_passage_does_not_answer(make: Any) -> None:
    sources = [make.source(make.article(text, key=text)) for text in ("Nearest.", "Further.")]
    (case,) = cases([Vote.on(make.answer("Not in these articles.", *sources, kind="abstained"), "up")])
    assert case["answers"] == [] and case["context"] == "Nearest." and case["kind"] == "unanswerable"


def test_what_is_right_is_looked_for_in_every_passage_that_was_read(make: Any) -> None:
    sources = [make.source(make.article(text, key=text)) for text in ("Nearest.", "Odalys Brandt led it.")]
    vote = Vote.on(make.answer("Not in these articles.", *sources, kind="abstained"), "down", "odalys brandt")
    (case,) = cases([vote])
    assert case["context"] == "Odalys Brandt led it." and case["kind"] == "span"


def test_the_same_case_comes_once(answered: Any) -> None:
    assert len(list(cases([Vote.on(answered, "up"), Vote.on(answered, "down", "Cisco")]))) == 1


def test_a_vote_is_replaced_and_withdrawn(answered: Any, tmp_path: Path) -> None:
    votes = Votes(Settings(index=tmp_path))
    votes.put("a", Vote.on(answered, "up"))
    votes.put("a", Vote.on(answered, "down", "Others"))
    votes.put("b", Vote.on(answered, "up"))
    assert [vote.verdict for vote in votes.all()] == ["down", "up"]
    votes.withdraw("a", answered)
    assert [vote.verdict for vote in votes.all()] == ["up"]


def test_the_command_writes_what_the_benchmarks_read(answered: Any, tmp_path: Path) -> None:
    Votes(Settings(index=tmp_path)).put("a", Vote.on(answered, "up"))
    file = tmp_path / "cases.jsonl"
    command = [sys.executable, "-m", "citewire", "cases", "--index", str(tmp_path), "--output", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "1 case of 1 vote" in done.stderr
    (example,) = load_examples(file)
    assert (example.question, example.answers, example.kind) == ("Who?", ("Cisco",), "span")


def test_without_an_index_the_command_names_what_is_missing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "citewire", "cases", "--index", str(tmp_path / "none")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and "--index" in done.stderr and "Traceback" not in done.stderr
