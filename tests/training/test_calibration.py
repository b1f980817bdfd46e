"""The calibration finds what the scores are worth."""

import numpy as np
import pytest

from rag.reader import SpanWeights
from rag.reader.candidate import Candidate, Candidates
from training.calibration import fit_span_weights
from training.fitting.confidence import Case, Kind, fit_confidence, with_thresholds
from training.fitting.judged_questions import JudgedQuestion, ReadPassage


def made_cases(count: int = 600) -> list[Case]:
    """Make questions of one passage that are right with a probability that their score and similarity tell."""
    rng = np.random.default_rng(0)
    kinds: tuple[Kind, ...] = ("answerable", "near", "far")
    made = []
    for index in range(count):
        score, similarity = rng.normal(), rng.uniform()
        right = rng.uniform() < 1 / (1 + np.exp(-(2 * score + 3 * similarity - 1.5)))
        made.append(
            Case(
                kind=kinds[index % 3],
                source="made",
                features=np.array([[score, -score + rng.normal(), 0.0, 0.0, similarity, rng.uniform(), 1.0]]),
                right=np.array([right]),
                f1=np.array([float(right)]),
                weight=1.0,
            )
        )
    return made


def test_the_logistic_model_is_recovered_and_no_coefficient_is_negative() -> None:
    fitted = fit_confidence(made_cases())
    assert fitted.score == pytest.approx(2.0, abs=0.5)
    assert fitted.similarity == pytest.approx(3.0, abs=1.0)
    assert fitted.answerable >= 0.0


def test_what_passes_the_answer_threshold_is_more_likely_right_than_wrong() -> None:
    cases = made_cases()
    calibration = with_thresholds(fit_confidence(cases), cases)
    judged = [case.best(calibration) for case in cases]
    passing = [right for confidence, right, _ in judged if confidence >= calibration.answer_threshold]
    declined = [right for confidence, right, _ in judged if confidence < calibration.answer_threshold]
    assert np.mean(passing) > 0.5 > np.mean(declined)


def test_quotes_begin_below_answers() -> None:
    cases = made_cases()
    calibration = with_thresholds(fit_confidence(cases), cases)
    assert 0.0 < calibration.quotes_threshold < calibration.answer_threshold


def test_a_likelihood_that_helps_no_more_than_luck_would_gets_no_weight() -> None:
    def asked(answer: str) -> JudgedQuestion:
        first, second = Candidate(0, 4, (1,), pointer=1.0, likelihood=-9.0), Candidate(5, 10, (2,), 0.9, -1.0)
        passage = ReadPassage("", "east south", 0.5, own=True, found=Candidates((first, second), 0.0))
        return JudgedQuestion("made", "Where?", (answer,), (passage,), ("east south",))

    lucky = [asked("south")] * 11 + [asked("east")] * 9
    assert fit_span_weights(lucky, with_pointer=True) == SpanWeights(1.0, 0.0, 0.0)
    assert fit_span_weights([asked("south")] * 20, with_pointer=True).likelihood > 0.0


def test_a_verifier_that_knows_better_than_the_pointer_gets_weight() -> None:
    text = "right wrong"
    spans = (Candidate(0, 5, (1,), pointer=1.0, verified=4.0), Candidate(6, 11, (2,), pointer=1.5, verified=-4.0))
    passage = ReadPassage("", text, 0.5, own=True, found=Candidates(spans, 0.0))
    weights = fit_span_weights([JudgedQuestion("made", "Which?", ("right",), (passage,), (text,))], with_pointer=True)
    assert weights.verified > 0.0
    assert weights.likelihood == 0.0


def test_a_likelihood_that_knows_better_than_the_pointer_gets_weight() -> None:
    text = "right wrong"
    spans = (Candidate(0, 5, (1,), pointer=1.0, likelihood=-1.0), Candidate(6, 11, (2,), pointer=1.5, likelihood=-9.0))
    passage = ReadPassage("", text, 0.5, own=True, found=Candidates(spans, 0.0))
    weights = fit_span_weights([JudgedQuestion("made", "Which?", ("right",), (passage,), (text,))], with_pointer=True)
    assert weights.likelihood > 0.0
    assert (
        fit_span_weights([JudgedQuestion("made", "Which?", ("wrong",), (passage,), (text,))], with_pointer=True)
        == SpanWeights()
    )
