"""The listing: pages of the articles that match a search and filters, in any order."""

from datetime import date
from typing import Any

import pytest

from rag import Filters, Settings, rebuild
from ui.library.library import PAGE, Library

ALL = Filters()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One page and a half of short articles, one of them of another outlet."""
    folder = tmp_path_factory.mktemp("listing")
    for n in range(PAGE * 3 // 2):
        outlet = "Fen Gazette" if n == 7 else "County Wire"
        (folder / f"{n:03}.md").write_text(
            f"---\ntitle: Report {n:03}\ndate: 2023-01-{n % 28 + 1:02}\nsource: {outlet}\n---\n"
            f"Article number {n} tells of a {'windmill' if n == 7 else 'bridge'}. It was told on a Monday."
        )
    settings = Settings(seeds=folder, index=folder / ".index")
    rebuild(settings=settings)
    return Library(settings)


def test_every_article_is_on_one_page(library: Any) -> None:
    pages = [library.listing("", ALL, "title", descending=False, page=n) for n in (1, 2)]
    titles = [row.entry.title for page in pages for row in page.rows]
    assert titles == [f"Report {n:03}" for n in range(PAGE * 3 // 2)]
    assert (pages[0].pages, pages[0].found) == (2, PAGE * 3 // 2)


def test_a_page_behind_the_last_is_the_last(library: Any) -> None:
    assert library.listing("", ALL, "date", descending=True, page=99).page == 2


def test_a_search_brings_the_sentence_that_matches(library: Any) -> None:
    first, *_ = library.listing("windmills", ALL, "match", descending=True, page=1).rows
    assert (first.entry.title, first.sentence) == ("Report 007", "Article number 7 tells of a windmill.")


def test_all_that_is_found_can_be_chosen_on_whatever_page_it_stands(library: Any) -> None:
    assert len(library.found("", ALL)) == len(set(library.found("", ALL))) == PAGE * 3 // 2
    (gazette,) = library.listing("", Filters(sources=("fen gazette",)), "date", descending=True, page=1).rows
    assert library.found("", Filters(sources=("Fen Gazette",))) == [gazette.entry.id]
    assert library.found("windmills", ALL)[0] == gazette.entry.id


def test_filters_bound_the_listing_as_they_bound_questions(library: Any) -> None:
    (row,) = library.listing("", Filters(sources=("fen gazette",)), "date", descending=True, page=1).rows
    assert row.entry.source == "Fen Gazette"
    days = {
        r.entry.published for r in library.listing("", Filters(date(2023, 1, 27)), "date", descending=True, page=1).rows
    }
    assert days == {date(2023, 1, 27), date(2023, 1, 28)}
