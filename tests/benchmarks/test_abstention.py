"""Figures for declining, on cases small enough to work out by hand."""

import pytest

from benchmarks.measuring.abstention import auroc, expected_calibration_error, risk_at_coverage, threshold_declining


def test_auroc_counts_pairs_in_the_right_order() -> None:
    assert auroc([0.9, 0.8, 0.3, 0.1], [True, False, True, False]) == 0.75
    assert auroc([0.5, 0.5], [True, False]) == 0.5
    assert auroc([0.5, 0.6], [True, True]) is None


def test_calibration_error_is_the_mean_gap_between_confidence_and_share_right() -> None:
    assert expected_calibration_error([0.75, 0.75, 0.75, 0.75], [True, True, True, False]) == pytest.approx(0.0)
    assert expected_calibration_error([1.0, 1.0], [True, False]) == pytest.approx(0.5)


def test_risk_is_the_share_wrong_among_the_most_confident() -> None:
    assert risk_at_coverage([0.1, 0.9, 0.8, 0.2], [True, True, True, False], [0.5, 1.0]) == [0.0, 0.25]


def test_the_threshold_declines_the_share_asked_for() -> None:
    scores = [0.1, 0.2, 0.3, 0.4, 0.5]
    threshold = threshold_declining(scores, 0.8)
    assert [score for score in scores if score >= threshold] == [0.5]
