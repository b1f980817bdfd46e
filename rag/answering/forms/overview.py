"""The overview: what several articles say about a matter, the newest first, or one article in its own order."""

from collections.abc import Sequence
from datetime import date

from embeddings.article import Article
from rag.answering.citing import cited_first, numbered
from rag.answering.evidence import Matter
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.mentions import opening
from rag.answering.forms.scope import Scope, published_in, scope_of
from rag.answering.forms.selection import Told, distinct, told
from rag.answering.wording import plural, rows_text
from rag.result import Answer
from rag.retrieval.retriever import Retrieval
from rag.retrieval.time_expressions import in_words
from rag.row import Row

SENTENCES = 7
_OF_ONE_ARTICLE = 5
_PASSAGES = 24
_ARTICLES = 8
# Share of the question's matter that an article must speak of, and share of what the best one does.
_ABOUT, _NEARLY = 0.6, 0.85


def overview(inquiry: Inquiry) -> Answer | None:
    """Tell a matter in three to seven sentences; None where no article is about it."""
    scope = scope_of(inquiry.asked.about, inquiry.filters, inquiry.outlets, inquiry.today)
    bounded = published_in(scope.filters, scope.period)
    if not scope.topic:
        return _newest(inquiry, scope)
    found = inquiry.search(scope.topic, bounded, _PASSAGES) if bounded else Retrieval()
    relevant = about(scope.topic, found)
    if not relevant and scope.period:
        # What was published in another time may still speak of the period.
        found = inquiry.search(inquiry.asked.about, scope.filters, _PASSAGES)
        relevant = about(scope.topic, found)
    if not relevant:
        return None
    matter = Matter.of(scope.topic, found.background)
    if scope.one or len(relevant) == 1:
        relevant = relevant[:1]
    sentences = [one for article in relevant for one in told(article, inquiry.snapshot.passages_of(article.id), matter)]
    if len(relevant) == 1:
        # Which of an article's sentences matter most is its own to say: all of it is about the topic.
        chosen = distinct(sentences, _OF_ONE_ARTICLE, _OF_ONE_ARTICLE)
        chosen = sorted(chosen, key=lambda one: one.place)
    else:
        chosen = distinct(sentences, SENTENCES, 2 if len(relevant) > 2 else 3)
        chosen = sorted(chosen, key=lambda one: _order(one, newest=inquiry.asked.newest))
    return _worded(inquiry, scope, relevant, chosen, found) if chosen else None


def about(topic: str, found: Retrieval) -> list[Article]:
    """Return the articles that speak of the topic, best first."""
    matter = Matter.of(topic, found.background)
    spoken: dict[str, tuple[float, Article]] = {}
    for source in found.sources:
        coverage = matter.coverage(source.passage.text, source.article.title, source.passage.text)
        if coverage > spoken.get(source.article.id, (0.0, source.article))[0]:
            spoken[source.article.id] = coverage, source.article
    best = max((coverage for coverage, _ in spoken.values()), default=0.0)
    if best < _ABOUT:
        return []
    return [article for coverage, article in spoken.values() if coverage >= max(_ABOUT, _NEARLY * best)][:_ARTICLES]


def _order(one: Told, *, newest: bool) -> tuple[int, int]:
    published = one.citation.published
    day = published.toordinal() if published else 0
    return (-day if newest else day), one.place


def _newest(inquiry: Inquiry, scope: Scope) -> Answer | None:
    """Tell the openings of the newest articles, where no more than a time or an outlet is asked about."""
    bounded = published_in(scope.filters, scope.period)
    if bounded is None:
        return None
    dated = [article for article in inquiry.articles(bounded).values() if article.published]
    dated = [one for one in dated if inquiry.today is None or not one.published or one.published <= inquiry.today]
    whole = [inquiry.snapshot.article(article.id) for article in dated[:SENTENCES]]
    citations = [opening(article, inquiry.snapshot.passages_of(article.id)) for article in whole if article]
    if not citations:
        return None
    chosen = [Told(citation, 0, frozenset(), 1.0) for citation in citations]
    return _worded(inquiry, scope, dated, chosen, Retrieval())


def _worded(
    inquiry: Inquiry, scope: Scope, articles: Sequence[Article], chosen: Sequence[Told], found: Retrieval
) -> Answer:
    citations = numbered(one.citation for one in chosen)
    rows = tuple(Row(one.source or "", one.published, " ".join(one.quote.split()), (one.n,)) for one in citations)
    dates = sorted(article.published for article in articles if article.published)
    lead = f"{_headed(scope, articles)}{_span(dates)}:"
    passages = cited_first(citations, found.sources, found.copies)
    return Answer(
        inquiry.question,
        rows_text(lead, rows),
        "answer",
        "overview",
        confidence=1.0,
        citations=citations,
        passages=passages,
        rows=rows,
    )


def _headed(scope: Scope, articles: Sequence[Article]) -> str:
    within = f" ({scope.named})" if scope.named else ""
    if not scope.topic:
        return f"{plural(len(articles), 'article')}{within}"
    if len(articles) == 1:
        return f"“{articles[0].title}”"
    return f"{plural(len(articles), 'article')} on {scope.topic}{within}"


def _span(dates: Sequence[date]) -> str:
    if not dates:
        return ""
    return f", {in_words(dates[0], dates[0])}" if dates[0] == dates[-1] else f", {in_words(dates[0], dates[-1])}"
