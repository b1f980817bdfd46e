"""The end-to-end benchmark: how outcomes become figures, and a whole run over a tiny set."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import answers
from benchmarks.answers import Outcome, summary
from benchmarks.measuring.report import run


def outcome(
    *,
    answerable: bool,
    kind: str,
    match: float = 0.0,
    holds: tuple[bool, ...] = (),
    failures: int = 0,
    on_top: bool = False,
) -> Outcome:
    return Outcome(answerable, kind, match, match, holds, failures, on_top, on_top, 100.0)


def test_figures_on_a_case_worked_out_by_hand() -> None:
    figures = summary(
        "set",
        [
            outcome(answerable=True, kind="answer", match=1.0, holds=(True, True), on_top=True),
            outcome(answerable=True, kind="answer", holds=(False, True), failures=1),
            outcome(answerable=True, kind="quotes", holds=(True,), on_top=True),
            outcome(answerable=True, kind="abstained"),
            outcome(answerable=False, kind="answer", holds=(False,)),
            outcome(answerable=False, kind="abstained", match=1.0),
        ],
    )
    assert (figures["n"], figures["answerable"], figures["unanswerable"]) == (6, 4, 2)
    assert figures["exact_match"] == pytest.approx(2 / 6)
    assert figures["answerable_exact_match"] == pytest.approx(1 / 4)
    assert figures["answered_exact_match"] == pytest.approx(1 / 2)
    assert figures["citations_hold_answer"] == pytest.approx(3 / 4)
    assert figures["correct_citations_hold_answer"] == 1.0
    assert figures["source_on_top"] == pytest.approx(1 / 2)
    assert figures["unanswerable_answered"] == figures["unanswerable_abstained"] == 0.5
    assert (figures["citations"], figures["citations_verified"]) == (6, 5)


def test_shares_of_nothing_are_left_blank() -> None:
    figures = summary("set", [outcome(answerable=True, kind="abstained")])
    assert figures["unanswerable"] == 0
    assert figures["unanswerable_answered"] is None
    assert figures["citations_hold_answer"] is None


def test_a_run_asks_every_question_and_verifies_every_citation(
    tiny_gz: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["answers", "--data", str(tiny_gz), "--json"])
    answers.main()
    (figures,) = json.loads(capsys.readouterr().out.strip().splitlines()[-1])["sets"]
    assert {"name", "n", "exact_match", "f1"} <= figures.keys()
    assert (figures["name"], figures["n"], figures["answerable"]) == ("tiny", 3, 2)
    assert figures["source_on_top"] == 1.0
    assert figures["citations"] == figures["citations_verified"]


def test_a_collection_without_answers_is_refused(
    tiny_beir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["answers", "--data", str(tiny_beir)])
    with pytest.raises(SystemExit) as ended:
        run(answers.main)
    assert ended.value.code == 1
    assert "no gold answers" in capsys.readouterr().err
