"""The confidence: a logistic model of "the best span is right", fitted on judged questions, and its thresholds."""

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks.measuring.abstention import threshold_declining
from benchmarks.measuring.sentence import sentence_around
from embeddings.passage import Span
from rag.answering.evidence import Matter
from rag.reader import Calibration, SpanWeights
from rag.reader.candidate import Candidate
from rag.reader.signals import Signals
from training.fitting.judged_questions import JudgedQuestion, ReadPassage

Floats = NDArray[np.float64]
Kind = Literal["answerable", "near", "far"]

# Of the questions asked, so many are taken to have no answer in the index: half of these near misses, half far off.
_UNANSWERED = 0.4
# An answer is given where it is more likely right than wrong; below that the sentences speak for themselves.
_MORE_LIKELY_RIGHT = 0.5
_DECLINED = 0.8
# Of all that the inputs weigh together, each brought to the same spread.
_LEAST_SHARE = 0.02
_SHARES: dict[Kind, float] = {"answerable": 1 - _UNANSWERED, "near": _UNANSWERED / 2, "far": _UNANSWERED / 2}


@dataclass(frozen=True, slots=True)
class Case:
    """One question over some passages, as the calibration sees it.

    `features` float64 [passages, signals] are the signals of each passage's best span, in their order, `right` bool
    [passages] and `f1` [passages] what these spans are worth. `weight` makes the kinds of questions count as they are
    taken to be asked: "answerable", "near" (own passage read, and without an answer) or "far" (own passage left out).
    """

    kind: Kind
    source: str
    features: Floats
    right: NDArray[np.bool_]
    f1: Floats
    weight: float

    def best(self, calibration: Calibration) -> tuple[float, bool, float]:
        """Return confidence, rightness and F1 of the passage that the calibration trusts most."""
        confidences = [calibration.confidence(Signals(*row)) for row in self.features]
        place = int(np.argmax(confidences))
        return confidences[place], bool(self.right[place]), float(self.f1[place])


def cases(questions: Sequence[JudgedQuestion], weights: SpanWeights) -> list[Case]:
    """Turn judged questions into cases; one with an answer is also taken as "far", without its own passage."""
    kinds: list[tuple[Kind, JudgedQuestion]] = [
        ("answerable" if question.answers else "near", question) for question in questions
    ]
    kinds += [("far", question.without_own()) for question in questions if question.answers]
    names = [kind for kind, _ in kinds]
    made = []
    for kind, question in kinds:
        best = [(passage, passage.best(weights)) for passage in question.passages]
        matter = question.matter
        made.append(
            Case(
                kind=kind,
                source=question.source,
                features=np.array([astuple(signals(matter, *pair, weights)) for pair in best]),
                right=np.array([question.right(*pair) for pair in best]),
                f1=np.array([question.f1(*pair) for pair in best]),
                weight=_SHARES[kind] / names.count(kind),
            )
        )
    return made


def fit_confidence(fitted: Sequence[Case]) -> Calibration:
    """Return the logistic model: fitted on single passages, then scaled so that the best of a question's is calibrated.

    Taking the best of several passages takes the luckiest, so a model that is calibrated for each alone is too sure.
    """
    weights = np.concatenate([np.full(len(case.right), case.weight) for case in fitted])
    right = np.concatenate([case.right for case in fitted])
    intercept, coefficients = _logistic(np.concatenate([case.features for case in fitted]), right, weights)
    logits = [intercept + case.features @ coefficients for case in fitted]
    top = [int(values.argmax()) for values in logits]
    shift, (scale,) = _logistic(
        np.array([[values[place]] for values, place in zip(logits, top, strict=True)]),
        np.array([case.right[place] for case, place in zip(fitted, top, strict=True)]),
        np.array([case.weight for case in fitted]),
    )
    parts = (float(scale * value) for value in coefficients)
    return Calibration(float(shift + scale * intercept), *parts)


def with_thresholds(calibration: Calibration, fitted: Sequence[Case]) -> Calibration:
    """Set the thresholds: answers where they are more likely right than wrong, quotes that decline 80% of what is far.

    Quotes begin at half the confidence of answers at the latest, so that the middle tier is never empty.
    """
    far = [case.best(calibration)[0] for case in fitted if case.kind == "far"]
    quotes = math.ceil(threshold_declining(far, _DECLINED) * 1e4) / 1e4
    return replace(
        calibration, answer_threshold=_MORE_LIKELY_RIGHT, quotes_threshold=min(quotes, _MORE_LIKELY_RIGHT / 2)
    )


def signals(matter: Matter, passage: ReadPassage, best: Candidate | None, weights: SpanWeights) -> Signals:
    """Return what speaks for a passage's best span."""
    best = best or Candidate(0, 0, ())
    return matter.signals(
        Span(best.start, best.end),
        sentence_around(passage.text, best.start, best.end),
        heading=passage.title,
        passage=passage.text,
        score=best.score(weights),
        answerable=passage.found.answerable,
        written=passage.found.written,
        verified=best.verified,
        similarity=passage.similarity,
    )


def _logistic(features: Floats, right: NDArray[np.bool_], weights: Floats) -> tuple[float, Floats]:
    """Fit a weighted logistic regression on standardised features; return the intercept and the coefficients.

    All inputs speak for an answer: one whose coefficient turns out negative only echoes the others, and is left
    out, as is one that weighs next to nothing.
    """
    used = list(range(features.shape[1]))
    while True:
        scaler = StandardScaler().fit(features[:, used])
        model = LogisticRegression().fit(scaler.transform(features[:, used]), right, weights / weights.mean())
        if len(used) > 1 and model.coef_[0].min() < _LEAST_SHARE * model.coef_[0].sum():
            del used[int(model.coef_[0].argmin())]
            continue
        slopes = model.coef_[0] / scaler.scale_
        coefficients = np.zeros(features.shape[1])
        coefficients[used] = slopes
        return float(model.intercept_[0] - slopes @ scaler.mean_), coefficients
