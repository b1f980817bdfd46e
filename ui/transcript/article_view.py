"""The article view: one whole article, opened at the sentences that an answer cites."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from rag import Article, Citation
from rag.retrieval.relatives import Relatives
from ui.rendering import render

# A page of this many characters still scrolls smoothly; the longest news articles are a tenth of it.
SHOWN_CHARACTERS = 200_000


def article_view(
    article: Article, citations: Sequence[Citation], related: Relatives, *, around: int | None, turn: int
) -> str:
    """Return the article in a dialog, as safe HTML with its cited sentences marked and its relatives under it.

    A very long article is cut to the part around offset `around`, which is None where no part of it was read.
    """
    start = max(0, min((around or 0) - SHOWN_CHARACTERS // 2, len(article.text) - SHOWN_CHARACTERS))
    text = article.text[start : start + SHOWN_CHARACTERS]
    own = [c for c in citations if c.article_id == article.id and start <= c.start < start + len(text)]
    cited = sorted({citation.start for citation in own})
    pages = [article.page_at(at) for at in cited or ([] if around is None else [around])]
    return render(
        "article.html",
        article=article,
        text=text,
        start=start,
        citations=own,
        cited=len(cited),
        pages=[page for page in pages if page],
        related=related,
        cut=len(text) < len(article.text),
        link=web_link(article.url),
        turn=turn,
    )


def web_link(url: str | None) -> str | None:
    """Return an address of the web as it is, None for any other: a link must never run or open something here."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None
