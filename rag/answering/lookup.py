"""The look-up: one fact, a yes or no, or a sentence, read out of the passages by the reader."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from rag.answering.claims.agreement import affirms, denies
from rag.answering.claims.definition import thin
from rag.answering.composing import compose
from rag.answering.declining import decline
from rag.answering.evidence import Matter
from rag.answering.finding import Finding, weigh, weigh_verdicts
from rag.answering.forms.speech import said_by_another
from rag.answering.live_blog import newest_first
from rag.answering.question_form import asked_of
from rag.answering.tiers import answers_from, tier
from rag.answering.wording import UNDECIDED
from rag.result import Answer, Form
from rag.retrieval.asked_order import asked_order
from rag.retrieval.asked_period import Period, asked_period
from rag.retrieval.reranking import reranked, worth
from rag.retrieval.retriever import Retrieval
from rag.retrieval.time_expressions import time_expressions
from rag.retrieved_passage import RetrievedPassage
from rag.settings import Settings
from rag.words.content_words import content_stems
from rag.words.names import names_in

if TYPE_CHECKING:
    from rag.reader import Reading
    from rag.reader.profile import ReadingProfile

# Share of the best finding's confidence from which one of the asked time is better.
_TRUSTED = 0.5
_OF_ANOTHER_TIME = 0.5
_OF_ANOTHER = 0.5
# What one of these may stand for is not known.
_REFERS = re.compile(r"\b(?:it|its|they|them|their|this|these|those|he|him|his|she|her)\b", re.IGNORECASE)
# Words that only lead over to a question.
_LEAD = re.compile(r"^(?:(?:and|but|so|then|ok|okay|well)\b[\s,]*)+(?=\w)", re.IGNORECASE)
_DEFINITE = re.compile(r"\bthe\s+[a-z]")
_IN_YEAR = re.compile(r"\b(?:in|of|for) ((?:19|20)\d\d)\b")
_OPENING_YEAR = re.compile(r"^In ((?:19|20)\d\d),")

Read = Callable[[str, Sequence[tuple[str, str]]], "list[Reading]"]


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the passages, what each of them is asked, and what the reader made of it."""

    question: str
    sources: tuple[RetrievedPassage, ...]
    readings: "list[Reading]"


def look_up(
    question: str,
    form: Form,
    retrieval: Retrieval,
    today: date | None,
    read: Read,
    profile: "ReadingProfile",
    settings: Settings,
    recent: Sequence[str] = (),
) -> Answer:
    """Read the passages for the answer and word it, or what is said where none answers.

    `recent` are the ids of the articles that the answer before cited.
    """
    order, plain = asked_order(_LEAD.sub("", question))
    period = asked_period(plain, today) if today else None
    parts = [
        Part(asked, sources, read(asked, [(source.heading, source.passage.text) for source in sources]))
        for asked, sources in _asked(plain, retrieval.sources, period)
        if sources
    ]
    calibration, verdicts = profile.calibration, profile.verdicts
    findings = _weighed(parts, retrieval, lambda part, matter: weigh(part.sources, part.readings, matter, calibration))
    findings = _timely(_spoken(plain, findings), period, answers_from(calibration, settings))
    findings = _near(plain, findings, recent, answers_from(calibration, settings))
    if findings:
        findings = newest_first(findings, answers_from(calibration, settings), order)
    kind = tier(findings, calibration, settings)
    undecided = False
    if form == "verdict":
        said = []
        if verdicts:
            said = _weighed(
                parts, retrieval, lambda part, matter: weigh_verdicts(part.sources, part.readings, matter, verdicts)
            )
            said = _timely(sorted(said, key=lambda one: -one.confidence), period, answers_from(verdicts, settings))
        if verdicts and tier(said, verdicts, settings) == "answer":
            kind, findings = "answer", said
        elif kind == "answer" and (plainly := _plainly(plain, findings, answers_from(calibration, settings))):
            findings = [plainly]
        else:
            # The sentence that speaks of it says more than a doubtful yes.
            form, undecided = "sentence", True
    # Of the findings in one passage the best is the most trusted.
    confidences = {finding.source.passage.id: finding.confidence for finding in reversed(findings)}
    found = replace(retrieval, sources=reranked(retrieval.sources, confidences))
    if form == "words" and kind == "answer" and thin(plain, findings[0].short):
        form = "sentence"
    if kind != "answer":
        return decline(question, kind, findings, found, settings, calibration.quotes_threshold)
    answer = compose(question, form, order, findings, found, settings, answers_from(calibration, settings))
    # What is read out where no yes or no is sure answers something near the question, and is introduced as that.
    return replace(answer, text=f"{UNDECIDED}\n{answer.text}", short=None) if undecided else answer


def _plainly(question: str, findings: Sequence[Finding], threshold: float) -> Finding | None:
    """Return the first sentence of the best one's passage that states or denies what is asked, as a yes or no."""
    for one in findings:
        if one.confidence >= threshold and one.source.passage.id == findings[0].source.passage.id:
            if denies(question, one.quote, one.source.heading):
                return replace(one, verdict=False)
            if affirms(question, one.quote):
                return replace(one, verdict=True)
    return None


def _asked(
    question: str, sources: Sequence[RetrievedPassage], period: Period | None
) -> list[tuple[str, tuple[RetrievedPassage, ...]]]:
    """Return what to ask which passages: an article of the period needs not say the time that the question names."""
    if period is None:
        return [(question, tuple(sources))]
    dated = tuple(one for one in sources if _published(one, period) and not _tells(one, period))
    return [(period.without(question), dated), (question, tuple(one for one in sources if one not in dated))]


def _weighed(
    parts: Sequence[Part], retrieval: Retrieval, weigh_part: Callable[[Part, Matter], list[Finding]]
) -> list[Finding]:
    findings = [
        finding for part in parts for finding in weigh_part(part, Matter.of(part.question, retrieval.background))
    ]
    return sorted(findings, key=_worth)


def _worth(one: Finding) -> tuple[float, float]:
    return -worth(one.source.score, one.confidence), -one.score


def _spoken(question: str, findings: list[Finding]) -> list[Finding]:
    """Trust what another said, or what is said of another matter, less where it is asked what somebody said of one.

    Praise of a king is not the king's, and the mayor's word on a bridge tells nothing of the ferry.
    """
    asked = asked_of(question)
    if asked.form != "statements" or not asked.about:
        return findings
    matter = {*content_stems(asked.other)}

    def beside(one: Finding) -> bool:
        off = matter and not matter & {*content_stems(f"{one.source.heading}\n{one.quote}")}
        return (bool(off) and not _REFERS.search(one.quote)) or said_by_another(one.quote, asked.about)

    weighed = [replace(one, confidence=one.confidence * (_OF_ANOTHER if beside(one) else 1.0)) for one in findings]
    return sorted(weighed, key=_worth)


def _timely(findings: list[Finding], period: Period | None, threshold: float) -> list[Finding]:
    """Keep to the passages of the period, or that speak of it, where one of them answers.

    A figure of another year is of another time, whatever stands around it.
    """
    if period is None:
        return findings
    findings = sorted(
        (
            replace(one, confidence=one.confidence * (_OF_ANOTHER_TIME if _elsewhen(one, period) else 1.0))
            for one in findings
        ),
        key=_worth,
    )
    timely = [one for one in findings if _published(one.source, period) or _tells(one.source, period)]
    best = max((one.confidence for one in findings), default=0.0)
    trusted = min(threshold, _TRUSTED * best)
    return timely if any(one.confidence >= trusted for one in timely) else findings


def _near(question: str, findings: list[Finding], recent: Sequence[str], threshold: float) -> list[Finding]:
    """Keep to the articles that were just cited, where one of them answers what a question calls "the concert"."""
    if not _DEFINITE.search(question) or names_in(question):
        return findings
    near = [one for one in findings if one.source.article.id in recent]
    return near if any(one.confidence >= threshold for one in near) else findings


def _elsewhen(one: Finding, period: Period) -> bool:
    """Whether a figure is told of another year: "140 million in 2022", "in 2022, 140 million"."""
    before, behind = one.quote.partition(one.short)[::2]
    years = _IN_YEAR.findall(re.split(r"[,;]", behind)[0]) or _OPENING_YEAR.findall(before)
    amount = any(map(str.isdigit, one.short)) and not _IN_YEAR.search(one.short)
    return amount and bool(years) and not any(period.first.year <= int(year) <= period.last.year for year in years)


def _published(source: RetrievedPassage, period: Period) -> bool:
    return source.article.published is not None and period.holds(source.article.published)


def _tells(source: RetrievedPassage, period: Period) -> bool:
    """Whether the passage itself names a time within the period."""
    today = source.article.published or period.last
    found = time_expressions(source.passage.text, today)
    return any(period.first <= one.first and one.last <= period.last for one in found)
