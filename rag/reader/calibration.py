"""The calibration: how sure a reader's scores make us, and from where on an answer is given."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of "the best span answers the question", and the confidences at which a tier begins.

    Coefficients are per unit of the inputs of `confidence`. The defaults are a guess for a model that nobody has
    fitted; `python -m training.calibration` fits them on development data and stores them beside the weights.
    """

    intercept: float = -3.0
    score: float = 0.0
    answerable: float = 0.2
    similarity: float = 6.0
    answer_threshold: float = 0.5
    quotes_threshold: float = 0.2

    def confidence(self, score: float, answerable: float, similarity: float) -> float:
        """Return the probability (0..1) that the best span of a passage answers the question.

        `score` is that of the span, `answerable` that of its reading, `similarity` the cosine of question and passage.
        """
        logit = self.intercept + self.score * score + self.answerable * answerable + self.similarity * similarity
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))
