"""What the source cards and the article view say."""

from typing import Final

from ui.texts.figures import counted

SOURCES: Final = "Sources"
SOURCES_FOR: Final = "for"
SOURCES_NONE: Final = "No article came near this question."
ALSO_READ: Final = "Also read, not cited"
NEAR_READ: Final = "Nearest passages"
READING_NOW: Final = "Reading these now"
OPEN_ARTICLE: Final = "Open the whole article"
ARTICLE_GONE: Final = "This article is no longer in the library. Its cited sentences are kept with the answer."
WHY: Final = "Why this source:"
CLOSE_ARTICLE: Final = "Close"
CUT: Final = "This article is very long; the part around the passage is shown."
SHOW_PASSAGE: Final = "Show the passage"


def position(first: float, last: float) -> str:
    """Say where in its article a passage stands; both ends in 0..1."""
    if last - first > 0.98:
        return "The whole article"
    return f"{first:.0%} to {last:.0%} of the article"


def why(bm25_rank: int | None, dense_rank: int | None, similarity: float, reader_confidence: float | None) -> str:
    """Say what found a source, its words, its meaning or both, and what the reader made of it."""
    found = []
    if bm25_rank is not None:
        found.append(f"its words (BM25, rank {bm25_rank})")
    if dense_rank is not None:
        found.append(f"its meaning (dense, rank {dense_rank}, similarity {similarity:.2f})")
    told = "found by " + " and ".join(found) if found else "close to the question"
    return told if reader_confidence is None else f"{told}; reader's confidence {reader_confidence:.0%}"


def also_in(number: int) -> str:
    """Say that other articles carry the same passage."""
    return f"also in {counted(number, 'article')}"


def no_article(article_id: str) -> str:
    """Say that no article has this id."""
    return f"There is no article {article_id!r} in the index."
