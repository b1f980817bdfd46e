"""The verdicts: what a yes or no of the reader is worth, fitted on dev questions that ask for one."""

from collections.abc import Sequence
from dataclasses import astuple, replace

import numpy as np

from rag.reader import Calibration, SpanWeights
from training.fitting.confidence import Case, Kind, fit_confidence, signals
from training.fitting.judged_questions import JudgedQuestion, ReadPassage

# A wrong yes reads like a fact, so a verdict has to be right this often where it is given.
_RIGHT = 0.8


def fit_verdicts(questions: Sequence[JudgedQuestion], weights: SpanWeights) -> tuple[Calibration, list[Case]]:
    """Return the calibration of verdicts and the cases it was fitted on.

    Every question counts twice: with its own passage, and as one whose passage is not in the index, where each verdict
    is wrong. Answers begin at the lowest confidence from which four in five verdicts of questions with their own
    passage are right; quotes, which the span's calibration decides on, play no part here.
    """
    cases = [
        *(_case("answerable", question, weights, 0.5 / len(questions)) for question in questions),
        *(_case("far", question.without_own(), weights, 0.5 / len(questions)) for question in questions),
    ]
    calibration = fit_confidence(cases)
    judged = sorted((one.best(calibration)[:2] for one in cases if one.kind == "answerable"), reverse=True)
    right = np.cumsum([is_right for _, is_right in judged]) / np.arange(1, len(judged) + 1)
    enough = np.flatnonzero(right >= _RIGHT)
    threshold = judged[enough[-1]][0] if len(enough) else 1.0
    return replace(calibration, answer_threshold=threshold, quotes_threshold=threshold / 2), cases


def _case(kind: Kind, question: JudgedQuestion, weights: SpanWeights, weight: float) -> Case:
    matter = question.matter
    features, right = [], []
    for passage in question.passages:
        found = signals(matter, passage, passage.best(weights), weights)
        features.append(astuple(replace(found, score=abs(passage.found.verdict))))
        right.append(_is_right(question, passage))
    worth = np.array(right)
    return Case(kind, question.source, np.array(features), worth, worth.astype(float), weight)


def _is_right(question: JudgedQuestion, passage: ReadPassage) -> bool:
    return passage.own and (passage.found.verdict > 0) == (question.answers == ("yes",))
