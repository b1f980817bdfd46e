"""Composing: from what retrieval and reader found to the text and the citations of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.answering.citing import Sentence, agreeing, cite, closest, with_copies
from rag.answering.disagreement import differing as disagreement
from rag.answering.evidence import Matter
from rag.answering.finding import Finding
from rag.answering.free_text import CheckedSentence
from rag.answering.question_form import Form
from rag.answering.wording import (
    UNSUPPORTED,
    VERDICTS,
    abstained_text,
    answer_text,
    bare,
    quotes_text,
    reports_text,
    sentence_text,
    verdict_text,
)
from rag.citation import Citation
from rag.report import Report
from rag.result import Kind
from rag.retrieval.retriever import Retrieval
from rag.retrieved_passage import RetrievedPassage
from rag.settings import Settings

# Share of the best finding's confidence from which another one is worth citing beside it.
_TRUSTED = 0.5
# The same for quotes: where the best is not sure itself, only its near equals are close.
_CLOSE = 0.75
# Most sentences in an answer that is one.
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of an `Answer` that depend on what was found; `passages` has the cited sources first."""

    kind: Kind
    text: str
    short: str | None
    confidence: float
    citations: tuple[Citation, ...]
    passages: tuple[RetrievedPassage, ...]
    reports: tuple[Report, ...] = ()


def compose(
    kind: Kind, form: Form, findings: Sequence[Finding], retrieval: Retrieval, settings: Settings, threshold: float
) -> Composition:
    """Word the tier `kind` from the findings, best first; `threshold` is where answers begin."""
    confidence = findings[0].confidence if findings else 0.0
    if kind == "abstained":
        return Composition(kind, abstained_text(retrieval.sources), None, confidence, (), retrieval.sources)
    if kind == "quotes":
        sentences = closest(_trusted(findings, _CLOSE), settings.max_quotes)
        citations = cite(sentences)
        passages = _cited_first(sentences, retrieval.sources)
        return Composition(kind, quotes_text(citations), None, confidence, citations, passages)
    if form == "verdict":
        return _verdict(findings, retrieval, settings)
    if form == "sentence":
        return _sentence(findings, retrieval, threshold)
    differing = disagreement(findings, threshold)
    if len(differing) > 1:
        return _reports(differing, findings, retrieval, settings)
    sentences = agreeing(findings[0], _trusted(findings, _TRUSTED), retrieval.copies)[: settings.max_citations]
    citations = cite(sentences)
    short = _short(findings[0])
    passages = _cited_first(sentences, retrieval.sources)
    return Composition(kind, answer_text(short, citations), short, confidence, citations, passages)


def _verdict(findings: Sequence[Finding], retrieval: Retrieval, settings: Settings) -> Composition:
    best = findings[0]
    verdict = bool(best.verdict)
    sentences = with_copies(best, retrieval.copies)[: settings.max_citations]
    citations = cite(sentences)
    passages = _cited_first(sentences, retrieval.sources)
    text = verdict_text(verdict, citations)
    return Composition("answer", text, VERDICTS[verdict], best.confidence, citations, passages)


def _sentence(findings: Sequence[Finding], retrieval: Retrieval, threshold: float) -> Composition:
    """Answer with the best sentence and those of its passage that are nearly as sure, in the passage's order."""
    best = findings[0]
    near = [
        finding
        for finding in _trusted(findings, _CLOSE)
        if finding.source.passage.id == best.source.passage.id and finding.confidence >= threshold
    ]
    sentences = sorted(closest(near, _SENTENCES), key=lambda sentence: sentence[1].start)
    citations = cite(sentences)
    passages = _cited_first(sentences, retrieval.sources)
    return Composition("answer", sentence_text(citations), _short(best), best.confidence, citations, passages)


def _reports(
    differing: Sequence[Finding], findings: Sequence[Finding], retrieval: Retrieval, settings: Settings
) -> Composition:
    """Set the differing answers side by side, each with the articles that give it."""
    cited: list[Sentence] = []
    reports = []
    for finding in differing:
        sentences = agreeing(finding, _trusted(findings, _TRUSTED), retrieval.copies)[: settings.max_citations]
        marks = tuple(range(len(cited) + 1, len(cited) + len(sentences) + 1))
        cited += sentences
        published = [source.article.published for source, _ in sentences if source.article.published]
        reports.append(Report(_short(finding), max(published, default=None), marks))
    passages = _cited_first(cited, retrieval.sources)
    text, confidence = reports_text(reports), findings[0].confidence
    return Composition("answer", text, reports[0].text, confidence, cite(cited), passages, tuple(reports))


def _trusted(findings: Sequence[Finding], share: float) -> list[Finding]:
    return [finding for finding in findings if finding.confidence >= share * findings[0].confidence]


def _short(finding: Finding) -> str:
    return bare(finding.short, finding.source.article.text[finding.span.end : finding.span.end + 1])


def compose_free(
    checked: Sequence[CheckedSentence], sources: Sequence[RetrievedPassage], matter: Matter
) -> Composition | None:
    """Word a generated answer, None where nothing supports any of it.

    Supported sentences carry marks, the others say that nothing supports them. Confidence is the mean support of all
    sentences, times how much of the question the cited ones speak of.
    """
    cited: dict[tuple[str, int, int], Sentence] = {}
    lines = []
    for one in checked:
        if not one.supported or one.sentence is None:
            lines.append(f"{one.text} {UNSUPPORTED}")
            continue
        source, span = one.sentence
        key = (source.article.id, span.start, span.end)
        cited.setdefault(key, one.sentence)
        lines.append(f"{one.text} [{list(cited).index(key) + 1}]")
    if not cited:
        return None
    sentences = list(cited.values())
    citations = cite(sentences)
    coverage = max(
        matter.coverage(citation.quote, citation.title, source.passage.text)
        for citation, (source, _) in zip(citations, sentences, strict=True)
    )
    confidence = coverage * sum(one.support for one in checked if one.supported) / len(checked)
    short = " ".join(one.text for one in checked if one.supported)
    return Composition("answer", " ".join(lines), short, confidence, citations, _cited_first(sentences, sources))


def _cited_first(sentences: Sequence[Sentence], sources: Sequence[RetrievedPassage]) -> tuple[RetrievedPassage, ...]:
    read = {source.passage.id: source for source in sources}
    cited = {source.passage.id: read.get(source.passage.id, source) for source, _ in sentences}
    return (*cited.values(), *(source for source in sources if source.passage.id not in cited))
