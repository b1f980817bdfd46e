"""Answering: works on the questions in the background, so that no page need stay open for an answer."""

from concurrent.futures import ThreadPoolExecutor

from rag import CitewireError, Settings
from ui.page.dialogue import converse
from ui.storage import Conversations


class Answering:
    """Answers one question after the other, in the order in which they were asked.

    More at once would gain nothing: one question keeps every processor busy. Each step is kept as soon as it is made,
    unless its question was stopped, deleted or asked anew meanwhile; then the rest of its steps are not made.
    """

    def __init__(self, settings: Settings, kept: Conversations) -> None:
        self._settings = settings
        self._kept = kept
        self._worker = ThreadPoolExecutor(1, "citewire-answers")

    def begin(self, key: str, turn: int) -> None:
        """Answer question `turn` of a conversation as soon as those before it are done."""
        self._worker.submit(self._answer, key, turn)

    def _answer(self, key: str, turn: int) -> None:
        try:
            conversation = self._kept.load(key)
            exchange = conversation.at(turn) if conversation else None
            if conversation is None or exchange is None or not exchange.unfinished:
                return
            earlier = conversation.exchanges[: conversation.number(turn) - 1]
            for step in converse(exchange, earlier, self._settings):
                if not self._kept.advance(key, step):
                    return
        except CitewireError:
            # What is kept cannot be read or written; the page says so at its next look.
            return
