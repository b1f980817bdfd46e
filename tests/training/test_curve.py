"""The learning curve is kept line by line and drawn."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from embeddings import InputError
from training import curve
from training.fitting.dev_score import DevScore


def test_a_curve_holds_every_point_of_a_run_and_its_stages_follow_each_other(tmp_path: Path) -> None:
    for stage, rows, f1 in (("pointer", 500, 0.7), ("pointer", 1000, 0.75), ("refine", 200, 0.8)):
        curve.record(tmp_path, stage, rows, DevScore(0.6, f1, 0.8, 0.0, 0.0))
    assert [(point.rows, point.f1) for point in curve.read(tmp_path)] == [(500, 0.7), (1000, 0.75), (1200, 0.8)]


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
