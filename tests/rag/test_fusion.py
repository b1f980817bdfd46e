"""The convex combination weighs cosine against BM25 relative to the best BM25."""

import pytest

from rag.fusion import convex_combination


def test_scores_are_weighted_sums_of_cosine_and_relative_bm25() -> None:
    fused = dict(convex_combination({7: 12.0, 8: 6.0}, {7: 0.2, 8: 0.6, 9: 0.5}, weight=0.6))
    assert fused == {7: pytest.approx(0.12 + 0.4), 8: pytest.approx(0.36 + 0.2), 9: pytest.approx(0.3)}


def test_what_both_searches_like_beats_what_one_puts_first() -> None:
    lexical, dense = {1: 10.0, 2: 9.0}, {1: 0.1, 2: 0.6, 3: 0.65}
    assert [identifier for identifier, _ in convex_combination(lexical, dense)] == [2, 3, 1]


def test_a_lead_by_far_counts_for_more_than_a_lead_by_a_hair() -> None:
    dense = {1: 0.50, 2: 0.55}
    assert convex_combination({1: 10.0, 2: 9.9}, dense)[0][0] == 2
    assert convex_combination({1: 10.0, 2: 2.0}, dense)[0][0] == 1


def test_without_a_word_in_common_the_cosine_decides() -> None:
    assert [identifier for identifier, _ in convex_combination({}, {1: 0.1, 2: 0.3})] == [2, 1]


def test_ties_keep_the_order_in_which_they_came() -> None:
    assert [identifier for identifier, _ in convex_combination({}, {2: 0.5, 1: 0.5})] == [2, 1]


def test_nothing_fuses_to_nothing() -> None:
    assert convex_combination({}, {}) == []
