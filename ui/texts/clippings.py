"""What the clippings say."""

from typing import Final

CLIPPINGS: Final = "Clippings"
CLIPPINGS_LEAD: Final = "The sentences that you pinned, each with its source and the question it came from."
CLIPPINGS_NONE: Final = "Nothing is pinned yet. Under an answer, Pin keeps a cited sentence here."
CLIPPINGS_GONE: Final = "This clipping is not here any more."
NOTHING_CLIPPED: Final = "There is nothing to save yet. Pin a cited sentence first."
PIN: Final = "Pin"
PINNED: Final = "Pinned to the clippings."
UNPINNED: Final = "Taken off the clippings."
PUT_BACK: Final = "Back among the clippings."
FROM_QUESTION: Final = "From the question"
UNPIN: Final = "Remove"


def pin_label(n: int) -> str:
    """Name the button that pins a sentence for those who hear the page."""
    return f"Pin sentence {n} to the clippings"


def unpin_label(quote: str) -> str:
    """Name the button that takes a sentence off the clippings for those who hear the page."""
    return f"Remove “{quote[:80]}” from the clippings"


def in_file(file: str) -> str:
    """Say which file an article was read from."""
    return f", file {file}"
