"""The passages benchmark: texts of one title become one article, and longer passages leave more to read."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import passages
from benchmarks.measuring.datasets import Example


def example(title: str, context: str, question: str, answer: str) -> Example:
    return Example(f"{title}:{question}", "made", title, context, question, (answer,), "span")


def test_texts_of_one_title_are_joined_in_their_order() -> None:
    cut = [example("Fair", "It opened.", "?", "It"), example("Ferry", "It sails.", "?", "It")]
    cut += [example("Fair", "It closed.", "?", "It"), example("Fair", "It opened.", "??", "opened")]
    assert passages.joined(cut) == {
        "Fair": ("Fair", "It opened.\n\nIt closed."),
        "Ferry": ("Ferry", "It sails."),
    }


def test_every_layout_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [f"On day {n} the ferry brought {n} guests to the harbour of Marnholm in good weather." for n in range(40)]
    rows = [
        {"id": n, "title": "Log", "context": day, "question": f"Who came on day {n}?", "answers": [f"{n} guests"]}
        for n, day in enumerate(days)
    ]
    data = tmp_path / "log.jsonl"
    data.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["passages", "--data", str(data), "--json", "--limit", "3"])
    passages.main()
    found = json.loads(capsys.readouterr().out.strip().splitlines()[-1])["sets"]
    assert [(row["words"], row["overlap"]) for row in found] == list(passages.LAYOUTS)
    assert all(row["n"] == 3 and 0 <= row["mrr@10"] <= row["recall@5"] <= 1 for row in found)
    assert found[0]["passages"] > found[-1]["passages"]
