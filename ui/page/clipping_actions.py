"""The clippings' actions: what the server does where a reader pins a sentence, or looks at what was pinned."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from rag import Citation, InputError, Settings
from ui import texts
from ui.exports import Form, export_clippings
from ui.library.catalogue import find_article, find_relatives
from ui.page.calls import Key, Told, Visitor
from ui.rendering import render
from ui.storage import Clipping, Clippings, Conversations
from ui.transcript.article_view import article_view


class ClippingActions:
    """Serves every visitor of one index. Each public method is a call of the page (`calls.py`)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept = Conversations(settings)
        self._clippings = Clippings(settings)

    def calls(self) -> list[Callable[..., Any]]:
        """Return what the page may call."""
        return [self.pin, self.unpin, self.put_back, self.clippings, self.clipping, self.export_clippings]

    def pin(self, visitor: Visitor, key: Key, turn: int, n: int, pinned: bool) -> Told:
        """Put sentence `n` under question `turn` among the visitor's clippings, or take it off them."""
        exchange = self._kept.exchange(key, turn)
        cited = exchange.answer.citations if exchange and exchange.answer else ()
        citation = next((one for one in cited if one.n == n), None)
        if exchange is None or citation is None:
            raise InputError(texts.QUESTION_GONE)
        if pinned:
            article = find_article(self._settings, citation.article_id)
            file = article.path if article else ""
            asked = exchange.question.strip()
            self._clippings.pin(visitor, Clipping(citation, asked, key, turn, file, datetime.now(UTC)))
        else:
            self._clippings.unpin(self._clippings.page(visitor), citation.place)
        return {"said": texts.PINNED if pinned else texts.UNPINNED}

    def unpin(self, key: Key, article: str, start: int, end: int) -> Told:
        """Take a sentence off a page of clippings."""
        self._clippings.unpin(key, (article, start, end))
        return self._page(key) | {"said": texts.UNPINNED}

    def put_back(self, key: Key, article: str, start: int, end: int) -> Told:
        """Put a sentence that was taken off a page of clippings back where it was."""
        if not self._clippings.put_back(key, (article, start, end)):
            return {"trouble": texts.CLIPPINGS_GONE}
        return self._page(key) | {"said": texts.PUT_BACK}

    def clippings(self, visitor: Visitor, key: Key) -> Told:
        """Show a page of clippings, without a key the visitor's own."""
        if key:
            self._clippings.visit(visitor, key)
        return self._page(key or self._clippings.page(visitor))

    def clipping(self, key: Key, article: str, start: int) -> Told:
        """Open the article of a clipping at its sentence."""
        found = find_article(self._settings, article)
        if found is None:
            return {"trouble": texts.ARTICLE_GONE}
        cited = [one.citation for one in self._clippings.listed(key)]
        related = find_relatives(self._settings, article)
        return {"article": article_view(found, _this(cited, article, start), related, around=start, turn=0)}

    def export_clippings(self, key: Key, form: Form) -> Told:
        """Return a page of clippings as a file, its bytes in base64."""
        listed = self._clippings.listed(key)
        return export_clippings(listed, form) if listed else {"trouble": texts.NOTHING_CLIPPED}

    def _page(self, key: str) -> Told:
        return {"key": key, "clippings": render("clippings.html", clippings=self._clippings.listed(key))}


def _this(citations: list[Citation], article: str, start: int) -> list[Citation]:
    return [one for one in citations if (one.article_id, one.start) == (article, start)]
