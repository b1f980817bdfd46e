"""The candidate: a span proposed as an answer, with what its score is made of."""

from collections.abc import Iterable
from dataclasses import dataclass

from rag.reader.profile import SpanWeights

# Log-odds of a span that the verifier did not read.
UNREAD = -10.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """The span `text[start:end]` of a passage, `pieces` its word pieces as the model would write them.

    `pointer` is its start plus end logit of the span head (0 without one), relative to "no answer" where the model
    knows that; `likelihood` the natural log-probability of its pieces and then the end under the seq2seq model;
    `verified` is what `pointer` is, by the verifier's head.
    """

    start: int
    end: int
    pieces: tuple[int, ...]
    pointer: float = 0.0
    likelihood: float = 0.0
    verified: float = UNREAD

    def score(self, weights: SpanWeights) -> float:
        """Combine the parts; comparable across the passages of one question."""
        return (
            weights.pointer * self.pointer
            + weights.likelihood * self.likelihood
            + weights.length * len(self.pieces)
            + weights.verified * self.verified
        )

    def overlaps(self, other: "Candidate") -> bool:
        """Say whether the two share any character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one passage in no order, and what else the model makes of it.

    `answerable` is the log-odds that the passage answers at all, as the pointer sees it; `written` the log-odds that
    the seq2seq model would write anything (0 where it was not asked); `verdict` the log-odds of "yes" (0 where the
    model knows no verdicts).
    """

    spans: tuple[Candidate, ...]
    answerable: float
    written: float = 0.0
    verdict: float = 0.0

    def ranked(self, weights: SpanWeights) -> list[Candidate]:
        """Order the spans best first and drop each that overlaps a better one (non-maximum suppression)."""
        return without_crowding(sorted(self.spans, key=lambda span: -span.score(weights)), crowd=1)


def without_crowding(candidates: Iterable[Candidate], *, crowd: int, limit: int | None = None) -> list[Candidate]:
    """Take candidates in order, up to `limit`, passing over each that overlaps `crowd` already taken."""
    taken: list[Candidate] = []
    for candidate in candidates:
        if len(taken) == limit:
            break
        if sum(candidate.overlaps(other) for other in taken) < crowd:
            taken.append(candidate)
    return taken
