"""The calibration: how sure a reader's scores make us, and from where on an answer is given."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of "the best span answers the question", and the confidences at which a tier begins.

    Coefficients are per unit of the inputs of `confidence`. The defaults are a guess for a model that nobody has
    fitted; `python -m training.calibration` fits them on development data and stores them beside the weights.
    """

    intercept: float = -4.0
    score: float = 0.0
    answerable: float = 0.2
    similarity: float = 6.0
    coverage: float = 2.0
    answer_threshold: float = 0.5
    quotes_threshold: float = 0.2

    def confidence(self, score: float, answerable: float, similarity: float, coverage: float) -> float:
        """Return the probability (0..1) that a span answers the question.

        `score` is that of the span, `answerable` that of its reading, `similarity` the cosine of question and passage,
        and `coverage` the share (0..1) of the question's matter that the span's sentence speaks of.
        """
        read = self.score * score + self.answerable * answerable
        logit = self.intercept + read + self.similarity * similarity + self.coverage * coverage
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))
