"""Citing: which stored sentences stand under an answer."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from embeddings.passage import Span
from rag.answering.finding import Finding
from rag.citation import Citation
from rag.retrieved_passage import RetrievedPassage
from rag.words.content_words import words

Copies = Mapping[int, Sequence[RetrievedPassage]]


def agreeing(best: Finding, findings: Sequence[Finding], copies: Copies) -> list[Citation]:
    """Return the sentence of the best finding, then those of other articles that give the same answer.

    The others are findings of the same words, and word-for-word copies of the sentence in near-duplicate passages that
    were not read; one sentence an article.
    """
    same = answer_key(best.short)
    others = [finding.citation for finding in findings if answer_key(finding.short) == same]
    return _one_per_article([best.citation, *_copies(best, copies), *others])


def with_copies(best: Finding, copies: Copies) -> list[Citation]:
    """Return the sentence of a finding, then its word-for-word copies in other articles."""
    return _one_per_article([best.citation, *_copies(best, copies)])


def closest(findings: Sequence[Finding], limit: int) -> list[Citation]:
    """Return the sentences of the first findings, each once; one that lies inside another is that other."""
    chosen: list[Citation] = []
    for finding in findings:
        citation = finding.citation
        if not any(_overlap(citation, other) for other in chosen):
            chosen.append(citation)
    return chosen[:limit]


def numbered(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Number the citations from 1 in their order, each sentence once."""
    distinct = {citation.place: citation for citation in citations}
    return tuple(replace(citation, n=n) for n, citation in enumerate(distinct.values(), start=1))


def cited_first(
    citations: Sequence[Citation], sources: Sequence[RetrievedPassage], copies: Copies
) -> tuple[RetrievedPassage, ...]:
    """Return the passages that hold the citations, in their order, then the other sources."""
    known = [*sources, *(copy for copied in copies.values() for copy in copied)]
    holding: dict[int, RetrievedPassage] = {}
    for citation in citations:
        source = next((source for source in known if _holds(source, citation)), None)
        if source is not None:
            holding.setdefault(source.passage.id, source)
    return (*holding.values(), *(source for source in sources if source.passage.id not in holding))


def answer_key(short: str) -> tuple[str, ...]:
    """Reduce an answer to what makes it the same answer: its words without articles."""
    return tuple(word for word in words(unicodedata.normalize("NFKC", short)) if word not in ("the", "a", "an"))


def _holds(source: RetrievedPassage, citation: Citation) -> bool:
    passage = source.passage
    return passage.article_id == citation.article_id and passage.start <= citation.start < passage.end


def _overlap(one: Citation, other: Citation) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end


def _copies(best: Finding, copies: Copies) -> Iterator[Citation]:
    for source in copies.get(best.source.passage.id, ()):
        start = source.passage.text.find(best.quote)
        if start >= 0:
            begin = source.passage.start + start
            yield Citation.of(source.article, Span(begin, begin + len(best.quote)))


def _one_per_article(citations: Iterable[Citation]) -> list[Citation]:
    first: dict[str, Citation] = {}
    for citation in citations:
        first.setdefault(citation.article_id, citation)
    return list(first.values())
