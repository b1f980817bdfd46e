"""The finding: a span that may answer the question, with the sentence it stands in and how well that is supported."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from embeddings.passage import Span
from rag.answering.claims import DOUBTS
from rag.answering.claims.agreement import agrees
from rag.answering.claims.attribution import rightful
from rag.answering.claims.definition import defines_another, defining, definition_in
from rag.answering.claims.extent import named
from rag.answering.claims.identity import no_answer, of_another
from rag.answering.claims.office import holds_no_office
from rag.answering.claims.outright import told_outright
from rag.answering.claims.reason import asks_reason, gives_reason, reason_for
from rag.answering.claims.unit import in_asked_unit
from rag.answering.evidence import Matter
from rag.citation import Citation
from rag.retrieval.reranking import worth
from rag.retrieved_passage import RetrievedPassage

if TYPE_CHECKING:
    from rag.reader import AnswerSpan, Calibration, Reading

# What is said of another may be worth quoting, but answers nothing.
_OF_ANOTHER = 0.5
# What stands in the very place where it is told what is asked has so many times the odds that the reader gives it.
_OUTRIGHT = 4.0
# A reason stands in the next sentences, or right before.
_BEFORE, _BEHIND = 1, 2


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
    def place(self) -> Span:
        """Where the span stands in its sentence."""
        return Span(self.span.start - self.sentence.start, self.span.end - self.sentence.start)

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
    proposed, question = reading.spans[index], matter.question
    start = source.passage.start
    span = Span(start + proposed.start, start + proposed.end)
    sentence = sentence_around(source, span)
    quote = source.article.text[sentence.start : sentence.end]
    place = rightful(question, quote, Span(span.start - sentence.start, span.end - sentence.start))
    place = named(question, quote, in_asked_unit(question, quote, place))
    definition = defining(question, quote, place)
    if definition and no_answer(question, quote[definition.start : definition.end]):
        definition = None
    place = definition or place
    span = Span(sentence.start + place.start, sentence.start + place.end)
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
    reasonless = asks_reason(question) and gives_reason(quote) is False
    of_its_part = defines_another(question, quote, place)
    if definition:
        confidence = likelier(confidence)
    elif reasonless and (reason := _reason_near(source, sentence)):
        # What the one sentence speaks of, the other gives the reason for.
        span = sentence = reason
    elif of_its_part and (near := _definition_near(question, source)):
        sentence, span = near
    elif (
        reasonless
        or of_its_part
        or no_answer(question, quote[place.start : place.end])
        or of_another(question, quote, place, source.heading, source.passage.text)
        or holds_no_office(question, source.article.text[span.start : span.end], source.article.text)
        or any(doubt(question, quote, place) for doubt in DOUBTS.values())
    ):
        confidence *= _OF_ANOTHER
    elif agrees(question, quote, place) and (
        reason_for(question, quote, place) or told_outright(question, quote, place)
    ):
        confidence = likelier(confidence)
    return Finding(source, span, sentence, proposed.score, signals.coverage, confidence)


def likelier(confidence: float) -> float:
    """Return the confidence in what is told outright: where no reader trusts it at all, little more than before."""
    return _OUTRIGHT * confidence / (1 - confidence + _OUTRIGHT * confidence)


def _reason_near(source: RetrievedPassage, sentence: Span) -> Span | None:
    """Return the sentence near a sentence without a reason that gives it outright, None where there is none."""
    behind = [one for one in source.passage.sentences if one.start >= sentence.end][:_BEHIND]
    before = [one for one in source.passage.sentences if one.end <= sentence.start][-_BEFORE:]
    return next((one for one in (*behind, *before) if gives_reason(source.article.text[one.start : one.end])), None)


def _definition_near(question: str, source: RetrievedPassage) -> tuple[Span, Span] | None:
    """Return a sentence of the passage that defines what is asked, with the words that do, None where there is none."""
    for one in source.passage.sentences:
        if told := definition_in(question, source.article.text[one.start : one.end]):
            return one, Span(one.start + told.start, one.start + told.end)
    return None


def sentence_around(source: RetrievedPassage, span: Span) -> Span:
    """Return the stored sentences that the span touches, as one run."""
    touched = [s for s in source.passage.sentences if s.start < span.end and span.start < s.end]
    return Span(touched[0].start, touched[-1].end) if touched else Span(source.passage.start, source.passage.end)
