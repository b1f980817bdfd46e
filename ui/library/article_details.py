"""The details: what is said of articles, headline, outlet, date, author and address, set by hand on the page."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Literal

from rag import Article, InputError, Settings, amend_all
from ui import texts
from ui.library.catalogue import Catalogue, find_article
from ui.library.jobs import once_free
from ui.page.calls import Told
from ui.rendering import render

Field = Literal["", "title", "source", "published", "author", "url"]
# What can be set of an article: what setting it is called, its label, and how a browser asks for it.
_DETAILS: Final[dict[str, tuple[str, str, str]]] = {
    "title": (texts.SET_DETAILS, texts.DETAIL_TITLE, "text"),
    "source": (texts.SET_OUTLET, texts.DETAIL_OUTLET, "text"),
    "published": (texts.SET_DATE, texts.DETAIL_DATE, "date"),
    "author": (texts.SET_DETAILS, texts.DETAIL_AUTHOR, "text"),
    "url": (texts.SET_DETAILS, texts.DETAIL_URL, "text"),
}


class ArticleDetails:
    """Serves every visitor of one index. Each public method is a call of the page (`ui/page/calls.py`)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def calls(self) -> list[Callable[..., Any]]:
        """Return what the page may call."""
        return [self.details, self.amend]

    def details(self, articles: list[str], field: Field) -> Told:
        """Show what is said of an article, to be set by hand; with `field`, that alone and of all these articles."""
        found = [article for key in articles if (article := find_article(self._settings, key)) is not None]
        if not found:
            return {"trouble": texts.ARTICLE_GONE}
        several = len(articles) > 1
        return {
            "form": render(
                "details.html",
                heading=_DETAILS[field][0] if field else texts.SET_DETAILS,
                about=texts.counted(len(found), "article") if several else found[0].title,
                fields=[
                    (name, label, kind, "" if several else _said(found[0], name))
                    for name, (_, label, kind) in _DETAILS.items()
                    if field in ("", name)
                ],
                several=several,
            )
        }

    def amend(self, articles: list[str], fields: dict[str, str]) -> Told:
        """Set what is said of articles, those of them that are in the index, as `citewire set` does."""
        held = Catalogue.open(self._settings).held(articles)
        if not held:
            raise InputError(texts.ARTICLES_GONE)
        amended = once_free(lambda: amend_all(held, fields, settings=self._settings))
        return {"said": texts.details_set([article.title for article in amended])}


def _said(article: Article, field: str) -> str:
    value = getattr(article, field)
    return value.isoformat() if isinstance(value, date) else value or ""
