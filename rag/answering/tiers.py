"""Tiers: whether to answer, to quote, or to say that it is not in these articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rag.answering.finding import Finding
from rag.result import Kind
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.reader import Calibration

# Coverage of the question from which a sentence is worth quoting by itself.
QUOTED_COVERAGE = 0.85


def answers_from(calibration: "Calibration", settings: Settings) -> float:
    """Return the confidence from which an answer is given: the reader's fitted threshold unless the settings say."""
    return calibration.answer_threshold if settings.min_confidence is None else settings.min_confidence


def tier(findings: Sequence[Finding], calibration: "Calibration", settings: Settings) -> Kind:
    """Return the tier that the findings, best first, reach.

    Quotes only claim to be close. A sentence that speaks of nearly everything asked is that, whatever the reader made
    of it.
    """
    if not findings:
        return "abstained"
    best, answer = findings[0].confidence, answers_from(calibration, settings)
    if best >= answer:
        return "answer"
    # A threshold lowered for answers must not leave quotes above it.
    close = best >= min(calibration.quotes_threshold, answer) or findings[0].coverage >= QUOTED_COVERAGE
    return "quotes" if close else "abstained"
