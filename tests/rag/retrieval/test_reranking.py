"""What was read is put in order by retrieval and reader together."""

from datetime import date

import pytest

from embeddings import Article, Passage
from rag import RetrievedPassage, Settings, answer
from rag.retrieval.reranking import reranked


def source(identifier: int, score: float) -> RetrievedPassage:
    article = Article(str(identifier), "", date(2023, 4, 5), None, None, None, "news", "text", "", "", "")
    return RetrievedPassage(Passage(identifier, str(identifier), 0, 0, 4, "text", ()), article, score, 1, 1, score)


def order(sources: list[RetrievedPassage], confidences: dict[int, float]) -> list[int]:
    return [one.passage.id for one in reranked(sources, confidences)]


def test_what_the_reader_trusts_far_more_comes_first() -> None:
    assert order([source(1, 0.6), source(2, 0.5)], {1: 0.1, 2: 0.9}) == [2, 1]


def test_what_it_trusts_a_little_more_stays_where_retrieval_put_it() -> None:
    assert order([source(1, 0.6), source(2, 0.3)], {1: 0.50, 2: 0.55}) == [1, 2]


def test_equally_good_passages_keep_their_order() -> None:
    assert order([source(2, 0.5), source(1, 0.5)], {1: 0.4, 2: 0.4}) == [2, 1]


@pytest.mark.parametrize("confidences", [{}, {1: 1.0, 2: 0.0}])
def test_no_confidence_is_too_extreme(confidences: dict[int, float]) -> None:
    assert order([source(1, 0.5), source(2, 0.4)], confidences) == [1, 2]


def test_the_sources_of_an_answer_tell_what_the_reader_made_of_them(settings: Settings) -> None:
    passages = answer("How many Chinese nationals attended the Expo?", settings=settings).passages
    assert passages
    assert all(one.reader_confidence is not None for one in passages)
    assert reranked(passages, {one.passage.id: one.reader_confidence or 0.0 for one in passages}) == passages
