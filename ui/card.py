"""Source cards: one article each, with its passages and the cited sentences marked in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from rag import Citation, Source
from ui import texts
from ui.highlight import highlight


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open range of one article's text to show, in code points."""

    start: int
    end: int


def stretches(sources: Iterable[Source], citations: Iterable[Citation]) -> list[Stretch]:
    """Return the ranges of one article that its passages cover, in reading order, overlapping ones joined.

    A citation that no passage covers gets a range of its own, so that whatever is cited can be seen.
    """
    covered = [Stretch(source.passage.start, source.passage.end) for source in sources]
    covered += [Stretch(citation.start, citation.end) for citation in citations]
    joined: list[Stretch] = []
    for stretch in sorted(covered, key=lambda stretch: stretch.start):
        if joined and stretch.start <= joined[-1].end:
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, stretch.end))
        else:
            joined.append(stretch)
    return joined


def cards(sources: Sequence[Source], citations: Sequence[Citation], *, turn: int, others: str) -> str:
    """Return one question's cards as safe HTML.

    Cited articles come first, by the number of their first citation; the rest follow in the order of retrieval under
    the heading `others`, folded to their headlines.
    """
    by_article: dict[str, list[Source]] = {}
    for source in sources:
        by_article.setdefault(source.article.id, []).append(source)
    cited = [key for key in dict.fromkeys(c.article_id for c in citations) if key in by_article]
    rest = [key for key in by_article if key not in cited]
    html = ""
    if cited:
        items = (_card(by_article[key], [c for c in citations if c.article_id == key], turn) for key in cited)
        html += f'<ol class="cw-cards">{"".join(items)}</ol>'
    if rest:
        items = (_card(by_article[key], [], turn) for key in rest)
        html += f'<h3 class="cw-others">{escape(others)}</h3><ol class="cw-cards">{"".join(items)}</ol>'
    return html


def dateline(source: str | None, published: date | None) -> str:
    """Return "outlet · date" as safe HTML, the date machine-readable."""
    outlet = escape(source or texts.NO_OUTLET)
    day = escape(texts.day(published))
    when = f'<time datetime="{published.isoformat()}">{day}</time>' if published else f"<span>{day}</span>"
    return f'<span class="cw-outlet">{outlet}</span><span class="cw-dot" aria-hidden="true">·</span>{when}'


def _card(sources: Sequence[Source], citations: Sequence[Citation], turn: int) -> str:
    """Return the card of one article: its passages open where it is cited, folded where it is not."""
    article, best = sources[0].article, sources[0]
    badges = "".join(f'<span class="cw-badge" aria-hidden="true">{c.n}</span>' for c in citations)
    shown = stretches(_citing(sources, citations) if citations else sources, citations)
    passages = "".join(_passage(article.text, stretch, citations, turn) for stretch in shown)
    if not citations:
        passages = f"<details><summary>{texts.SHOW_PASSAGE}</summary>{passages}</details>"
    headline = (
        f'<button type="button" class="cw-open" data-article="{escape(article.id)}" data-turn="{turn}"'
        f' title="{texts.OPEN_ARTICLE}">{escape(article.title)}</button>'
    )
    kind = f'<span class="cw-kind">{escape(article.kind)}</span>' if article.kind == "background" else ""
    return (
        f'<li class="cw-card{" cw-cited" if citations else ""}" data-article="{escape(article.id)}">'
        f'<p class="cw-dateline">{badges}{dateline(article.source, article.published)}{kind}</p>'
        f'<h3 class="cw-headline">{headline}</h3>{passages}'
        f'<p class="cw-why">{escape(texts.why(best.bm25_rank, best.dense_rank))}</p></li>'
    )


def _citing(sources: Sequence[Source], citations: Iterable[Citation]) -> list[Source]:
    """Return for each citation the best source that holds it whole."""
    holding = (
        next((s for s in sources if s.passage.start <= c.start and c.end <= s.passage.end), None) for c in citations
    )
    return [source for source in holding if source is not None]


def _passage(text: str, stretch: Stretch, citations: Sequence[Citation], turn: int) -> str:
    """Return one stretch of an article with a bar that shows where in the article it stands."""
    first, last = stretch.start / max(len(text), 1), stretch.end / max(len(text), 1)
    label = escape(texts.position(first, last))
    return (
        f'<div class="cw-passage">{highlight(text[stretch.start : stretch.end], stretch.start, citations, turn=turn)}'
        f'</div><p class="cw-position"><span aria-hidden="true">'
        f'<i style="left:{first:.1%};width:{max(last - first, 0.04):.1%}"></i></span>{label}</p>'
    )
