"""Composing: from what retrieval and reader found to an answer with its citations."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rag.answering.citing import Copies, agreeing, cited_first, closest, numbered, with_copies
from rag.answering.disagreement import differing as disagreement
from rag.answering.evidence import Matter
from rag.answering.finding import Finding
from rag.answering.free_text import CheckedSentence
from rag.answering.wording import (
    DIFFERING,
    UNSUPPORTED,
    VERDICTS,
    answer_text,
    bare,
    dated,
    rows_text,
    sentence_text,
    verdict_text,
)
from rag.citation import Citation
from rag.result import Answer, Form
from rag.retrieval.asked_order import Order
from rag.retrieval.retriever import Retrieval
from rag.retrieved_passage import RetrievedPassage
from rag.row import Row
from rag.settings import Settings

# Share of the best finding's confidence from which another one is worth citing beside it.
_TRUSTED = 0.5
# The same for the sentences of one answer.
_CLOSE = 0.75
# Most sentences in an answer that is one.
_SENTENCES = 2
_NO_COPIES: Mapping[int, Sequence[RetrievedPassage]] = {}


def compose(
    question: str,
    form: Form,
    order: Order | None,
    findings: Sequence[Finding],
    retrieval: Retrieval,
    settings: Settings,
    threshold: float,
) -> Answer:
    """Word the answer from the findings, best first; `threshold` is where answers begin.

    Where articles differ, `order` says which of their answers comes first; the newest unless the oldest is asked for.
    """
    if form == "verdict":
        answer = _verdict(question, findings[0], retrieval.copies, settings)
    elif form == "sentence":
        answer = _sentence(question, findings, threshold)
    else:
        answer = _words(question, findings, retrieval.copies, settings, threshold, order)
    passages = cited_first(answer.citations, retrieval.sources, retrieval.copies)
    return replace(answer, confidence=findings[0].confidence, passages=passages)


def _verdict(question: str, best: Finding, copies: Copies, settings: Settings) -> Answer:
    citations = numbered(with_copies(best, copies)[: settings.max_citations])
    verdict = bool(best.verdict)
    text = verdict_text(verdict, citations)
    return Answer(question, text, "answer", "verdict", VERDICTS[verdict], citations=citations)


def _sentence(question: str, findings: Sequence[Finding], threshold: float) -> Answer:
    """Answer with the best sentence and those of its passage that are nearly as sure, in the passage's order."""
    best = findings[0]
    near = [
        finding
        for finding in _trusted(findings, _CLOSE)
        if finding.source.passage.id == best.source.passage.id and finding.confidence >= threshold
    ]
    citations = numbered(sorted(closest(near, _SENTENCES), key=lambda citation: citation.start))
    return Answer(question, sentence_text(citations), "answer", "sentence", _short(best), citations=citations)


def _words(
    question: str,
    findings: Sequence[Finding],
    copies: Copies,
    settings: Settings,
    threshold: float,
    order: Order | None,
) -> Answer:
    """Answer with the best finding's words, or with the differing answers side by side where articles disagree."""
    trusted = _trusted(findings, _TRUSTED)
    sides = [
        (finding, agreeing(finding, trusted, copies)[: settings.max_citations])
        for finding in disagreement(findings, threshold, order)
    ]
    citations = numbered(citation for _, cited in sides for citation in cited)
    short = _short(sides[0][0])
    if len(sides) == 1:
        text = answer_text(_dated(sides[0][0]), citations)
        return Answer(question, text, "answer", "words", short, citations=citations)
    numbers = {citation.place: citation.n for citation in citations}
    rows = tuple(_report(_dated(finding), cited, numbers) for finding, cited in sides)
    text = rows_text(DIFFERING, rows)
    return Answer(question, text, "answer", "reports", short, citations=citations, rows=rows)


def _report(words: str, cited: Sequence[Citation], numbers: Mapping[tuple[str, int, int], int]) -> Row:
    newest = max(cited, key=lambda citation: citation.published.toordinal() if citation.published else 0)
    return Row(newest.source or "", newest.published, words, tuple(numbers[citation.place] for citation in cited))


def _trusted(findings: Sequence[Finding], share: float) -> list[Finding]:
    return [finding for finding in findings if finding.confidence >= share * findings[0].confidence]


def _dated(finding: Finding) -> str:
    return dated(_short(finding), finding.quote, finding.source.article.published)


def _short(finding: Finding) -> str:
    return bare(finding.short, finding.source.article.text[finding.span.end : finding.span.end + 1])


def compose_free(
    question: str, checked: Sequence[CheckedSentence], sources: Sequence[RetrievedPassage], matter: Matter
) -> Answer | None:
    """Word a generated answer, None where nothing supports any of it.

    Supported sentences carry marks, the others say that nothing supports them. Confidence is the mean support of all
    sentences, times how much of the question the cited ones speak of.
    """
    supported = [one for one in checked if one.supported]
    citations = numbered(one.citation for one in supported if one.citation)
    if not citations:
        return None
    numbers = {citation.place: citation.n for citation in citations}
    lines = [
        f"{one.text} [{numbers[one.citation.place]}]" if one.supported and one.citation else f"{one.text} {UNSUPPORTED}"
        for one in checked
    ]
    passages = cited_first(citations, sources, _NO_COPIES)
    coverage = max(
        matter.coverage(citation.quote, citation.title, source.passage.text)
        for citation in citations
        for source in passages
        if source.article.id == citation.article_id
    )
    return Answer(
        question,
        " ".join(lines),
        "answer",
        "sentence",
        short=" ".join(one.text for one in supported),
        confidence=coverage * sum(one.support for one in supported) / len(checked),
        citations=citations,
        passages=passages,
    )
