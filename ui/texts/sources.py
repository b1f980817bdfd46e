"""What the source cards and the article view say."""

from typing import Final

from ui.texts.figures import counted

SOURCES: Final = "Sources"
SOURCES_FOR: Final = "for"
SOURCES_PANEL: Final = "Sources beside the conversation"
SOURCES_STOPPED: Final = "This question was stopped before any article was read."
SOURCES_FAILED: Final = "This question was not answered, so no article was read for it."
SOURCES_NONE: Final = "No article came near this question."
ALSO_READ: Final = "Also read, not cited"
NEAR_READ: Final = "Nearest passages"
READING_NOW: Final = "Reading these now"
OPEN_ARTICLE: Final = "Open the whole article"
ARTICLE_GONE: Final = "This article is no longer in the library. Its cited sentences are kept with the answer."
WHY: Final = "Why this source?"
PREVIOUS_SENTENCE: Final = "Previous"
NEXT_SENTENCE: Final = "Next"
FILE: Final = "File"
ORIGINAL: Final = "Original"
WORD_FOR_WORD: Final = "Word for word in"
COPIES: Final = "Near-copies"
VERSIONS: Final = "Other versions, or worded alike"
CLOSE_ARTICLE: Final = "Close"
CUT: Final = "This article is very long; the part around the passage is shown."
SHOW_PASSAGE: Final = "Show the passage"


def position(first: float, last: float) -> str:
    """Say where in its article a passage stands; both ends in 0..1."""
    if last - first > 0.98:
        return "The whole article"
    return f"{first:.0%} to {last:.0%} of the article"


def why(
    bm25_rank: int | None, dense_rank: int | None, similarity: float, reader_confidence: float | None
) -> tuple[str, ...]:
    """Say line by line what found a source, its words, its meaning or both, and what the reader made of it."""
    found = []
    if bm25_rank is not None:
        found.append(f"It shares words with the question: number {bm25_rank} of all passages by that (BM25).")
    if dense_rank is not None:
        found.append(
            f"It means much the same as the question: number {dense_rank} of all passages by that"
            f" (similarity {similarity:.2f} of 1)."
        )
    if reader_confidence is not None:
        found.append(f"The reader is {reader_confidence:.0%} sure that an answer stands in it.")
    return tuple(found)


def by(author: str) -> str:
    """Name who wrote an article."""
    return f"by {author}"


def also_in(number: int) -> str:
    """Say that other articles carry the same passage."""
    return f"also in {counted(number, 'article')}"


def no_article(article_id: str) -> str:
    """Say that no article has this id."""
    return f"There is no article {article_id!r} in the index."
