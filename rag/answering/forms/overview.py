"""The overview: what several articles say about a matter, the newest first, or one article in its own order."""

from collections.abc import Sequence
from datetime import date

from embeddings.article import Article
from rag.answering.citing import cited_first, numbered
from rag.answering.evidence import Matter
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.mentions import opening
from rag.answering.forms.scope import Scope, published_in, scope_of
from rag.answering.forms.selection import OWN, Told, about, distinct, gist, share_told, told
from rag.answering.wording import plural, rows_text
from rag.filters import Filters
from rag.result import Answer
from rag.retrieval.asked_period import Period
from rag.retrieval.retriever import Retrieval
from rag.retrieval.time_expressions import in_words
from rag.retrieval.told_times import told_times
from rag.row import Row

SENTENCES = 7
_OF_ONE_ARTICLE = 5
_PASSAGES = 24
# Fewer sentences are no overview.
_FEW = 2


def overview(inquiry: Inquiry) -> Answer | None:
    """Tell a matter in three to seven sentences; None where no article is about it."""
    scope = scope_of(inquiry.asked.about, inquiry.filters, inquiry.outlets, inquiry.period)
    bounded = published_in(scope.filters, scope.period)
    if not scope.topic and not scope.one:
        return _newest(inquiry, scope)
    found = Retrieval()
    if scope.topic and bounded:
        found = inquiry.search(scope.topic, bounded, _PASSAGES)
    relevant = about(scope.topic, found) if scope.topic else _newest_of(inquiry, bounded)
    past = scope.period if not relevant else None
    if past:
        # What was published in another time may still speak of the period.
        found = inquiry.search(inquiry.question, scope.filters, _PASSAGES)
        relevant = about(scope.topic, found)
    if not relevant:
        return None
    matter = Matter.of(scope.topic, found.background)
    if inquiry.asked.newest and not past:
        relevant = _news(relevant)
    if scope.one:
        relevant = relevant[:1]
    sentences = [
        one
        for article in relevant
        for one in told(article, inquiry.snapshot.passages_of(article.id), matter, scope.topic)
    ]
    if past and (dated := [one for one in sentences if _happened(one, past)]):
        chosen = sorted(distinct(dated, SENTENCES, SENTENCES), key=lambda one: _order(one, newest=False))
    elif len(relevant) == 1 and scope.topic and not scope.one and (near := _near(sentences)):
        chosen = sorted(distinct(near, _OF_ONE_ARTICLE, _OF_ONE_ARTICLE), key=lambda one: one.place)
    elif len(relevant) == 1:
        # All of it is about the topic; which of its sentences matter most is the article's own to say.
        passages = inquiry.snapshot.passages_of(relevant[0].id)
        chosen = distinct(told(relevant[0], passages, gist(sentences)), _OF_ONE_ARTICLE, _OF_ONE_ARTICLE)
        chosen = sorted(chosen, key=lambda one: one.place)
    else:
        telling = [one for one in sentences if one.opens or one.own >= OWN] or sentences
        chosen = distinct(telling, SENTENCES, 2 if len(relevant) > 2 else 3)
        chosen = sorted(chosen, key=lambda one: _order(one, newest=inquiry.asked.newest))
    head = _headed(scope, relevant, outside=past is not None)
    return _worded(inquiry, head, chosen, found, scope.topic) if chosen else None


def _newest_of(inquiry: Inquiry, bounded: Filters | None) -> list[Article]:
    """Return the newest article that passes, where "the Interfax story" means one and says no more."""
    first = next(iter(inquiry.articles(bounded)), None) if bounded else None
    article = inquiry.snapshot.article(first) if first else None
    return [article] if article else []


def _near(sentences: Sequence[Told]) -> list[Told]:
    """Return the sentences of an article that speak of the topic, with those that follow them, none where few do."""
    places = {one.place for one in sentences if one.own >= OWN}
    near = [one for one in sentences if one.place in places or one.place - 1 in places or one.opens]
    return near if len(near) >= _FEW else []


def _happened(one: Told, period: Period) -> bool:
    """Whether a sentence tells of a time within the period."""
    times = told_times(one.citation.quote, one.citation.published)
    return any(period.first <= time.first and time.last <= period.last for time in times)


def _order(one: Told, *, newest: bool) -> tuple[int, int]:
    published = one.citation.published
    day = published.toordinal() if published else 0
    return (-day if newest else day), one.place


def _newest(inquiry: Inquiry, scope: Scope) -> Answer | None:
    """Tell the openings of the newest articles, where no more than a time or an outlet is asked about."""
    bounded = published_in(scope.filters, scope.period)
    if bounded is None:
        return None
    dated = _dated(inquiry, bounded)
    none = scope.named if scope.period and not dated else ""
    dated = dated or _dated(inquiry, scope.filters)
    whole = [inquiry.snapshot.article(article.id) for article in dated[:SENTENCES]]
    citations = [opening(article) for article in whole if article]
    if not citations:
        return None
    chosen = [Told(citation, 0, frozenset(), 1.0) for citation in citations]
    within = "" if none or not scope.named else f" ({scope.named})"
    newest = "The newest of " if len(dated) > len(chosen) or none else ""
    lead = f"{f'No article is of {none}. ' if none else ''}{newest}{plural(len(dated), 'article')}{within}"
    return _worded(inquiry, lead, chosen, Retrieval())


def _news(articles: Sequence[Article]) -> list[Article]:
    """Leave explainers out, which are no news, unless there is nothing else."""
    return [article for article in articles if article.kind != "background"] or list(articles)


def _dated(inquiry: Inquiry, filters: Filters) -> list[Article]:
    """Return the news that passes and whose date is known and plausible, newest first."""
    dated = [
        article
        for article in inquiry.articles(filters).values()
        if article.published and (inquiry.today is None or article.published <= inquiry.today)
    ]
    return _news(dated)


def _worded(inquiry: Inquiry, lead: str, chosen: Sequence[Told], found: Retrieval, topic: str = "") -> Answer:
    citations = numbered(one.citation for one in chosen)
    rows = tuple(Row(one.source or "", one.published, " ".join(one.quote.split()), (one.n,)) for one in citations)
    passages = cited_first(citations, found.sources, found.copies)
    return Answer(
        inquiry.question,
        rows_text(f"{lead}:", rows),
        "answer",
        "overview",
        confidence=share_told(topic, citations, found),
        citations=citations,
        passages=passages,
        rows=rows,
    )


def _headed(scope: Scope, articles: Sequence[Article], *, outside: bool) -> str:
    """Say how many articles speak of the topic and over which dates; `outside` says that none is of the period."""
    dates = _span(sorted(article.published for article in articles if article.published))
    if len(articles) == 1:
        return f"“{articles[0].title}”{dates}"
    named = f"No article on {scope.topic} is of {scope.named}. " if outside else ""
    within = f" ({scope.named})" if scope.named and not outside else ""
    return f"{named}{plural(len(articles), 'article')} on {scope.topic}{within}{dates}"


def _span(dates: Sequence[date]) -> str:
    if not dates:
        return ""
    return f", {in_words(dates[0], dates[0])}" if dates[0] == dates[-1] else f", {in_words(dates[0], dates[-1])}"
