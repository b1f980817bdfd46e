"""Credence: how far to trust a finding, from what the reader says and from the evidence for the sentence."""

import math

# A logistic model over the reader's log-odds and the coverage, fitted with the first checkpoint on 560 development
# questions (newwiki and half of SQuAD 2.0, 240 of them without an answer), each asked against all passages of the two
# sets; the label is whether the best span overlaps a gold answer by half. A reader whose own log-odds say more deserves
# a larger first weight, and the fit made again.
_READER = 0.43
_COVERAGE = 1.72
_INTERCEPT = -1.34
_CERTAIN = 1e-9


def credence(read: float, coverage: float) -> float:
    """Return the probability (0..1) that a span answers, given the reader's own and the coverage of the question."""
    bounded = min(max(read, _CERTAIN), 1 - _CERTAIN)
    logit = _READER * math.log(bounded / (1 - bounded)) + _COVERAGE * coverage + _INTERCEPT
    return 1.0 / (1.0 + math.exp(-logit))
