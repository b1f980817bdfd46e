"""Answering: works on the questions in the background, so that no page need stay open for an answer."""

import logging
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

from rag import CitewireError, Settings
from ui import texts
from ui.page.conversation import Exchange, Stage
from ui.page.dialogue import converse
from ui.storage import Conversations
from ui.suggesting.follow_ups import follow_ups

log = logging.getLogger(f"citewire.{__name__}")


class Answering:
    """Answers one question after the other, in the order in which they were asked.

    More at once would gain nothing: one question keeps every processor busy. Each step is kept as soon as it is made,
    unless its question was stopped, deleted or asked anew meanwhile; then the rest of its steps are not made. While
    nobody waits for an answer, it looks for questions to ask next.
    """

    def __init__(self, settings: Settings, kept: Conversations) -> None:
        self._settings = settings
        self._kept = kept
        self._given_up: dict[tuple[str, int], str] = {}
        self._waiting: deque[tuple[str, int]] = deque()
        self._worker = ThreadPoolExecutor(1, "citewire-answers")

    def begin(self, key: str, turn: int) -> None:
        """Answer question `turn` of a conversation as soon as those before it are done."""
        self._given_up.pop((key, turn), None)
        self._waiting.append((key, turn))
        self._worker.submit(self._answer)

    def _answer(self) -> None:
        key, turn = self._waiting.popleft()
        exchange: Exchange | None = None
        try:
            conversation = self._kept.load(key)
            exchange = conversation.at(turn) if conversation else None
            if conversation is None or exchange is None or not exchange.unfinished:
                return
            earlier = conversation.exchanges[: conversation.number(turn) - 1]
            for step in converse(exchange, earlier, self._settings):
                if not self._kept.advance(key, step):
                    return
                exchange = step
            if exchange.stage is Stage.ANSWERED:
                self._look_later(key, exchange, follow_ups(exchange, earlier, self._settings))
        except CitewireError as error:
            self._give_up(key, turn, exchange, str(error))
        except Exception:
            log.exception("a question could not be worked on")
            self._give_up(key, turn, exchange, texts.UNEXPECTED)

    def _give_up(self, key: str, turn: int, exchange: Exchange | None, words: str) -> None:
        """Say why a question gets no answer: in what is kept, or from here where nothing can be kept."""
        try:
            known = exchange or self._kept.exchange(key, turn)
            if known is not None:
                self._kept.advance(key, replace(known, answer=None).failed(words))
        except Exception:
            self._given_up[key, turn] = words

    def gave_up(self, key: str) -> bool:
        """Return whether a question of the conversation stands unfinished in what is kept, and nobody works on it."""
        return any(name == key for name, _ in self._given_up)

    def known(self, key: str, exchange: Exchange) -> Exchange:
        """Return an exchange as it is known here: failed, where that could not be kept."""
        words = self._given_up.get((key, exchange.id))
        return exchange.failed(words) if words and exchange.unfinished else exchange

    def _look(
        self, key: str, exchange: Exchange, looks: Iterator[tuple[str, ...]], found: tuple[str, ...] = ()
    ) -> None:
        """Take one look for questions to ask next, and come back for the next one behind whoever waits by then."""
        try:
            if not self._kept.is_last(key, exchange):
                return
            if not self._waiting:
                found = next(looks)
        except StopIteration:
            if found:
                self._kept.change(key, exchange.id, follow_ups=list(found))
        except CitewireError:
            return
        except Exception:
            log.exception("no question to ask next could be looked for")
        else:
            self._look_later(key, exchange, looks, found)

    def _look_later(
        self, key: str, exchange: Exchange, looks: Iterator[tuple[str, ...]], found: tuple[str, ...] = ()
    ) -> None:
        # While the program ends, no more work is taken.
        with suppress(RuntimeError):
            self._worker.submit(self._look, key, exchange, looks, found)
