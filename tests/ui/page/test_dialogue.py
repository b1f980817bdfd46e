"""The dialogue: sources before the answer, and every error as words."""

import logging
from pathlib import Path
from typing import Any

import pytest

import ui.page.dialogue
from rag import Settings
from ui import texts
from ui.page.conversation import Exchange, Stage
from ui.page.dialogue import converse

CISCO = "Which company destroyed its stocks in Russia?"


def test_the_steps_come_in_order(seeds_index: Path) -> None:
    steps = list(converse(Exchange(CISCO), (), Settings(index=seeds_index)))
    assert [step.stage for step in steps] == [Stage.READING, Stage.ANSWERED]
    assert steps[0].sources and steps[0].answer is None
    assert steps[1].answer
    cited = {citation.article_id for citation in steps[1].answer.citations}
    assert cited and cited <= {source.article.id for source in steps[1].sources}


def test_a_follow_up_is_understood_from_what_came_before(seeds_index: Path) -> None:
    settings = Settings(index=seeds_index)
    *_, first = converse(Exchange(CISCO), (), settings)
    *_, second = converse(Exchange("What was it worth?"), [first], settings)
    assert second.answer and second.answer.understood_as


def test_a_missing_index_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    *_, last = converse(Exchange(CISCO), (), Settings(index=tmp_path / "none"))
    assert last.stage is Stage.FAILED and last.trouble and "citewire rebuild" in last.trouble


def test_an_unforeseen_error_is_logged_and_told_in_plain_words(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(ui.page.dialogue, "stream", broken)
    with caplog.at_level(logging.ERROR):
        *_, last = converse(Exchange(CISCO), (), Settings(index=tmp_path))
    assert last.trouble == texts.UNEXPECTED
    assert "secret detail" in caplog.text
