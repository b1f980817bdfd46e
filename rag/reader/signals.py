"""The signals: what speaks for an answer, before it is known how much each is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for one answer; the higher, the more.

    `score` is that of the span (for a yes or no: the distance of its log-odds from 0). `answerable` and `written` are
    those of its reading, `verified` is the verifier's log-odds of the span. `similarity` is the cosine of question and
    passage, and `coverage` the share (0..1) of the question's matter that the span's sentence speaks of. `agreement`
    (0 or 1) says whether the span's clause says what the question takes for granted, and does not deny it.
    """

    score: float
    answerable: float
    written: float
    verified: float
    similarity: float
    coverage: float
    agreement: float
