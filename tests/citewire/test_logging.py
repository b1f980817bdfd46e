"""What citewire tells of its work: nothing by itself, and what an operator asks for on standard error."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from embeddings import rebuild
from rag import Settings, answer

Command = Callable[..., Any]
QUESTION = "Which company destroyed its stocks in Russia?"


@pytest.fixture(autouse=True)
def logger() -> Iterator[logging.Logger]:
    """Give the logger back as it was."""
    logger = logging.getLogger("citewire")
    handlers, level = logger.handlers[:], logger.level
    yield logger
    logger.handlers[:] = handlers
    logger.setLevel(level)


def test_a_command_says_nothing_of_its_work_unless_it_is_asked(citewire: Command, settings: Settings) -> None:
    named = ("ask", QUESTION, "--index", str(settings.index))
    assert citewire(*named).err == ""
    told = citewire(*named, "--log-level", "debug").err
    assert "question answered in" in told
    assert "Cisco" not in told
    assert "stocks" not in told
    told = citewire("list", "--log-level=info", "--index", str(settings.index)).err
    assert f"index {settings.index} opened: generation 1" in told


def test_an_unknown_level_is_misuse(citewire: Command) -> None:
    ran = citewire("--log-level", "loud", "list")
    assert ran.status == 2
    assert "'warning'" in ran.err


def test_a_program_hears_of_a_rebuild_and_of_a_slow_question(
    settings: Settings,
    library: Callable[..., Settings],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("rag.engine._SLOW_MS", 0)
    with caplog.at_level(logging.INFO, "citewire"):
        made = library(bridge="# Bridge\n\nThe mayor opened the bridge on Monday.")
        rebuild(settings=made)
        assert answer(QUESTION, settings=settings).citations
    told = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert any(level == "INFO" and "1 added" in message for level, message in told)
    assert any(level == "WARNING" and "question answered in" in message for level, message in told)
