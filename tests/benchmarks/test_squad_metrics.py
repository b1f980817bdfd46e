"""Exact match and F1 agree with SQuAD's definitions."""

import pytest

from benchmarks.measuring.squad_metrics import contains_answer, exact_match, f1


@pytest.mark.parametrize(
    ("prediction", "answers", "match", "overlap"),
    [
        ("The Eiffel Tower.", ["eiffel tower"], 1.0, 1.0),
        ("in Paris, France", ["Paris"], 0.0, 0.5),
        ("Paris", ["London", "Paris"], 1.0, 1.0),
        ("1.86 billion", ["186 billion"], 1.0, 1.0),
        ("Berlin", ["Paris"], 0.0, 0.0),
        ("", ["Paris"], 0.0, 0.0),
        ("", [], 1.0, 1.0),
        ("Paris", [], 0.0, 0.0),
    ],
)
def test_prediction_against_gold(prediction: str, answers: list[str], match: float, overlap: float) -> None:
    assert exact_match(prediction, answers) == match
    assert f1(prediction, answers) == pytest.approx(overlap)


def test_an_answer_is_contained_as_whole_words_only() -> None:
    assert contains_answer("It was held in Tula.", ["Tula"])
    assert not contains_answer("It was held in Tulane.", ["Tula"])
    assert not contains_answer("It was held in Tula.", ["the"])
