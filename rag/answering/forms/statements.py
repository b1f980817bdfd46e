"""Statements: what somebody said about a matter, or who said something, each with date and outlet."""

import re
from collections.abc import Sequence
from dataclasses import replace

from embeddings.article import Article
from embeddings.passage import Span
from rag.answering.citing import cited_first, numbered
from rag.answering.evidence import Matter
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.scope import published_in, scope_of
from rag.answering.forms.selection import share_told
from rag.answering.forms.speech import Statement, said_by, statements
from rag.answering.wording import rows_text
from rag.citation import Citation
from rag.filters import MOST_CHOSEN
from rag.result import Answer
from rag.retrieval.retriever import Retrieval
from rag.row import Row

_PASSAGES = 24
_ARTICLES = 8
_MOST = 6
# Share of the matter that a statement must speak of, alone or with what stands around it, to be about it.
_ABOUT, _NEARLY = 0.5, 0.75
# The same where the speaker is what is asked: another's words on the matter would be a wrong answer.
_SAID = 0.75

# "The union" is that of which was just spoken.
_DEFINITE = re.compile(r"(?:the|this|that|its|their|his|her)\s+[a-z]")
# A reaction that names no matter is one to what was just told.
_REACTED = re.compile(r"(?:and\s+|but\s+|so\s+)?how\b", re.IGNORECASE)

Spoken = tuple[float, Article, Statement]


def statements_of(inquiry: Inquiry) -> Answer | None:
    """Answer what was said or who said it; None where no statement of that speaker, or on that matter, is found."""
    asked = inquiry.asked
    leans = _DEFINITE.match(asked.about) or (_REACTED.match(inquiry.question) and not asked.other)
    if leans and inquiry.recent and not inquiry.filters.article_ids:
        near = replace(inquiry, filters=replace(inquiry.filters, article_ids=inquiry.recent[:MOST_CHOSEN]))
        if found := _statements(near):
            return found
    return _statements(inquiry)


def _statements(inquiry: Inquiry) -> Answer | None:
    who, about = inquiry.asked.about, inquiry.asked.other
    scope = scope_of(about, inquiry.filters, (), inquiry.period)
    bounded = published_in(scope.filters, scope.period) or scope.filters
    found = inquiry.search(f"{who} {scope.topic}".strip(), bounded, _PASSAGES)
    if not found.sources and bounded != scope.filters:
        found = inquiry.search(f"{who} {scope.topic}".strip(), scope.filters, _PASSAGES)
    matter = Matter.of(scope.topic, found.background)
    spoken = [one for one in _spoken(inquiry, found) if not who or said_by(one[2], who)]
    weighed = [(_on(matter, article, statement, around), article, statement) for around, article, statement in spoken]
    if who:
        if matter.weights:
            best = max((_own(matter, one) for one in weighed), default=0.0)
            plain = [one for one in weighed if _own(matter, one) >= max(_ABOUT, _NEARLY * best)]
            weighed = plain or [one for one in weighed if one[0] >= _ABOUT]
        kept = weighed
        kept = sorted(kept, key=lambda one: -one[0])[:_MOST]
        return _said(inquiry, who, scope.topic, kept, found) if kept else None
    best = max((one[0] for one in weighed), default=0.0)
    kept = [one for one in weighed if one[0] >= max(_SAID, best - 0.01)]
    return _speaker(inquiry, sorted(kept, key=lambda one: -one[0])[:_MOST], found) if kept else None


def sentences_of(inquiry: Inquiry, article: Article) -> list[Span]:
    """Return the sentences of an article in order, each once."""
    return list(dict.fromkeys(span for one in inquiry.snapshot.passages_of(article.id) for span in one.sentences))


def _spoken(inquiry: Inquiry, found: Retrieval) -> list[tuple[str, Article, Statement]]:
    """Return the statements of the articles found, each with the sentence before it, to which it may lean."""
    articles = list({source.article.id: source.article for source in found.sources}.values())[:_ARTICLES]
    spoken: list[tuple[str, Article, Statement]] = []
    for article in articles:
        spans = sentences_of(inquiry, article)
        before = dict(zip(spans[1:], spans, strict=False))
        for statement in statements(article.text, spans):
            earlier = before.get(statement.span, statement.span)
            spoken.append((article.text[earlier.start : statement.span.end], article, statement))
    # One article gives a minister's whole title, another only "minister".
    titles: dict[str, frozenset[str]] = {}
    for _, _, statement in spoken:
        titles[statement.speaker] = titles.get(statement.speaker, frozenset()) | statement.title
    return [(around, article, replace(one, title=titles[one.speaker])) for around, article, one in spoken]


def _on(matter: Matter, article: Article, statement: Statement, around: str) -> float:
    # The headline says what the article is about, not what this sentence is.
    return matter.coverage(article.text[statement.span.start : statement.span.end], "", around)


def _own(matter: Matter, one: Spoken) -> float:
    quote = one[1].text[one[2].span.start : one[2].span.end]
    return matter.coverage(quote, "", quote)


def _said(inquiry: Inquiry, who: str, topic: str, kept: Sequence[Spoken], found: Retrieval) -> Answer:
    placed = sorted(kept, key=lambda one: (-_day(one[1]), one[1].id, one[2].span.start))
    citations, rows = _rows(placed)
    name = min((one[2].speaker for one in kept if one[2].named), key=len, default=who)
    lead = f"{name[0].upper()}{name[1:]}{f' on {topic}' if topic else ''}:"
    return Answer(
        inquiry.question,
        rows_text(lead, rows),
        "answer",
        "statements",
        short=None,
        confidence=share_told(f"{who} {topic}", citations, found),
        citations=citations,
        passages=cited_first(citations, found.sources, found.copies),
        rows=rows,
    )


def _speaker(inquiry: Inquiry, kept: Sequence[Spoken], found: Retrieval) -> Answer:
    citations, rows = _rows(kept)
    names = list(dict.fromkeys(row.label for row in rows))
    short = names[0]
    lead = f"{'; '.join(f'{name[0].upper()}{name[1:]}' for name in names)}:"
    return Answer(
        inquiry.question,
        rows_text(lead, rows),
        "answer",
        "statements",
        short=short,
        confidence=kept[0][0],
        citations=citations,
        passages=cited_first(citations, found.sources, found.copies),
        rows=rows,
    )


def _rows(placed: Sequence[Spoken]) -> tuple[tuple[Citation, ...], tuple[Row, ...]]:
    citations = numbered(Citation.of(article, statement.span) for _, article, statement in placed)
    numbers = {citation.place: citation.n for citation in citations}
    rows = []
    for _, article, statement in placed:
        cited = Citation.of(article, statement.span)
        rows.append(Row(statement.speaker, article.published, " ".join(cited.quote.split()), (numbers[cited.place],)))
    return citations, tuple(rows)


def _day(article: Article) -> int:
    return article.published.toordinal() if article.published else 0
