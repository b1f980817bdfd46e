"""Log-odds: how a probability is told so that evidence can be added to it."""

import math

# Nearer to 0 or 1 than this no model is believed.
_SUREST = 1e-9


def log_odds(log_probability: float) -> float:
    """Return log(p / (1 - p)) of a probability given by its natural logarithm."""
    return log_probability - math.log(-math.expm1(min(log_probability, -_SUREST)))
