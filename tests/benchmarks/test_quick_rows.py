import json
import sys
from pathlib import Path

import pytest

from benchmarks import all as all_benchmarks
from benchmarks import quick
from benchmarks.measuring.datasets import Collection
from benchmarks.measuring.row import Row, compared

START = Row("start", 4.0, "s", 3.0, ratio=2.0, beside="import torch")


def test_a_target_is_met_from_the_right_side() -> None:
    assert START.met is False
    assert Row("recall", 0.995, "", 0.99, higher=True).met is True
    assert Row("recall", None, "", 0.99, higher=True).met is None


def test_a_slower_machine_is_not_a_slower_product() -> None:
    before = Row("start", 2.0, "s", 3.0, ratio=2.0).to_json()
    assert not START.worse_than(before)
    assert Row("start", 1.5, "s", 3.0, ratio=2.5).worse_than(before)


@pytest.mark.parametrize(("ratio", "worse"), [(1.4, True), (1.6, False), (2.5, False)])
def test_of_a_speed_less_is_worse(ratio: float, worse: bool) -> None:
    before = Row("build", 1.6, "x", 1.6, higher=True, ratio=1.6).to_json()
    assert Row("build", ratio, "x", 1.6, higher=True, ratio=ratio).worse_than(before) is worse


def test_what_got_worse_is_marked_beside_what_it_was() -> None:
    before = {"rows": [Row("start", 2.0, "s", 3.0, ratio=1.0).to_json()]}
    marked, other = compared([START, Row("list", 0.4, "s", 0.5)], before)
    assert (marked[""], marked["before"], marked["now"]) == ("WORSE", "2 s", "4 s")
    assert (other[""], other["target"]) == ("met", "0.5 s")


def test_a_part_that_fails_says_why_and_ends_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*_: object) -> list[Row]:
        raise OSError("no port is free")

    monkeypatch.setattr(quick, "texts_and_questions", lambda _: Collection("none", {"a": ("T", "One.")}, {}, {}))
    monkeypatch.setattr(quick, "rebuild_memory", lambda _: Row("memory", 300.0, "MB", 700))
    monkeypatch.setattr(quick, "chatting", fail)
    for part in ("starting", "asking", "building"):
        monkeypatch.setattr(quick, part, lambda *_, part=part: [Row(part, 1.0, "s", 3)])
    figures = tmp_path / "figures.json"
    monkeypatch.setattr(sys, "argv", ["all", "--quick", "--output", str(figures)])
    assert all_benchmarks.main() == 0
    rows = {row["name"]: row for row in json.loads(figures.read_text(encoding="utf-8"))["rows"]}
    assert [rows[name]["met"] for name in ("memory", "starting", "asking", "building")] == [True] * 4
    assert rows["chat"]["value"] is None
    assert "no port is free" in rows["chat"]["missing"]
    assert "no port is free" in capsys.readouterr().out
