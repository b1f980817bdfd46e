"""The switch that keeps the index up to date with its folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from rag import Settings
from ui.guard.incoming import Incoming
from ui.library.library_actions import LibraryActions
from ui.page.calls import call

STORY = "---\ntitle: {}\n---\nThe ferry sails at nine.\n"


@pytest.fixture
def made(library: Callable[..., Settings]) -> Settings:
    return library(a=STORY.format("Ferry"))


@pytest.fixture
def actions(made: Settings, tmp_path: Path) -> Iterator[LibraryActions]:
    incoming = Incoming(tmp_path)
    actions = LibraryActions(made, incoming)
    yield actions
    actions.watch(False)
    incoming.close()


def until(seen: Callable[[], bool]) -> None:
    """Wait until something is seen; it comes within a few seconds or never."""
    for _ in range(300):
        if seen():
            return
        Event().wait(0.1)
    raise AssertionError("it never came")


def test_what_comes_into_a_watched_folder_is_taken_in_and_a_bad_file_stands_among_the_failures(
    made: Settings, actions: LibraryActions
) -> None:
    watched: Callable[..., Any] = call(actions.watched)
    assert watched({}) == {"watching": False, "wrong": "", "generation": 1}
    assert call(actions.watch)({"on": True})["watching"]
    (made.seeds / "b.md").write_text(STORY.format("Mill") + "The mill burnt down.")
    (made.seeds / "bad.txt").write_text("")
    until(lambda: watched({})["generation"] == 2)
    bounds = {"from": "", "to": "", "outlets": [], "kinds": []}
    shown = {"words": "", "order": "date", "descending": True, "page": 1, "bounds": bounds}
    until(lambda: "bad.txt" in call(actions.articles)(shown)["table"])
    told = call(actions.articles)(shown)
    assert "Mill" in told["table"] and told["watching"]
    assert not call(actions.watch)({"on": False})["watching"]


def test_a_folder_that_is_not_there_is_told_and_not_watched(made: Settings, tmp_path: Path) -> None:
    incoming = Incoming(tmp_path)
    actions = LibraryActions(made.model_copy(update={"seeds": tmp_path / "nowhere"}), incoming)
    actions.watch(True)
    until(lambda: not actions.watched()["watching"])
    assert "There is no folder" in actions.watched()["wrong"]
    incoming.close()
