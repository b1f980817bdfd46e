"""Of the entries of a live blog the newest one counts."""

import pytest

from embeddings import Article, Passage, Span
from rag import RetrievedPassage
from rag.answering.finding import Finding
from rag.answering.live_blog import newest_first
from rag.retrieval.asked_order import Order

FALLING = "Two are missing, the police say.\n\n21:10\n\nNow three are missing.\n\n19.30\n\nFive are missing."
RISING = "6:15 am\n\nFive are missing.\n\n11:40 a.m. GMT\n\nNow three are missing."
STORY = "Five are missing.\n\nAt 21:10 a boat came.\n\nNow three are missing."


def found(text: str, **confidences: float) -> list[Finding]:
    article = Article("a1", "Ferry", None, None, None, None, "news", text, "f", "p1", "s")
    whole = Span(0, len(text))
    source = RetrievedPassage(Passage(1, article.id, 0, 0, len(text), text, (whole,)), article, 1.0, 1, 1, 0.5)
    findings = [
        Finding(source, Span(text.index(word), text.index(word) + len(word)), whole, 0.0, 1.0, confidence)
        for word, confidence in confidences.items()
    ]
    return sorted(findings, key=lambda one: -one.confidence)


@pytest.mark.parametrize(
    ("text", "confidences", "order", "first"),
    [
        (FALLING, {"Five": 0.8, "three": 0.7}, None, "three"),
        (FALLING, {"Five": 0.8, "three": 0.7, "Two": 0.7}, None, "Two"),
        (FALLING, {"three": 0.8, "Five": 0.7}, "oldest", "Five"),
        (RISING, {"Five": 0.8, "three": 0.7}, None, "three"),
        (FALLING, {"Five": 0.8, "three": 0.4}, None, "Five"),
        (STORY, {"Five": 0.8, "three": 0.7}, None, "Five"),
        (FALLING, {"Five": 0.4, "three": 0.3}, None, "Five"),
    ],
)
def test_the_newest_entry_that_is_nearly_as_sure_comes_first(
    text: str, confidences: dict[str, float], order: Order | None, first: str
) -> None:
    findings = newest_first(found(text, **confidences), 0.5, order)
    assert findings[0].short == first
    assert len(findings) == len(confidences)
