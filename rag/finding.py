"""The finding: a span that may answer the question, with the sentence it stands in and how well that is supported."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.passage import Span
from rag.evidence import Matter
from rag.source import Source

if TYPE_CHECKING:
    from rag.reader import Calibration, Reading


@dataclass(frozen=True, slots=True)
class Finding:
    """A span of a source; `span` and `sentence` are offsets into the article's text.

    `sentence` is the whole stored sentence, or the run of them where the span goes over a sentence's end. `confidence`
    (0..1) joins what the reader says with `coverage` (0..1), the share of the question that the sentence speaks of;
    `score` is the reader's for the span.
    """

    source: Source
    span: Span
    sentence: Span
    score: float
    coverage: float
    confidence: float

    @property
    def short(self) -> str:
        """The span's words."""
        return self.source.article.text[self.span.start : self.span.end]

    @property
    def quote(self) -> str:
        """The sentence's words."""
        return self.source.article.text[self.sentence.start : self.sentence.end]


def weigh(
    sources: Sequence[Source], readings: "Sequence[Reading]", matter: Matter, calibration: "Calibration"
) -> list[Finding]:
    """Return every span that the reader proposed, the most trusted first."""
    findings = [
        _finding(source, reading, index, matter, calibration)
        for source, reading in zip(sources, readings, strict=True)
        for index in range(len(reading.spans))
    ]
    return sorted(findings, key=lambda finding: (-finding.confidence, -finding.score))


def _finding(source: Source, reading: "Reading", index: int, matter: Matter, calibration: "Calibration") -> Finding:
    proposed = reading.spans[index]
    start = source.passage.start
    span = Span(start + proposed.start, start + proposed.end)
    sentence = sentence_around(source, span)
    text = source.article.text[sentence.start : sentence.end]
    coverage = matter.coverage(text, source.article.title, source.passage.text)
    confidence = calibration.confidence(proposed.score, reading.answerable, source.similarity, coverage)
    return Finding(source, span, sentence, proposed.score, coverage, confidence)


def sentence_around(source: Source, span: Span) -> Span:
    """Return the stored sentences that the span touches, as one run."""
    touched = [s for s in source.passage.sentences if s.start < span.end and span.start < s.end]
    return Span(touched[0].start, touched[-1].end) if touched else Span(source.passage.start, source.passage.end)
