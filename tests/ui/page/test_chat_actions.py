"""The chat's actions: what is refused leaves nothing behind, and what a page sends is checked."""

from io import BytesIO

import pytest

from rag import Settings
from ui import texts
from ui.guard.incoming import Incoming
from ui.library.library_actions import LibraryActions
from ui.page.calls import call
from ui.page.chat_actions import ChatActions
from ui.page.filter_actions import FilterActions

VISITOR = "0123456789abcdef" * 2
ALL = {"from": "", "to": "", "outlets": [], "kinds": []}


@pytest.fixture
def actions(tmp_path):
    settings = Settings(index=tmp_path / "index")
    return ChatActions(settings, FilterActions(settings))


def asked(actions, question, bounds=ALL):
    return call(actions.ask)({"visitor": VISITOR, "key": "", "turn": 0, "question": question, "bounds": bounds})


@pytest.mark.parametrize(
    ("question", "bounds", "words"),
    [
        (" ", ALL, texts.NOTHING_ASKED),
        ("word " * 1000, ALL, "2,000"),
        ("Who?", ALL | {"from": "2024-02-01", "to": "2024-01-01"}, "date range is empty"),
    ],
)
def test_a_question_that_cannot_be_asked_is_told_and_not_kept(actions, question, bounds, words):
    assert words in asked(actions, question, bounds)["trouble"]
    assert "<li>" not in call(actions.rail)({"visitor": VISITOR, "key": "", "words": ""})["rail"]


@pytest.mark.parametrize(
    "fields",
    [
        {"visitor": "me", "key": "", "words": ""},
        {"visitor": VISITOR, "key": "../../etc", "words": ""},
        {"visitor": VISITOR, "key": "", "words": {"path": "/etc/passwd"}},
        {"visitor": VISITOR, "key": ""},
        ["visitor"],
    ],
)
def test_what_no_page_of_ours_sends_is_refused(actions, fields):
    assert call(actions.rail)(fields) == {"trouble": texts.UNEXPECTED_HERE}


def test_only_files_that_were_uploaded_are_taken_in(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Not for the library.")
    incoming = Incoming(tmp_path)
    add = call(LibraryActions(Settings(index=tmp_path / "index"), incoming).add)
    known = incoming.keep("news.txt", BytesIO(b"News."))
    folder = known.partition("/")[0]
    for name in (str(secret), "/etc/passwd", f"../{secret.name}", f"{folder}/../../secret.txt", f"{folder}/other.txt"):
        assert add({"files": [name], "too_large": []}) == {"trouble": texts.NOTHING_SENT}
    assert "job" in add({"files": [known], "too_large": []})
    assert secret.exists()
    incoming.close()


def test_a_conversation_that_is_gone_says_so(actions, finished):
    assert call(actions.open)({"visitor": VISITOR, "key": "abc"})["gone"]
    look = {"visitor": VISITOR, "key": "abc", "revision": 0, "shown": 0, "wait": False}
    assert finished(call(actions.look)(look))["gone"]
