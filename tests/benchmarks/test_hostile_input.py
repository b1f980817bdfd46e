"""Hostile files in small: those changed at random, and a few of the pathological, end no process that reads them."""

from benchmarks.hostile.files import outcomes
from benchmarks.hostile.mutated import mutated, originals
from benchmarks.hostile.pathological import pathological

CHOSEN = ("run-dashes.txt", "marks.txt", "hangul-headline.json", "span.docx", "merged.docx", "loop.pdf", "deep.html")


def test_sound_articles_of_every_kind_are_read() -> None:
    assert set(outcomes((f"sound{ending}", data) for ending, data in originals().items())) == {""}


def test_mutated_files_end_no_process_and_many_are_read() -> None:
    said = outcomes(mutated(140))
    assert not [one for one in said if "ends the process" in one or "takes more than" in one]
    assert said.count("") > 30


def test_pathological_files_are_read_or_refused_with_a_reason() -> None:
    made = dict(pathological())
    assert len(made) >= 60
    said = dict(zip(CHOSEN, outcomes((name, made[name]()) for name in CHOSEN), strict=True))
    assert said["marks.txt"] == said["hangul-headline.json"] == ""
    assert all("ends the process" not in one for one in said.values())
