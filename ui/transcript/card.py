"""Source cards: one article each, with its passages and the cited sentences marked in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from rag import Citation, RetrievedPassage
from ui import texts
from ui.transcript.highlight import highlight


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open range of one article's text to show, in code points."""

    start: int
    end: int


def stretches(sources: Iterable[RetrievedPassage], citations: Iterable[Citation]) -> list[Stretch]:
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


def cards(sources: Sequence[RetrievedPassage], citations: Sequence[Citation], *, turn: int, others: str) -> str:
    """Return one question's cards as safe HTML.

    Cited articles come first, by the number of their first citation; the rest follow in the order of retrieval under
    the heading `others`, folded to their headlines.
    """
    by_article: dict[str, list[RetrievedPassage]] = {}
    for source in sources:
        by_article.setdefault(source.article.id, []).append(source)
    cited = dict.fromkeys(citation.article_id for citation in citations)
    rest = [key for key in by_article if key not in cited]
    html = ""
    if cited:
        items = [_cited(by_article.get(key, ()), [c for c in citations if c.article_id == key], turn) for key in cited]
        html += f'<ol class="cw-cards">{"".join(items)}</ol>'
    if rest:
        items = [_card(by_article[key], [], turn) for key in rest]
        html += f'<h3 class="cw-others">{escape(others)}</h3><ol class="cw-cards">{"".join(items)}</ol>'
    return html


def dateline(source: str | None, published: date | None, page: int | None = None) -> str:
    """Return "outlet · date · page" as safe HTML, the date machine-readable."""
    outlet = escape(source or texts.NO_OUTLET)
    day = escape(texts.day(published))
    when = f'<time datetime="{published.isoformat()}">{day}</time>' if published else f"<span>{day}</span>"
    dot = '<span class="cw-dot" aria-hidden="true">·</span>'
    where = f"{dot}<span>{escape(texts.on_page(page))}</span>" if page else ""
    return f'<span class="cw-outlet">{outlet}</span>{dot}{when}{where}'


def _card(sources: Sequence[RetrievedPassage], citations: Sequence[Citation], turn: int) -> str:
    """Return the card of one article: its passages open where it is cited, folded where it is not."""
    article, best = sources[0].article, sources[0]
    shown = stretches(_citing(sources, citations) if citations else sources, citations)
    passages = "".join(_passage(article.text, stretch, citations, turn) for stretch in shown)
    if not citations:
        passages = f"<details><summary>{texts.SHOW_PASSAGE}</summary>{passages}</details>"
    page = citations[0].page if citations else article.page_at(best.passage.start)
    kind = f'<span class="cw-kind">{escape(article.kind)}</span>' if article.kind == "background" else ""
    return (
        f'<li class="cw-card{" cw-cited" if citations else ""}" data-article="{escape(article.id)}">'
        f'<p class="cw-dateline">{_badges(citations)}{dateline(article.source, article.published, page)}{kind}</p>'
        f'<h3 class="cw-headline">{headline(article.id, article.title, turn)}</h3>{passages}{_also_in(sources, turn)}'
        f'<p class="cw-why"><span class="cw-label">{texts.WHY}</span> {escape(_why(best))}</p></li>'
    )


def _cited(sources: Sequence[RetrievedPassage], citations: Sequence[Citation], turn: int) -> str:
    return _card(sources, citations, turn) if sources else _gone(citations, turn)


def headline(article_id: str, title: str, turn: int) -> str:
    """Return a headline that opens its article, at what question number `turn` cites of it; 0 stands for none."""
    return (
        f'<button type="button" class="cw-open" data-article="{escape(article_id)}" data-turn="{turn}"'
        f' title="{texts.OPEN_ARTICLE}">{escape(title)}</button>'
    )


def _gone(citations: Sequence[Citation], turn: int) -> str:
    """Return the card of an article that is cited but no longer in the index: its cited sentences stay readable."""
    first = citations[0]
    quotes = "".join(
        f'<div class="cw-passage">{highlight(citation.quote, citation.start, [citation], turn=turn)}</div>'
        for citation in citations
    )
    return (
        f'<li class="cw-card cw-cited"><p class="cw-dateline">{_badges(citations)}'
        f"{dateline(first.source, first.published, first.page)}</p>"
        f'<h3 class="cw-headline">{escape(first.title)}</h3>{quotes}<p class="cw-why">{texts.ARTICLE_GONE}</p></li>'
    )


def _badges(citations: Iterable[Citation]) -> str:
    return "".join(f'<span class="cw-badge" aria-hidden="true">{citation.n}</span>' for citation in citations)


def _also_in(sources: Iterable[RetrievedPassage], turn: int) -> str:
    """Return the other articles that carry nearly the same passage, folded to their number."""
    others = {other.id: other for source in sources for other in source.also_in}
    if not others:
        return ""
    items = "".join(
        f'<li>{headline(other.id, other.title, turn)}<span class="cw-dateline">'
        f"{dateline(other.source, other.published)}</span></li>"
        for other in others.values()
    )
    return (
        f'<details class="cw-also"><summary>{escape(texts.also_in(len(others)))}</summary>'
        f'<ul class="cw-nearest">{items}</ul></details>'
    )


def _why(source: RetrievedPassage) -> str:
    return texts.why(source.bm25_rank, source.dense_rank, source.similarity, source.reader_confidence)


def _citing(sources: Sequence[RetrievedPassage], citations: Iterable[Citation]) -> list[RetrievedPassage]:
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
