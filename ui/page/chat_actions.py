"""The chat's actions: what the server does for each thing that a reader does, and what of the page it changes.

Nothing is held here for a page: what is asked and answered stands in the storage, and a page says by its revision how
much of it it has seen.
"""

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rag import Article, CitewireError, InputError, Settings
from rag.retrieval.question import normalise_question
from rag.retrieval.relatives import Relatives
from rag.settings import QUESTION_LIMIT
from ui import texts
from ui.exports import Form, export
from ui.library.catalogue import Catalogue, find_article, find_relatives
from ui.page.answering import Answering
from ui.page.calls import Bounds, Key, Told, Visitor
from ui.page.conversation import Conversation, Exchange
from ui.page.filter_actions import FilterActions
from ui.page.rail import rail
from ui.page.welcome import welcome
from ui.rendering import render
from ui.storage import Clippings, Conversations, Vote, Votes
from ui.storage.votes import Verdict
from ui.transcript.article_view import article_view
from ui.transcript.reply import spoken
from ui.transcript.transcript import sources, turn_html

log = logging.getLogger(f"citewire.{__name__}")

# Seconds that a look waits for news while a question is under way, and between two glances.
_PATIENCE = 2.0
_GLANCE = 0.05


class ChatActions:
    """Serves every visitor of one index. Each public method is a call of the page (`calls.py`)."""

    def __init__(self, settings: Settings, filters: FilterActions) -> None:
        self._settings = settings
        self._filters = filters
        self._kept = Conversations(settings)
        self._votes = Votes(settings)
        self._clippings = Clippings(settings)
        self._answering = Answering(settings, self._kept)
        self._kept.settle()

    def calls(self) -> list[Callable[..., Any]]:
        """Return what the page may call."""
        return [
            *(self.begin, self.open, self.look, self.rail),
            *(self.ask, self.again, self.halt, self.vote, self.correct, self.forget),
            *(self.sources, self.read, self.rename, self.drop, self.export),
        ]

    def begin(self, visitor: Visitor, bounds: Bounds) -> Told:
        """Show the page without a conversation: the welcome, and the filters as they were left."""
        left, right = welcome(self._settings)
        told = {"log": left, "panel": right, "rail": self._rail(visitor, "")}
        return told | self._filters.filters(bounds)

    def open(self, visitor: Visitor, key: Key) -> Told:
        """Show a conversation; one that is not there any more is said to be gone."""
        conversation = self._kept.load(key)
        if conversation is None:
            return {"trouble": texts.CONVERSATION_GONE, "gone": True}
        self._kept.visit(visitor, key)
        return self._changes(visitor, conversation, 0) | {"rail": self._rail(visitor, key)}

    async def look(self, visitor: Visitor, key: Key, revision: int, shown: int, wait: bool) -> Told:
        """Return what changed of a conversation since a revision; with `wait`, as soon as something has."""
        last = time.monotonic() + (_PATIENCE if wait else 0)
        while self._kept.revision(key) <= revision and time.monotonic() < last and not self._answering.gave_up(key):
            await asyncio.sleep(_GLANCE)
        # Of a question that was given up, what is kept does not tell.
        stuck = wait and self._answering.gave_up(key)
        conversation = await asyncio.to_thread(self._kept.load, key, since=0 if stuck else revision)
        if conversation is None:
            return {"gone": True, "trouble": texts.CONVERSATION_GONE}
        if conversation.revision == revision and not stuck:
            return {"revision": revision, "working": conversation.working}
        told = await asyncio.to_thread(self._changes, visitor, conversation, shown)
        return told if told["working"] else told | {"rail": self._rail(visitor, key)}

    def rail(self, visitor: Visitor, key: Key, words: str) -> Told:
        """List the conversations that hold `words`."""
        return {"rail": self._rail(visitor, key, words)}

    def ask(self, visitor: Visitor, key: Key, turn: int, question: str, bounds: Bounds) -> Told:
        """Put a question down, in place of question `turn` unless that is 0; its answer is worked out meanwhile."""
        try:
            filters = self._filters.chosen(bounds)
        except InputError as error:
            return {"trouble": str(error), "at": "filters"}
        if not question.strip():
            return {"trouble": texts.NOTHING_ASKED}
        if len(question) > QUESTION_LIMIT:
            return {"trouble": texts.too_long(len(question), QUESTION_LIMIT)}
        normalise_question(question)
        # One that was deleted in another window begins anew, under a name of which no page has seen more.
        if not self._kept.there(key):
            key = secrets.token_hex(16)
        asked = self._kept.ask(visitor, key, Exchange(question, filters=filters, id=turn))
        self._answering.begin(key, asked)
        return {"key": key, "turn": asked, "rail": self._rail(visitor, key)}

    def again(self, visitor: Visitor, key: Key, turn: int, bounds: Bounds) -> Told:
        """Ask question `turn` once more, under these filters."""
        exchange = self._at(key, turn)
        return self.ask(visitor, key, turn, exchange.question, bounds)

    def halt(self, key: Key) -> Told:
        """Leave what is under way."""
        self._kept.stop(key)
        return {}

    def vote(self, visitor: Visitor, key: Key, turn: int, verdict: Verdict) -> Told:
        """Note that an answer is right or wrong; the same verdict again takes it back."""
        given = None if self._at(key, turn).vote == verdict else verdict
        return self._judged(visitor, key, turn, given, None)

    def correct(self, visitor: Visitor, key: Key, turn: int, right: str) -> Told:
        """Note what would have been right; the empty string says that the articles do not tell."""
        return self._judged(visitor, key, turn, "down", right.strip()[:500])

    def forget(self, key: Key, turn: int) -> Told:
        """Delete one exchange."""
        self._kept.forget(key, turn)
        return {}

    def sources(self, key: Key, turn: int) -> Told:
        """Show the sources of one question."""
        return {"panel": sources(self._at(key, turn), self._find), "shown": turn}

    def read(self, key: Key, turn: int, article: str) -> Told:
        """Open a whole article, at what question `turn` cites or read of it; 0 stands for no question."""
        exchange = self._at(key, turn) if turn else Exchange("")
        own = [source for source in exchange.sources if source.article.id == article]
        found = own[0].article if own else find_article(self._settings, article)
        if found is None:
            return {"trouble": texts.ARTICLE_GONE}
        citations = exchange.answer.citations if exchange.answer else ()
        around = own[0].passage.start if own else None
        return {"article": article_view(found, citations, self._relatives(article), around=around, turn=turn)}

    def rename(self, visitor: Visitor, key: Key, title: str) -> Told:
        """Give a conversation another title; an empty one changes nothing."""
        if title.strip():
            self._kept.rename(key, title)
        return {"rail": self._rail(visitor, key)}

    def drop(self, visitor: Visitor, key: Key, current: Key) -> Told:
        """Take a conversation off the visitor's list."""
        self._kept.drop(visitor, key)
        return {"rail": self._rail(visitor, "" if key == current else current)}

    def export(self, key: Key, form: Form) -> Told:
        """Return the conversation as a file, its bytes in base64."""
        conversation = self._kept.load(key)
        if conversation is None or not conversation.exchanges:
            return {"trouble": texts.NOTHING_TO_EXPORT}
        return export(conversation.exchanges, form)

    def _judged(self, visitor: Visitor, key: Key, turn: int, verdict: Verdict | None, right: str | None) -> Told:
        answer = self._at(key, turn).answer
        if answer is None:
            return {}
        if verdict:
            self._votes.put(visitor, Vote.on(answer, verdict, right))
        else:
            self._votes.withdraw(visitor, answer)
        self._kept.change(key, turn, vote=verdict, right=right)
        return {"said": texts.voted(verdict)}

    def _at(self, key: Key, turn: int) -> Exchange:
        exchange = self._kept.exchange(key, turn)
        if exchange is None:
            raise InputError(texts.QUESTION_GONE)
        return exchange

    def _changes(self, visitor: Visitor, conversation: Conversation, shown: int) -> Told:
        """Return what of the page a conversation's changed exchanges make anew."""
        exchanges = tuple(self._answering.known(conversation.key, exchange) for exchange in conversation.exchanges)
        conversation = replace(conversation, exchanges=exchanges)
        generation = self._generation()
        changed = [exchange for exchange in conversation.exchanges if exchange.question]
        ids = [exchange.id for exchange in conversation.exchanges]
        told: Told = {
            "key": conversation.key,
            "title": conversation.title,
            "revision": conversation.revision,
            "turns": ids,
            "changed": {str(exchange.id): self._drawn(exchange, conversation, generation) for exchange in changed},
            "working": conversation.working,
            "pinned": [" ".join(map(str, place)) for place in self._clippings.places(visitor)],
        }
        seen = next((e for e in changed if e.id == shown or (not shown and e.id == ids[-1])), None)
        if seen is not None:
            told |= {"panel": self._panel(seen), "shown": seen.id, "said": spoken(seen)}
        return told

    def _drawn(self, exchange: Exchange, conversation: Conversation, generation: int) -> str:
        """Draw an exchange; one that cannot be drawn says so in its place, and the rest of the page goes on."""
        try:
            return turn_html(exchange, conversation, generation)
        except Exception:
            log.exception("an answer could not be shown")
            return turn_html(replace(exchange, answer=None).failed(texts.UNDRAWN), conversation, generation)

    def _panel(self, exchange: Exchange) -> str:
        try:
            return sources(exchange, self._find)
        except Exception:
            log.exception("the sources of an answer could not be shown")
            return render("trouble.html", words=texts.UNDRAWN)

    def _find(self, article: str) -> Article | None:
        """Return an article of the index, None where it is not there or the index cannot be read."""
        try:
            return find_article(self._settings, article)
        except CitewireError:
            return None

    def _relatives(self, article: str) -> Relatives:
        """Return an article's near-copies and versions, none where the index cannot be read."""
        try:
            return find_relatives(self._settings, article)
        except CitewireError:
            return Relatives()

    def _generation(self) -> int:
        """Return the generation of the index, 0 where it cannot be read."""
        try:
            return Catalogue.open(self._settings).generation
        except CitewireError:
            return 0

    def _rail(self, visitor: Visitor, key: Key, words: str = "") -> str:
        return rail(self._kept.listed(visitor, words), key, words)
