"""Figures for knowing when not to answer: AUROC, calibration error, risk and coverage, threshold for a refusal rate."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from sklearn.metrics import roc_auc_score


def auroc(scores: ArrayLike, positive: ArrayLike) -> float | None:
    """Return the probability that a positive scores above a negative, ties counting half; None without one of them."""
    values, labels = np.asarray(scores, float), np.asarray(positive, bool)
    return float(roc_auc_score(labels, values)) if labels.any() and not labels.all() else None


def expected_calibration_error(confidences: ArrayLike, right: ArrayLike, bins: int = 10) -> float:
    """Return the mean distance of confidence from the share that is right, over bins of equal width, by their size."""
    values, labels = np.asarray(confidences, float), np.asarray(right, float)
    places = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [
        abs(values[places == place].mean() - labels[places == place].mean()) * (places == place).mean()
        for place in np.unique(places)
    ]
    return float(sum(gaps))


def risk_at_coverage(confidences: ArrayLike, right: ArrayLike, coverages: Sequence[float]) -> list[float]:
    """Return the share that is wrong among the most confident questions, for each share of questions answered."""
    labels = np.asarray(right, float)[np.argsort(-np.asarray(confidences, float), kind="stable")]
    return [float(1 - labels[: max(1, round(coverage * len(labels)))].mean()) for coverage in coverages]


def threshold_declining(confidences: ArrayLike, share: float) -> float:
    """Return the lowest threshold at which this share of the given questions stays below it."""
    ordered: NDArray[np.float64] = np.sort(np.asarray(confidences, float))
    declined = min(int(np.ceil(share * len(ordered))), len(ordered))
    return float(np.nextafter(ordered[declined - 1], np.inf)) if declined else float(ordered[0])
