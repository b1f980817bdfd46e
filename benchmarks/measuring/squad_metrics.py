"""Exact match and F1 as SQuAD defines them (Rajpurkar et al. 2016, arXiv 1606.05250; no-answer case of 1806.03822)."""

import re
import string
from collections import Counter
from collections.abc import Sequence

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


def normalise(text: str) -> str:
    """Lower the case, drop ASCII punctuation and English articles, and make every run of spaces one."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(prediction: str, answers: Sequence[str]) -> float:
    """Return 1.0 where the prediction equals one of the gold answers after normalisation, else 0.0.

    A question without gold answers is unanswerable: only the empty prediction is right.
    """
    wanted = {normalise(answer) for answer in answers} or {""}
    return float(normalise(prediction) in wanted)


def f1(prediction: str, answers: Sequence[str]) -> float:
    """Return the highest word-overlap F1 (0..1) of the prediction with any gold answer."""
    return max(
        (_overlap(normalise(prediction), normalise(answer)) for answer in answers), default=float(not prediction)
    )


def contains_answer(text: str, answers: Sequence[str]) -> bool:
    """Say whether a gold answer stands in the text as whole words, both normalised."""
    padded = f" {normalise(text)} "
    return any(gold and f" {gold} " in padded for gold in map(normalise, answers))


def _overlap(prediction: str, answer: str) -> float:
    predicted, gold = prediction.split(), answer.split()
    if not predicted or not gold:
        return float(predicted == gold)
    common = (Counter(predicted) & Counter(gold)).total()
    return 2 * common / (len(predicted) + len(gold))
