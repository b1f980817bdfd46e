"""Confidence decides between answering, quoting and declining."""

import pytest

from embeddings import Article, Passage, Span
from rag import RetrievedPassage, Settings
from rag.answering.finding import Finding
from rag.answering.tiers import tier
from rag.reader import Calibration

CALIBRATION = Calibration(answer_threshold=0.5, quotes_threshold=0.2)
ARTICLE = Article("a1", "Bridge", None, None, None, None, "news", "It opened.", "f", "p", "s")
SOURCE = RetrievedPassage(Passage(1, "a1", 0, 0, 10, "It opened.", (Span(0, 10),)), ARTICLE, 1.0, 1, 1, 0.5)


def reached(confidence: float, *, coverage: float = 0.3, least: float | None = None) -> str:
    found = Finding(SOURCE, Span(0, 2), Span(0, 10), 1.0, coverage, confidence)
    return tier([found], CALIBRATION, Settings(min_confidence=least))


@pytest.mark.parametrize(
    ("confidence", "kind"),
    [(0.5, "answer"), (0.49, "quotes"), (0.2, "quotes"), (0.19, "abstained"), (0.0, "abstained")],
)
def test_each_tier_begins_at_its_threshold(confidence: float, kind: str) -> None:
    assert reached(confidence) == kind


def test_the_settings_may_ask_for_more_or_less_confidence() -> None:
    assert reached(0.6, least=0.7) == "quotes"
    assert reached(0.15, least=0.1) == "answer"
    assert reached(0.05, least=0.1) == "abstained"


def test_a_sentence_that_speaks_of_all_that_was_asked_is_quoted_though_the_reader_doubts() -> None:
    assert reached(0.05, coverage=1.0) == "quotes"


def test_nothing_found_is_declined() -> None:
    assert tier([], CALIBRATION, Settings()) == "abstained"
