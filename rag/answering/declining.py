"""Declining: what is said where no sentence answers: the articles that are about it, or that there are none."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.citing import cited_first, closest, numbered
from rag.answering.claims.office import of_another_office
from rag.answering.evidence import Matter
from rag.answering.finding import Finding
from rag.answering.forms.mentions import opening
from rag.answering.forms.selection import about
from rag.answering.wording import NEARLY, abstained_text, plural, quotes_text
from rag.citation import Citation
from rag.result import Answer, Kind
from rag.retrieval.retriever import Retrieval
from rag.row import Row
from rag.settings import Settings

# Share of the best finding's confidence from which another quote is as close.
_CLOSE = 0.75
_ARTICLES = 3
# Share of the threshold for quotes from which the reader's word is enough.
_NEARLY = 0.4
# Share of the question that an opening and its headline speak of at least, and a doubtful sentence by itself.
_SPOKEN, _OWN = 0.5, 0.35
_COUNTED = re.compile(r"^how\s+many\s+(?P<noun>[\w'-]+)", re.IGNORECASE)


def decline(
    question: str,
    kind: Kind,
    findings: Sequence[Finding],
    retrieval: Retrieval,
    settings: Settings,
    threshold: float = 0.0,
) -> Answer:
    """Show what comes near: the closest quotes with the articles they stand in; else say that nothing does.

    `kind` says whether the findings, best first, are worth quoting by themselves ("quotes"), as they are from a
    confidence of `threshold` on. What is far from it is quoted only for what its own words share with the question.
    """
    confidence = findings[0].confidence if findings else 0.0
    matter = Matter.of(question, retrieval.background)
    # What is close for shared words must share them itself; in an article about it a sentence may lean on others.
    trusted = threshold if kind == "quotes" else _NEARLY * threshold
    # Who has the same office elsewhere is not near: Ost's mayor, where Pell's is asked for.
    others = {one.citation.place for one in findings if of_another_office(question, one.quote, one.place)}
    fitting = [
        one
        for one in findings
        if one.citation.place not in others
        and (one.confidence >= trusted or matter.coverage(one.quote, "", one.quote) >= _OWN)
    ]
    articles = about(question, retrieval)[:_ARTICLES]
    if kind == "quotes":
        near = [one for one in fitting if one.confidence >= _CLOSE * confidence]
    else:
        # Only in an article that is about it is a sentence near.
        ids = {article.id for article in articles}
        near = [one for one in fitting if one.source.article.id in ids]
    quotes = closest(near, settings.max_quotes)
    spoken = {one.article_id for one in quotes}
    heads = [opening(article) for article in articles if kind == "abstained" or article.id not in spoken]
    if kind == "quotes":
        # Beside what is close, only an opening that speaks of the matter itself is close too.
        heads = [one for one in heads if matter.coverage(one.quote, one.title, one.quote) >= _SPOKEN]
    heads = [one for one in heads if one.place not in others]
    citations = numbered(_in_articles([*quotes, *heads] if kind == "quotes" else [*heads, *quotes]))
    if not citations:
        text = abstained_text(retrieval.sources) + _instead(question)
        return Answer(question, text, "abstained", confidence=confidence, passages=retrieval.sources)
    rows = tuple(Row(one.title, one.published, " ".join(one.quote.split()), (one.n,)) for one in citations)
    spoken = {one.article_id for one in citations}
    number = len(spoken)
    told = "about it" if spoken <= {article.id for article in articles} else "near it"
    lead = NEARLY.format(articles=plural(number, "article"), are="is" if number == 1 else "are", about=told)
    return Answer(
        question,
        quotes_text(lead, citations),
        "quotes",
        "sentence",
        confidence=confidence,
        citations=citations,
        passages=cited_first(citations, retrieval.sources, retrieval.copies),
        rows=rows,
    )


def _in_articles(citations: Sequence[Citation]) -> list[Citation]:
    """Bring the citations of one article together, in the order in which the articles come first."""
    order = list(dict.fromkeys(one.article_id for one in citations))
    return sorted(citations, key=lambda one: order.index(one.article_id))


def _instead(question: str) -> str:
    counted = _COUNTED.match(question)
    return f"\nI can count articles, not {counted['noun']}." if counted else ""


def outside_filters(answer: Answer, passing: int, articles: int) -> Answer:
    """Say of an answer that declines that filters were set, and how many articles a question without them has."""
    if answer.kind != "abstained":
        return answer
    note = f"The filters let {plural(passing, 'article')} pass; without them {articles:,} can be asked."
    return replace(answer, text=f"{answer.text}\n{note}")
