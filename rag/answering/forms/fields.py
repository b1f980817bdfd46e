"""Fields: when an article was published, by whom and where, told from what is stored about the article."""

import re

from embeddings.article import Article
from rag.answering.citing import numbered
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.mentions import opening
from rag.answering.forms.scope import published_in, scope_of
from rag.answering.wording import marks
from rag.citation import reference
from rag.heading import written
from rag.result import Answer
from rag.row import Row

_POINTING = re.compile(r"\b(?:it|this|that)\b|\bthe\s+(?:author|writer|journalist)$|^which\s+\w+$", re.IGNORECASE)
WHICH = "Which article is meant? Name its subject, its outlet or its day."
_AUTHOR = re.compile(r"\b(?:author|authored|wrote|written|writer|byline|journalist|by\s+whom)\b", re.IGNORECASE)
_LINK = re.compile(r"\b(?:url|link|web\s+address)\b", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:headline|title)\b", re.IGNORECASE)
_OUTLET = re.compile(
    r"\b(?:outlet|source|agency|paper|newspaper|publisher|publication|where|who\s+(?:published|posted|printed|reported))\b(?!\s+date)",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:about|on|regarding|of)\s+(?!(?:it|this|that|publication)\b)(?P<topic>.+?)(?:\s+(?:published|posted|printed|written|from))?$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:when|who|which|what|where|was|were|is|did|does|the|this|that|it|article|story|report|piece|text|item|published?|posted|printed|"
    r"wrote|written|author|authored|date|byline|outlet|source|agency|headline|title|url|link|of|by|its|how|old|publisher|paper|newspaper|"
    r"publication|writer|journalist|filed|whom|reported|'s)\b",
    re.IGNORECASE,
)


def field(inquiry: Inquiry) -> Answer | None:
    """Answer from an article's own fields; None where it cannot be told which article is meant."""
    article = _meant(inquiry)
    if article is None and not inquiry.recent and _POINTING.search(inquiry.asked.about):
        return Answer(inquiry.question, WHICH, "abstained")
    if article is None:
        return None
    label, value = _field(inquiry.asked.about, article)
    citations = numbered([opening(article)])
    about = reference(article.title, article.source, article.published)
    text = f"{value or f'The index holds no {label} of this article'} {marks((1,))}\n{about}"
    rows = (Row(label, article.published, value or "not known", (1,)),)
    return Answer(inquiry.question, text, "answer", "field", value, 1.0, citations, rows=rows)


def _field(question: str, article: Article) -> tuple[str, str | None]:
    published = written(article.published) if article.published else None
    for pattern, label, value in (
        (_LINK, "address", article.url),
        (_TITLE, "headline", article.title),
        (_AUTHOR, "author", article.author),
        (_OUTLET, "outlet", article.source),
    ):
        if pattern.search(question):
            return label, value
    return "date of publication", published


def _meant(inquiry: Inquiry) -> Article | None:
    """Return the article that the question names by topic or outlet, else the one that was cited last."""
    question = inquiry.asked.about
    scope = scope_of(question, inquiry.filters, inquiry.outlets, inquiry.period)
    found = _TOPIC.search(scope.topic)
    topic = found["topic"] if found else " ".join(_ASKED.sub(" ", scope.topic).split())
    bounded = published_in(scope.filters, scope.period)
    if topic and bounded:
        sources = inquiry.search(topic, bounded, 5).sources
        return sources[0].article if sources else None
    if (scope.outlets or scope.period) and bounded:
        newest = next(iter(inquiry.articles(bounded)), None)
        return inquiry.snapshot.article(newest) if newest else None
    return inquiry.snapshot.article(inquiry.recent[0]) if inquiry.recent else None
