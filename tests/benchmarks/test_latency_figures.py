"""The latency benchmark runs through on a tiny set and has every figure; how fast it was is not tested."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import latency
from benchmarks.latency import first_documents, texts_and_questions
from benchmarks.measuring.ask_process import AskProcess
from embeddings import CitewireError
from rag import Settings


def test_documents_are_taken_from_the_head_until_they_make_up_the_passages(tiny_beir: Path) -> None:
    task = texts_and_questions(tiny_beir)
    assert list(first_documents(task, 2)) == ["Lighthouse", "Orchard"]
    assert list(first_documents(task, 99)) == ["Lighthouse", "Orchard", "Ferry"]


def test_a_run_has_every_figure(
    tiny_jsonl: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(latency, "STARTS", 1)
    monkeypatch.setattr(sys, "argv", ["latency", "--data", str(tiny_jsonl), "--json"])
    latency.main()
    result = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
    questions, build = result["sets"]
    assert (questions["name"], questions["n"], questions["passages"]) == ("tiny", 3, 3)
    assert 0 < questions["question_p50_ms"] <= questions["question_p95_ms"] < 1000 * questions["start_to_answer_s"]
    assert questions["build_passages_s"] > 0 and questions["add_one_article_s"] > 0
    assert build["n"] == 3 and build["plain_passages_s"] > 0
    assert build["least_cosine"] > 0.999
    assert result["machine"]["torch_threads"] >= 1


def test_a_command_line_that_cannot_start_is_an_error_not_a_hang(tmp_path: Path) -> None:
    settings = Settings(seeds=tmp_path, index=tmp_path / "none")
    with AskProcess(settings) as process, pytest.raises(CitewireError, match="ended before it answered"):
        process.ask("Who was the keeper?")
