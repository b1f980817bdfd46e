"""The finding: a span that may answer the question, with the sentence it stands in and how well that is supported."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embeddings.passage import Span
from rag.answering.claims.attribution import rightful
from rag.answering.claims.identity import holds_no_office, of_another
from rag.answering.evidence import Matter
from rag.citation import Citation
from rag.retrieval.reranking import worth
from rag.retrieved_passage import RetrievedPassage

if TYPE_CHECKING:
    from rag.reader import AnswerSpan, Calibration, Reading

# What is said of another may be worth quoting, but answers nothing.
_OF_ANOTHER = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of a source; `span` and `sentence` are offsets into the article's text.

    `sentence` is the whole stored sentence, or the run of them where the span goes over a sentence's end. `confidence`
    (0..1) joins what the reader says with `coverage` (0..1), the share of the question that the sentence speaks of;
    `score` is the reader's for the span. `verdict` is the reader's yes or no, None where neither was asked for; then
    `confidence` is that the verdict is right.
    """

    source: RetrievedPassage
    span: Span
    sentence: Span
    score: float
    coverage: float
    confidence: float
    verdict: bool | None = None

    @property
    def short(self) -> str:
        """The span's words."""
        return self.source.article.text[self.span.start : self.span.end]

    @property
    def citation(self) -> Citation:
        """The sentence as it is cited, not numbered yet."""
        return Citation.of(self.source.article, self.sentence)

    @property
    def quote(self) -> str:
        """The sentence's words."""
        return self.source.article.text[self.sentence.start : self.sentence.end]


def weigh(
    sources: Sequence[RetrievedPassage], readings: "Sequence[Reading]", matter: Matter, calibration: "Calibration"
) -> list[Finding]:
    """Return every span that the reader proposed, best first by what retrieval and reader say together."""
    findings = [
        _finding(source, reading, index, matter, calibration)
        for source, reading in zip(sources, readings, strict=True)
        for index in range(len(reading.spans))
    ]
    return sorted(findings, key=lambda one: (-worth(one.source.score, one.confidence), -one.score))


def weigh_verdicts(
    sources: Sequence[RetrievedPassage], readings: "Sequence[Reading]", matter: Matter, calibration: "Calibration"
) -> list[Finding]:
    """Return each passage's yes or no with the sentence the reader looks at for it, the most trusted first."""
    findings = [
        replace(
            _finding(source, replace(reading, spans=(_verdict_span(reading),)), 0, matter, calibration),
            verdict=reading.verdict > 0,
        )
        for source, reading in zip(sources, readings, strict=True)
        if reading.spans
    ]
    return sorted(findings, key=lambda finding: -finding.confidence)


def _verdict_span(reading: "Reading") -> "AnswerSpan":
    return replace(reading.spans[0], score=abs(reading.verdict))


def _finding(
    source: RetrievedPassage, reading: "Reading", index: int, matter: Matter, calibration: "Calibration"
) -> Finding:
    proposed = reading.spans[index]
    start = source.passage.start
    span = Span(start + proposed.start, start + proposed.end)
    sentence = sentence_around(source, span)
    quote = source.article.text[sentence.start : sentence.end]
    figure = rightful(matter.question, quote, Span(span.start - sentence.start, span.end - sentence.start))
    span = Span(sentence.start + figure.start, sentence.start + figure.end)
    signals = matter.signals(
        Span(span.start - start, span.end - start),
        Span(sentence.start - start, sentence.end - start),
        heading=source.heading,
        passage=source.passage.text,
        score=proposed.score,
        answerable=reading.answerable,
        written=reading.written,
        verified=proposed.verified,
        similarity=source.similarity,
    )
    confidence = calibration.confidence(signals)
    place = Span(span.start - sentence.start, span.end - sentence.start)
    if of_another(matter.question, quote, place, source.heading, source.passage.text) or holds_no_office(
        matter.question, source.article.text[span.start : span.end], source.article.text
    ):
        confidence *= _OF_ANOTHER
    return Finding(source, span, sentence, proposed.score, signals.coverage, confidence)


def sentence_around(source: RetrievedPassage, span: Span) -> Span:
    """Return the stored sentences that the span touches, as one run."""
    touched = [s for s in source.passage.sentences if s.start < span.end and span.start < s.end]
    return Span(touched[0].start, touched[-1].end) if touched else Span(source.passage.start, source.passage.end)
