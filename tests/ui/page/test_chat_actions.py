"""The desk: a page that is still being opened is left alone."""

from rag import Settings
from rag.settings import QUESTION_LIMIT
from ui.page.chat_actions import ChatActions
from ui.storage import Conversations

VISITOR = "0123456789abcdef" * 2


def test_a_tab_selected_while_the_page_loads_changes_nothing(seeds_index):
    shown = ChatActions(Settings(index=seeds_index)).back((), "", "")
    assert shown.log is None and shown.panel is None


def test_a_visit_to_the_library_brings_the_welcome_of_an_empty_chat_up_to_date(seeds_index):
    shown = ChatActions(Settings(index=seeds_index)).back((), "", VISITOR)
    assert shown.log and shown.panel and shown.filters


def test_a_question_too_long_to_be_read_is_not_kept(seeds_index):
    settings = Settings(index=seeds_index)
    shown = ChatActions(settings).start("w" * (QUESTION_LIMIT + 1), VISITOR, "", "", "", ())
    assert shown.conversation is None and shown.typed is None and "Shorten" in (shown.hint or "")
    assert Conversations(settings).listed(VISITOR) == []
