"""Passages that would be read twice are found; neighbours that share one sentence are not."""

from embeddings import Passage
from rag.retrieval.deduplication import NearDuplicates

WIRE = (
    "The mayor of Alder opened the new bridge on Monday. It took three years to build and cost forty million. "
    "Traffic will start on Tuesday, the town hall said in a statement."
)


def passage(identifier: int, article: str, start: int, text: str) -> Passage:
    return Passage(identifier, article, 0, start, start + len(text), text, ())


def original(*passages: Passage) -> Passage | None:
    *earlier, last = passages
    seen = NearDuplicates()
    for one in earlier:
        seen.add(one)
    return seen.original(last)


def test_the_same_wire_copy_in_another_article_is_a_duplicate() -> None:
    first = passage(1, "a", 0, WIRE)
    assert original(first, passage(2, "b", 40, WIRE.replace("Monday", "Monday morning"))) is first


def test_other_words_on_the_same_event_are_none() -> None:
    other = "A bridge that Alder has awaited for years is open at last. Ines Holm, its mayor, cut the ribbon on Monday."
    assert original(passage(1, "a", 0, WIRE), passage(2, "b", 0, other)) is None


def test_neighbours_with_one_sentence_in_common_are_both_kept() -> None:
    assert original(passage(1, "a", 0, "x" * 600), passage(2, "a", 450, "y" * 600)) is None


def test_a_passage_that_mostly_repeats_its_neighbour_is_dropped() -> None:
    first = passage(1, "a", 0, "x" * 600)
    assert original(first, passage(2, "a", 100, "y" * 600)) is first


def test_an_empty_memory_holds_no_original() -> None:
    assert original(passage(1, "a", 0, WIRE)) is None
