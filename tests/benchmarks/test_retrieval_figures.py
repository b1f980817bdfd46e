"""The retrieval benchmark: its measures, the forms of data it takes, and what it prints."""

import json
import math
import sys
from pathlib import Path

import pytest

from benchmarks import retrieval
from benchmarks.measuring.report import run
from benchmarks.retrieval import DEFAULT_SYSTEMS, MEASURES, measured, tasks


def test_measures_on_a_case_worked_out_by_hand() -> None:
    judgments = {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}, "unasked": {"a": 1}}
    figures = measured(judgments, {"q1": ["x", "a", "y", "z", "w", "v", "b"], "q2": []})
    gain = (1 / math.log2(3) + 1 / math.log2(8)) / (1 + 1 / math.log2(3))
    assert figures["ndcg@10"] == pytest.approx(gain / 2)
    assert figures["recall@5"] == pytest.approx(0.5 / 2)
    assert figures["recall@10"] == pytest.approx(1.0 / 2)
    assert figures["mrr@10"] == pytest.approx(0.5 / 2)


@pytest.mark.parametrize(("form", "questions"), [("tiny_jsonl", 2), ("tiny_gz", 2), ("tiny_beir", 3)])
def test_every_form_of_data_is_read(form: str, questions: int, request: pytest.FixtureRequest) -> None:
    (task,) = tasks(request.getfixturevalue(form))
    assert task.name == "tiny"
    assert len(task.queries) == questions
    assert len(task.documents) == (2 if questions == 2 else 4)


def test_the_systems_stand_side_by_side_and_the_last_line_is_json(
    tiny_beir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    systems = [*DEFAULT_SYSTEMS, "hybrid+reader"]
    monkeypatch.setattr(sys, "argv", ["retrieval", "--data", str(tiny_beir), "--json", "--systems", *systems])
    retrieval.main()
    lines = capsys.readouterr().out.strip().splitlines()
    assert all(any(f"| {system} " in line for line in lines[:-1]) for system in systems)
    (result,) = json.loads(lines[-1])["sets"]
    assert (result["name"], result["n"], result["passages"]) == ("tiny", 3, 3)
    assert set(result["systems"]) == set(systems)
    for figures in result["systems"].values():
        assert set(figures) == set(MEASURES)
        assert figures["mrr@10"] == figures["recall@10"] == 1.0


def test_missing_data_is_said_plainly_with_exit_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["retrieval"])
    monkeypatch.setenv("CITEWIRE_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(SystemExit) as ended:
        run(retrieval.main)
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert "nowhere" in said and "--data" in said and "Traceback" not in said
