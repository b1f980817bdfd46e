"""Who it was ends where what else is told of them begins."""

import pytest

from embeddings import Span
from rag.answering.claims.extent import named


@pytest.mark.parametrize(
    ("question", "words", "kept"),
    [
        ("Who owns Pell?", "Holm twins - Ada and Bo - last year, having sold Norsen", "Holm twins - Ada and Bo"),
        ("Who owns Pell?", "Ada Holm, after a long strike", "Ada Holm"),
        ("Who owns Pell?", "Ada Holm, Bo Falk and Per Lund", "Ada Holm, Bo Falk and Per Lund"),
        ("Who owns Pell?", "last year", "last year"),
        ("When was Pell sold?", "last year", "last year"),
        ("How was Pell sold?", "at once, after a long strike", "at once, after a long strike"),
    ],
)
def test_a_name_ends_before_a_clause_or_a_time(question: str, words: str, kept: str) -> None:
    sentence = f"Pell was sold to {words}."
    span = named(question, sentence, Span(17, 17 + len(words)))
    assert sentence[span.start : span.end] == kept
