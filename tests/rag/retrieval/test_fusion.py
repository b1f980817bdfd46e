"""The convex combination weighs cosine against BM25 once both have the same spread over the candidates."""

import pytest

from rag.retrieval.fusion import convex_combination


def test_scores_are_weighted_sums_of_cosine_and_bm25_of_its_spread() -> None:
    # Both have a mean distance of 0.2 from their means: BM25 times 0.05.
    lexical, dense = {1: 8.0, 2: 8.0}, {1: 0.2, 2: 0.6, 3: 0.2, 4: 0.6}
    fused = dict(convex_combination(lexical, dense, weight=0.6))
    assert fused == {
        1: pytest.approx(0.12 + 0.4 * 0.4),
        2: pytest.approx(0.36 + 0.4 * 0.4),
        3: pytest.approx(0.12),
        4: pytest.approx(0.36),
    }


def test_the_unit_of_bm25_does_not_count() -> None:
    dense = {1: 0.1, 2: 0.6, 3: 0.65}
    small, large = ({1: 10.0 * unit, 2: 9.0 * unit} for unit in (0.01, 100.0))
    assert dict(convex_combination(small, dense)) == pytest.approx(dict(convex_combination(large, dense)))


def test_what_both_searches_like_beats_what_one_puts_first() -> None:
    lexical, dense = {1: 10.0, 2: 9.0}, {1: 0.1, 2: 0.6, 3: 0.65}
    assert convex_combination(lexical, dense)[0][0] == 2


def test_a_lead_by_far_counts_for_more_than_a_lead_by_a_hair() -> None:
    dense = {1: 0.50, 2: 0.55, 3: 0.2}
    assert convex_combination({1: 10.0, 2: 9.9}, dense)[0][0] == 2
    assert convex_combination({1: 10.0, 2: 2.0}, dense)[0][0] == 1


def test_without_a_word_in_common_the_cosine_decides() -> None:
    assert [identifier for identifier, _ in convex_combination({}, {1: 0.1, 2: 0.3})] == [2, 1]


def test_among_equal_cosines_the_words_decide() -> None:
    assert [identifier for identifier, _ in convex_combination({1: 3.0}, {2: 0.5, 1: 0.5})] == [1, 2]


def test_ties_keep_the_order_in_which_they_came() -> None:
    assert [identifier for identifier, _ in convex_combination({}, {2: 0.5, 1: 0.5})] == [2, 1]


def test_nothing_fuses_to_nothing() -> None:
    assert convex_combination({}, {}) == []
