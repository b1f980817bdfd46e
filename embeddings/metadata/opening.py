"""The opening of a story: what stands for the headline where there is none."""

from embeddings.passage import Span
from embeddings.sentences import DATELINE, split_sentences

_LIMIT = 80


def opening(text: str) -> str:
    """Return the first sentence of a story without a headline, or the first words of it."""
    dateline = DATELINE.match(text)
    start = dateline.end() if dateline else 0
    sentences = split_sentences(text[start : start + 10 * _LIMIT]) or [Span(0, _LIMIT)]
    return clipped(text[start + sentences[0].start : start + sentences[0].end], _LIMIT)


def clipped(text: str, limit: int) -> str:
    """Return `text`, cut between words to `limit` characters where it is longer."""
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
