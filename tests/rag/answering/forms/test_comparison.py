"""A comparison gives each side its sentences, and says where there are none."""

import pytest

from rag import Settings, answer, verify


def test_each_side_has_rows_of_its_own(newsroom: Settings) -> None:
    result = answer("Compare the ferry and the bridge", settings=newsroom)
    assert (result.kind, result.form) == ("answer", "comparison")
    sides = {side: [row.text for row in result.rows if row.label == side] for side in ("ferry", "bridge")}
    assert any("55 million" in text for text in sides["ferry"])
    assert any("90 million" in text for text in sides["bridge"])
    assert not set(sides["ferry"]) & set(sides["bridge"])
    assert verify(result, settings=newsroom).ok


def test_a_side_of_which_nothing_is_said_says_so(newsroom: Settings) -> None:
    result = answer("What is the difference between the ferry and a volcano?", settings=newsroom)
    (missing,) = [row for row in result.rows if row.label == "a volcano"]
    assert (missing.text, missing.marks) == ("Nothing on this in these articles.", ())


def test_confidence_is_the_share_of_the_sides_that_is_spoken_of(newsroom: Settings) -> None:
    assert answer("Compare the ferry and the bridge", settings=newsroom).confidence == pytest.approx(1.0)
    assert answer("Compare the ferry and a volcano", settings=newsroom).confidence == pytest.approx(0.5)
