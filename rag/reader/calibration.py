"""The calibration: how sure a reader's signals make us, and from where on an answer is given."""

import math
from dataclasses import dataclass, fields

from rag.reader.signals import Signals


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of "this answers the question", and the confidences at which a tier begins.

    Coefficients are per unit of the signal of the same name. The defaults are a guess for a model that nobody has
    fitted; `python -m training.calibration` fits them on development data and stores them beside the weights.
    """

    intercept: float = -4.0
    score: float = 0.0
    answerable: float = 0.2
    written: float = 0.0
    verified: float = 0.0
    similarity: float = 6.0
    coverage: float = 2.0
    agreement: float = 0.0
    answer_threshold: float = 0.5
    quotes_threshold: float = 0.2

    def confidence(self, signals: Signals) -> float:
        """Return the probability (0..1) that an answer with these signals is right."""
        logit = self.intercept
        for signal in fields(Signals):
            logit += getattr(self, signal.name) * getattr(signals, signal.name)
        return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, logit))))
