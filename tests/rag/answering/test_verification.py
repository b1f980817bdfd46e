"""Verification reads the store again: a quote that was tampered with or an article that has changed does not pass."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from embeddings import Archive, rebuild
from embeddings.store.sqlite.store import STORE_FILE
from rag import Answer, Settings, answer, verify
from rag.integrity import check_store

QUESTION = "How many generations behind is Zelenograd?"


@pytest.fixture
def given(settings: Settings) -> Answer:
    return answer(QUESTION, settings=settings)


def test_an_answer_as_it_was_given_passes(given: Answer, settings: Settings) -> None:
    outcome = verify(given, settings=settings)
    assert (outcome.ok, outcome.checked, outcome.failures) == (True, len(given.citations), ())
    assert given.citations


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "The production assets in Zelenograd are two generations ahead, Borisov said."},
        {"start": 0},
        {"end": 10**6},
        {"article_id": "000000000000"},
        {"title": "Another headline"},
        {"source": "Another outlet"},
    ],
)
def test_a_citation_that_was_tampered_with_fails(given: Answer, settings: Settings, change: dict[str, Any]) -> None:
    forged = replace(given, citations=(replace(given.citations[0], **change), *given.citations[1:]))
    outcome = verify(forged, settings=settings)
    assert not outcome.ok
    assert [failure.citation.n for failure in outcome.failures] == [1]
    assert outcome.failures[0].reason


def test_an_answer_from_an_article_that_has_changed_since_fails(library: Callable[..., Settings]) -> None:
    made = library(bridge="# Bridge\n\nThe Alder bridge was opened by the mayor Ines Holm on a windy day.\n")
    given = answer("Who opened the Alder bridge?", settings=made)
    assert given.citations
    assert verify(given, settings=made).ok
    (made.seeds / "bridge.md").write_text("# Bridge\n\nThe Alder bridge was opened by the mayor Carl Moss today.\n")
    rebuild(made.seeds, settings=made)
    outcome = verify(given, settings=made)
    assert not outcome.ok
    assert "not in the index" in outcome.failures[0].reason


def test_the_store_over_the_samples_holds_together(settings: Settings) -> None:
    with Archive.open(settings).snapshot() as snapshot:
        found = check_store(snapshot)
        assert (found.articles, found.passages) == (snapshot.counts().articles, snapshot.counts().passages)
    assert found.faults == ()
    assert found.articles > 0


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE articles SET text = replace(text, 'billion', 'million')",
        'UPDATE passages SET "start" = "start" + 1 WHERE id = (SELECT max(id) FROM passages)',
        "DELETE FROM vectors",
        "UPDATE vectors SET vector = zeroblob(length(vector))",
    ],
)
def test_a_store_that_was_altered_by_hand_is_found_out(settings: Settings, tmp_path: Path, damage: str) -> None:
    import sqlite3

    copy = tmp_path / "copy"
    shutil.copytree(settings.index, copy)
    with sqlite3.connect(copy / STORE_FILE) as connection:
        connection.execute(damage)
    connection.close()
    with Archive.open(settings.model_copy(update={"index": copy})).snapshot() as snapshot:
        assert check_store(snapshot).faults


def test_the_command_passes_good_answers_and_fails_forged_ones(
    given: Answer, settings: Settings, tmp_path: Path, citewire: Callable[..., Any]
) -> None:
    printed = json.dumps(given.to_json())
    good, forged = tmp_path / "good.jsonl", tmp_path / "forged.jsonl"
    good.write_text(f"{printed}\n" + json.dumps({"question": "", "error": "The question is empty."}) + "\n")
    forged.write_text(f"{printed}\n{printed.replace('three or four', 'one or two')}\n")
    index = ("--index", str(settings.index))
    passed = citewire("verify", str(good), *index)
    assert (passed.status, passed.err) == (0, "")
    failed = citewire("verify", str(forged), "--json", *index)
    assert failed.status == 1
    assert failed.json["ok"] is False
    assert {failure["answer"] for failure in failed.json["failures"]} == {2}


def test_the_command_reads_one_answer_over_several_lines(
    given: Answer, settings: Settings, tmp_path: Path, citewire: Callable[..., Any]
) -> None:
    pretty = tmp_path / "answer.json"
    pretty.write_text(json.dumps(given.to_json(), indent=2))
    assert citewire("verify", str(pretty), "--index", str(settings.index)).status == 0


@pytest.mark.parametrize("content", ["not json", "[1, 2]", '{"question": "Who?"}', '"text"'])
def test_what_is_no_answer_is_refused_in_plain_words(
    content: str, settings: Settings, tmp_path: Path, citewire: Callable[..., Any]
) -> None:
    (tmp_path / "x.json").write_text(content)
    ran = citewire("verify", str(tmp_path / "x.json"), "--index", str(settings.index))
    assert ran.status == 1
    assert "citewire ask --json" in ran.err
    assert "Traceback" not in ran.err


def test_without_answers_the_command_checks_the_store(settings: Settings, citewire: Callable[..., Any]) -> None:
    ran = citewire("verify", "--json", "--index", str(settings.index))
    assert (ran.status, ran.json["ok"], ran.json["faults"]) == (0, True, [])
