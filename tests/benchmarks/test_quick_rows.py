import pytest

from benchmarks.measuring.row import Row, compared

START = Row("start", 4.0, "s", 3.0, ratio=2.0, beside="import torch")


def test_a_target_is_met_from_the_right_side() -> None:
    assert START.met is False
    assert Row("recall", 0.995, "", 0.99, higher=True).met is True
    assert Row("recall", None, "", 0.99, higher=True).met is None


def test_a_slower_machine_is_not_a_slower_product() -> None:
    before = Row("start", 2.0, "s", 3.0, ratio=2.0).to_json()
    assert not START.worse_than(before)
    assert Row("start", 1.5, "s", 3.0, ratio=2.5).worse_than(before)


@pytest.mark.parametrize(("ratio", "worse"), [(1.4, True), (1.6, False), (2.5, False)])
def test_of_a_speed_less_is_worse(ratio: float, worse: bool) -> None:
    before = Row("build", 1.6, "x", 1.6, higher=True, ratio=1.6).to_json()
    assert Row("build", ratio, "x", 1.6, higher=True, ratio=ratio).worse_than(before) is worse


def test_what_got_worse_is_marked_beside_what_it_was() -> None:
    before = {"rows": [Row("start", 2.0, "s", 3.0, ratio=1.0).to_json()]}
    marked, other = compared([START, Row("list", 0.4, "s", 0.5)], before)
    assert (marked[""], marked["before"], marked["now"]) == ("WORSE", "2 s", "4 s")
    assert (other[""], other["target"]) == ("met", "0.5 s")
