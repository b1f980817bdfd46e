"""The chat's actions: what the chat does on each click, from what the page holds to what it shows next."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace

from rag import CitewireError, Filters, Settings
from rag.settings import QUESTION_LIMIT
from ui import texts
from ui.library.catalogue import Catalogue, find_article
from ui.page.conversation import Conversation, Exchange, begin, open_turn, put, settle
from ui.page.dialogue import converse
from ui.page.filter_form import filter_form, scope
from ui.page.hint import hint
from ui.page.page_html import trouble
from ui.page.rail import rail
from ui.page.view import View
from ui.page.welcome import welcome
from ui.storage import Conversations, Vote, Votes
from ui.storage.records import filters_of, filters_record
from ui.storage.votes import Verdict
from ui.transcript.article_view import article_view
from ui.transcript.reply import spoken
from ui.transcript.transcript import sources, transcript

_NAME = frozenset("0123456789abcdef")


class ChatActions:
    """Serves every visitor of one index; what belongs to a visitor is passed in and handed back."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept = Conversations(settings)
        self._votes = Votes(settings)

    def open(self, visitor: str, key: str) -> View:
        """Show the conversation that a browser was in, or the welcome."""
        visitor = visitor if 16 <= len(visitor) <= 64 and set(visitor) <= _NAME else ""
        conversation = self._load(visitor, key)
        shown = self._shown(conversation, visitor, key) if conversation else self.new(visitor)
        return replace(shown, visitor=visitor, filters=self.filter_form(Filters()), scope="", bounds="")

    def new(self, visitor: str) -> View:
        """Start an empty conversation; the others stay."""
        left, right = welcome(self._settings)
        return View((), key="", editing="", typed="", asking=False, log=left, panel=right, rail=self._rail(visitor, ""))

    def select(self, visitor: str, key: str) -> View:
        """Show another conversation of this visitor."""
        conversation = self._load(visitor, key)
        return self._shown(conversation, visitor, key) if conversation else self.new(visitor)

    def delete(self, visitor: str, key: str, current: str) -> View:
        """Forget a conversation; where it is the one on the page, an empty one takes its place."""
        try:
            self._kept.delete(visitor, key)
        except CitewireError as error:
            return View(hint=hint(str(error), seen=True))
        return self.new(visitor) if key == current else View(rail=self._rail(visitor, current))

    def start(
        self, typed: str, visitor: str, key: str, bounds: str, editing: str, before: Conversation, *, turn: int = 0
    ) -> View:
        """Put a question down and say at once that it is being worked on; `turn` above 0 asks that one again."""
        if open_turn(before) is not None:
            return View(hint=hint(texts.ONE_AT_A_TIME, seen=True))
        # Another window, or this page before the server was started anew, may have added to the conversation.
        conversation = self._load(visitor, key) or before
        place = turn or int(editing or 0)
        question = conversation[turn - 1].question if 0 < turn <= len(conversation) else typed
        if not question.strip():
            return View(hint=hint(texts.NOTHING_ASKED, seen=True))
        if len(question) > QUESTION_LIMIT:
            # What cannot be read is not kept either, but left in the box.
            return View(hint=hint(texts.too_long(len(question), QUESTION_LIMIT), seen=True))
        asked = begin(conversation, question, _filters(bounds), turn=place or None)
        key = key or secrets.token_hex(8)
        shown = self._working(asked, hint(texts.SEARCHING))
        typed = "" if not turn else typed
        return replace(shown, key=key, typed=typed, editing="", asking=True, rail=self._save(asked, visitor, key))

    def answer(self, conversation: Conversation, visitor: str, key: str) -> Iterator[View]:
        """Answer the question that waits, step by step."""
        turn = open_turn(conversation)
        for now in converse(conversation, self._settings) if turn is not None else ():
            conversation = now
            yield self._working(now, hint(spoken(now[turn - 1])), turn) if turn else View()
        yield View(asking=False, rail=self._save(conversation, visitor, key) if turn else None)

    def stop(self, before: Conversation, visitor: str, key: str) -> View:
        """Leave the question that is under way."""
        turn = open_turn(before)
        now = settle(before)
        return replace(self._working(now, None, turn), asking=False, rail=self._save(now, visitor, key))

    def edit(self, before: Conversation, turn: int, *, understood: bool) -> View:
        """Put an earlier question into the box, as asked or as understood, to be asked anew in its place."""
        exchange = _at(before, turn)
        if exchange is None:
            return View()
        answer = exchange.answer
        words = answer.understood_as if understood and answer and answer.understood_as else exchange.question
        return View(typed=words, editing=str(turn), hint=hint(texts.editing(turn), seen=True, leave=True))

    def leave(self) -> View:
        """Give up editing."""
        return View(typed="", editing="", hint=hint(""))

    def vote(self, before: Conversation, visitor: str, key: str, turn: int, verdict: Verdict) -> View:
        """Note that an answer is right or wrong; the same verdict again takes it back."""
        exchange = _at(before, turn)
        if exchange is None or exchange.answer is None:
            return View()
        voted = replace(exchange, vote=None if exchange.vote == verdict else verdict, right=None)
        return self._voted(before, visitor, key, turn, voted)

    def correct(self, before: Conversation, visitor: str, key: str, turn: int, right: str) -> View:
        """Note what would have been right; the empty string says that the articles do not tell."""
        exchange = _at(before, turn)
        if exchange is None or exchange.answer is None:
            return View()
        return self._voted(before, visitor, key, turn, replace(exchange, vote="down", right=right.strip()[:500]))

    def filter(self, fields: dict[str, object]) -> View:
        """Take the filters that were chosen, or say what is wrong with them."""
        try:
            filters = filters_of(fields)
        except CitewireError as error:
            return View(scope=trouble(str(error)))
        return View(bounds=json.dumps(filters_record(filters)), scope=scope(filters))

    def filter_form(self, filters: Filters) -> str:
        """Return the form with the outlets and kinds there are now; nothing where the index cannot be read."""
        try:
            return filter_form(Catalogue.open(self._settings), filters)
        except CitewireError:
            return ""

    def back(self, before: Conversation, bounds: str, visitor: str) -> View:
        """Bring the chat up to date after a visit to the library."""
        if not visitor:
            # The tab is also selected while the page loads; what `open` brings must not be overwritten.
            return View()
        form = self.filter_form(_filters(bounds))
        if before:
            return View(filters=form)
        left, right = welcome(self._settings)
        return View(log=left, panel=right, filters=form)

    def show(self, before: Conversation, turn: int) -> View:
        """Show the sources of one question."""
        return View(panel=sources(before, turn=turn)) if _at(before, turn) else View()

    def read(self, before: Conversation, turn: int, article_id: str) -> View:
        """Open a whole article, at what question number `turn` cites or read of it."""
        exchange = _at(before, turn)
        own = [source for source in exchange.sources if source.article.id == article_id] if exchange else []
        try:
            article = own[0].article if own else find_article(self._settings, article_id)
        except CitewireError as error:
            return View(hint=hint(str(error), seen=True))
        if article is None:
            return View(hint=hint(texts.ARTICLE_GONE, seen=True))
        citations = exchange.answer.citations if exchange and exchange.answer else ()
        around = own[0].passage.start if own else 0
        return View(article=article_view(article, citations, around=around, turn=turn))

    def _voted(self, before: Conversation, visitor: str, key: str, turn: int, exchange: Exchange) -> View:
        now = put(before, turn, exchange)
        answer = exchange.answer
        assert answer is not None
        try:
            if exchange.vote in ("up", "down"):
                verdict: Verdict = "up" if exchange.vote == "up" else "down"
                self._votes.put(visitor, Vote.on(answer, verdict, exchange.right))
            else:
                self._votes.withdraw(visitor, answer)
        except CitewireError as error:
            return View(hint=hint(str(error), seen=True))
        return View(now, log=transcript(now), hint=hint(texts.voted(exchange.vote)), rail=self._save(now, visitor, key))

    def _shown(self, conversation: Conversation, visitor: str, key: str) -> View:
        shown = View(conversation, key=key, editing="", typed="", asking=False, hint=hint(""))
        left, right = transcript(conversation), sources(conversation)
        return replace(shown, log=left, panel=right, rail=self._rail(visitor, key))

    def _working(self, now: Conversation, said: str | None, turn: int | None = None) -> View:
        turn = turn or open_turn(now)
        return View(now, log=transcript(now), panel=sources(now, turn=turn), hint=said)

    def _load(self, visitor: str, key: str) -> Conversation | None:
        try:
            return self._kept.load(visitor, key) if visitor and key else None
        except CitewireError:
            return None

    def _save(self, conversation: Conversation, visitor: str, key: str) -> str:
        """Keep the conversation and return the rail; a fault is shown there, for the chat itself goes on."""
        try:
            self._kept.save(visitor, key, conversation)
        except CitewireError as error:
            return trouble(str(error))
        return self._rail(visitor, key)

    def _rail(self, visitor: str, key: str) -> str:
        try:
            return rail(self._kept.listed(visitor) if visitor else [], key)
        except CitewireError as error:
            return trouble(str(error))


def _at(conversation: Conversation, turn: int) -> Exchange | None:
    return conversation[turn - 1] if 1 <= turn <= len(conversation) else None


def _filters(bounds: str) -> Filters:
    return filters_of(json.loads(bounds)) if bounds else Filters()
