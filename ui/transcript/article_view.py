"""The article view: one whole article, opened at the sentences that an answer cites."""

from collections.abc import Sequence
from html import escape

from rag import Article, Citation
from ui import texts
from ui.transcript.card import dateline
from ui.transcript.highlight import highlight

# A page of this many characters still scrolls smoothly; the longest news articles are a tenth of it.
SHOWN_CHARACTERS = 200_000


def article_view(article: Article, citations: Sequence[Citation], *, around: int, turn: int) -> str:
    """Return the article in a dialog, as safe HTML with its cited sentences marked.

    A very long article is cut to the part around offset `around`.
    """
    start = max(0, min(around - SHOWN_CHARACTERS // 2, len(article.text) - SHOWN_CHARACTERS))
    text = article.text[start : start + SHOWN_CHARACTERS]
    own = [citation for citation in citations if citation.article_id == article.id]
    cut = f'<p class="cw-empty">{texts.CUT}</p>' if len(text) < len(article.text) else ""
    return (
        f'<dialog aria-label="{escape(article.title)}" data-key="{turn} {escape(article.id)}">'
        f'<form method="dialog"><button class="cw-close">{texts.CLOSE_ARTICLE}</button></form>'
        f'<header><p class="cw-dateline">{dateline(article.source, article.published)}</p>'
        f'<h2 class="cw-headline">{escape(article.title)}</h2></header>{cut}'
        f'<div class="cw-passage">{highlight(text, start, own, turn=turn)}</div></dialog>'
    )
