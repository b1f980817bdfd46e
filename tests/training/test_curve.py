"""The learning curve is kept line by line and drawn."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from embeddings import InputError
from training import curve
from training.fitting.dev_score import DevScore


def test_a_curve_holds_every_point_of_a_run_that_was_cut_off(tmp_path: Path) -> None:
    for rows, f1 in ((0, 0.7), (1000, 0.75)):
        curve.record(tmp_path, "refine", rows, DevScore(0.6, f1, 0.8, 0.0, 0.0))
    assert [(point.rows, point.f1) for point in curve.read(tmp_path)] == [(0, 0.7), (1000, 0.75)]


def test_the_picture_has_a_line_for_each_measure_that_rises_with_it() -> None:
    picture = ElementTree.fromstring(
        curve.drawn([curve.Point("refine", 0, 0.70, 0.61, 0.71), curve.Point("refine", 4000, 0.80, 0.62, 0.72)])
    )
    lines = [line.attrib["points"].split() for line in picture.iter("{http://www.w3.org/2000/svg}polyline")]
    assert len(lines) == 3
    for line in lines:
        (left, low), (right, high) = (map(float, point.split(",")) for point in line)
        assert left < right
        assert low > high


def test_without_a_run_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="make reader"):
        curve.read(tmp_path)
