"""Running all benchmarks: tables are passed through, figures collected, failures counted."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import all as all_benchmarks


def test_figures_are_collected_and_a_failure_is_counted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    results = {"good": {"sets": [{"name": "tiny", "n": 3}]}, "bad": None}
    monkeypatch.setattr(all_benchmarks, "NAMES", ("good", "bad"))
    monkeypatch.setattr(all_benchmarks, "measured", lambda name, _options: results[name])
    monkeypatch.setattr(sys, "argv", ["all", "--json", "--output", "figures.json"])
    assert all_benchmarks.main() == 1
    last = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    assert last["sets"] == [{"benchmark": "good", "name": "tiny", "n": 3}]
    assert json.loads(Path("figures.json").read_text(encoding="utf-8")) == last


def test_a_benchmark_without_data_fails_and_says_why(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CITEWIRE_DATA", "nowhere")
    monkeypatch.setenv("PYTHONPATH", str(Path(all_benchmarks.__file__).parent.parent))
    assert all_benchmarks.measured("retrieval") is None
    assert "nowhere" in capfd.readouterr().err
