"""The welcome: what the archive is made of, and questions that it can answer."""

from datetime import date
from itertools import pairwise

import pytest

from rag import Settings, answer, rebuild
from ui import texts
from ui.library.catalogue import Catalogue
from ui.page.time_bars import time_bars
from ui.page.welcome import questions, welcome


@pytest.mark.parametrize(
    ("dates", "names"),
    [
        ([date(2023, 4, 5), date(2023, 4, 7)], ["5 April 2023", "6 April 2023", "7 April 2023"]),
        ([date(2023, 11, 30), date(2024, 2, 1)], ["November 2023", "December 2023", "January 2024", "February 2024"]),
        ([date(2015, 12, 31), date(2023, 1, 1)], [str(year) for year in range(2015, 2024)]),
    ],
)
def test_time_is_told_in_days_months_or_years_without_a_gap(dates, names):
    bars = time_bars(dates)
    assert [bar.name for bar in bars] == names
    assert (bars[0].count, bars[1].count, bars[-1].count) == (1, 0, 1)
    assert all((later.first - bar.last).days == 1 for bar, later in pairwise(bars))


@pytest.mark.parametrize(("dates", "bars"), [([], 0), ([date.min, date(2023, 1, 1)], 1), ([date.max], 0)])
def test_no_date_and_no_impossible_one_makes_a_bar(dates, bars):
    assert len(time_bars(dates)) == bars


def test_ones_own_archive_is_welcomed_with_questions_that_have_an_answer(tmp_path):
    (tmp_path / "a.md").write_text(
        "---\ntitle: Ferry to Skarn resumes\ndate: 2024-03-05\nsource: Isle Post\n---\n"
        "The ferry to Skarn resumed on Tuesday after two winters. Captain Runa Dahl steers it.\n"
    )
    settings = Settings(seeds=tmp_path, index=tmp_path / ".index")
    rebuild(settings=settings)
    asked = questions(Catalogue.open(settings).entries)
    assert asked == ["What happened in March 2024?", "Summarize “Ferry to Skarn resumes”."]
    left, right = welcome(settings)
    assert all(question.removesuffix("”.") in left for question in asked)
    assert texts.about_label("Ferry to Skarn resumes") in right
    assert texts.MOST_NAMED not in left
    (tmp_path / "b.md").write_text(
        "---\ntitle: Skarn has a school\ndate: 2024-03-04\nsource: Isle Post\n---\n"
        "The school of Skarn was opened by <b>Runa</b> Dahl, its first teacher.\n"
    )
    rebuild(settings=settings)
    named, _ = welcome(settings)
    assert texts.MOST_NAMED in named and texts.ask_name("Skarn") in named
    asked.append(texts.ask_name("Skarn"))
    for question in asked:
        told = answer(question, settings=settings)
        assert told.kind == "answer" and "skarn" in told.text.casefold()
