"""Reciprocal rank fusion adds up 1 / (60 + rank)."""

import pytest

from rag.fusion import reciprocal_rank_fusion


def test_scores_are_the_sums_of_reciprocal_ranks() -> None:
    fused = dict(reciprocal_rank_fusion([[7, 8], [8, 9]]))
    assert fused == {7: pytest.approx(1 / 61), 8: pytest.approx(1 / 62 + 1 / 61), 9: pytest.approx(1 / 62)}


def test_what_both_rankings_bring_beats_what_one_puts_first() -> None:
    assert next(identifier for identifier, _ in reciprocal_rank_fusion([[1, 2, 3], [4, 2, 5]])) == 2


def test_ties_keep_the_order_in_which_they_came() -> None:
    assert [identifier for identifier, _ in reciprocal_rank_fusion([[1], [2]])] == [1, 2]
    assert [identifier for identifier, _ in reciprocal_rank_fusion([[2], [1]])] == [2, 1]


def test_a_weight_scales_a_ranking() -> None:
    fused = reciprocal_rank_fusion([[1], [2]], weights=[1.0, 2.0])
    assert fused == [(2, pytest.approx(2 / 61)), (1, pytest.approx(1 / 61))]


def test_a_smaller_constant_makes_the_first_ranks_count_for_more() -> None:
    def lead(k: int) -> float:
        (_, first), (_, second) = reciprocal_rank_fusion([[1, 2]], k=k)
        return first / second

    assert lead(1) > lead(60)


def test_nothing_fuses_to_nothing() -> None:
    assert reciprocal_rank_fusion([[], []]) == []
