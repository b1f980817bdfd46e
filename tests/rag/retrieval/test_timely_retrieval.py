"""Of articles that speak of the same thing, the asked time comes first, and the newest where freshness is on."""

from collections.abc import Callable
from datetime import date

import pytest

from embeddings import Archive
from rag import Filters, RetrievedPassage, Settings
from rag.retrieval.retriever import retrieve

Library = Callable[..., Settings]
QUESTION = "How much did the harbour fund lend to the fishermen of Portmere"


@pytest.fixture
def archive(library: Library) -> Archive:
    lent = "# The harbour fund\n\nThe harbour fund lent the fishermen of Portmere {} million crowns for their boats.\n"
    return Archive.open(
        library(
            new=f"---\ndate: 2023-06-20\n---\n{lent.format(30)}",
            old=f"---\ndate: 2022-03-15\n---\n{lent.format(20)}",
            undated=lent.format(10),
        )
    )


def sources(
    archive: Archive, question: str, *, filters: Filters | None = None, freshness: float | None = None
) -> tuple[RetrievedPassage, ...]:
    with archive.snapshot() as snapshot:
        return retrieve(
            snapshot,
            archive.encoder.encode_query(question),
            question,
            filters=filters or Filters(),
            candidates=50,
            top_k=3,
            freshness=freshness,
        ).sources


def first(found: tuple[RetrievedPassage, ...]) -> date | None:
    return found[0].article.published


def test_reports_with_other_figures_are_all_brought(archive: Archive) -> None:
    assert len(sources(archive, f"{QUESTION}?")) == 3


@pytest.mark.parametrize(
    ("when", "day"),
    [("in March 2022", date(2022, 3, 15)), ("last year", date(2022, 3, 15)), ("this year", date(2023, 6, 20))],
)
def test_the_time_that_is_asked_for_comes_first(archive: Archive, when: str, day: date) -> None:
    assert first(sources(archive, f"{QUESTION} {when}?")) == day


def test_a_bounded_question_is_asked_on_the_last_day_it_allows(archive: Archive) -> None:
    bound = Filters(published_to=date(2023, 12, 31))
    assert first(sources(archive, f"{QUESTION} last year?", filters=bound)) == date(2022, 3, 15)
    later = Filters(published_to=date(2024, 2, 1))
    assert first(sources(archive, f"{QUESTION} last year?", filters=later)) == date(2023, 6, 20)


def test_freshness_brings_the_newest_first_and_is_off_unless_asked_for(archive: Archive) -> None:
    plain = sources(archive, f"{QUESTION}?")
    fresh = sources(archive, f"{QUESTION}?", freshness=30)
    assert first(fresh) == date(2023, 6, 20)
    gains = {one.article.published: one.score for one in fresh}
    for source in plain:
        gained = gains[source.article.published] - source.score
        assert gained == pytest.approx(0.1 if source.article.published == date(2023, 6, 20) else 0.0, abs=1e-3)


def test_a_copy_is_named_beside_its_original(library: Library) -> None:
    wire = (
        "The harbour fund lent the fishermen of Portmere money for their boats, its chairwoman Hanna Orre said on"
        " Tuesday. The loans run for ten years and bear no interest, she told reporters in the old customs house."
    )
    made = library(
        a=f"---\ntitle: Loans for boats\nsource: Gazeta\n---\n{wire}",
        b=f"---\ntitle: Fund lends\nsource: Interfax\n---\n{wire.replace('on Tuesday', 'on Tuesday evening')}",
        c="---\ntitle: Storm\n---\nA storm closed the harbour of Portmere. Fishermen stayed at home for two days.",
    )
    found = sources(Archive.open(made), "Who is the chairwoman of the harbour fund?")
    assert len(found) == 2
    assert {found[0].article.source, *(article.source for article in found[0].also_in)} == {"Gazeta", "Interfax"}
    assert found[1].also_in == ()
