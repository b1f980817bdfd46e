"""What the library says of the articles it holds."""

from typing import Final

from ui.texts.figures import counted
from ui.texts.page import SHELF_EMPTY

LIBRARY_LEAD: Final = "The articles that questions are answered from. New ones can be asked about at once."
LIBRARY_SEARCH: Final = "Search headlines and outlets"
ADD_FILES: Final = "Add files or a zip"
LOOK_AGAIN: Final = "Look at the folder again"
DRY_RUN: Final = "What would change?"
REMOVE: Final = "Remove"
UNDO: Final = "Undo"
COLUMNS: Final = ("Article", "Kind", "Passages", "Added", "<span class='cw-unseen'>Remove</span>")
PASTE: Final = "Paste an article"
PASTE_TITLE: Final = "Headline"
PASTE_OUTLET: Final = "Outlet"
PASTE_DATE: Final = "Date"
PASTE_TEXT: Final = "Text"
ADD_TEXT: Final = "Add this article"
PASTE_MISSING: Final = "An article needs a headline and a text. Fill in both, then add it again; nothing was lost."
FACTS: Final = "About this library"
FACT_HOLDS: Final = "Holds"
FACT_SIZE: Final = "On disk"
FACT_INDEX: Final = "Index"
FACT_SEEDS: Final = "Folder of articles"
FACT_ENCODER: Final = "Embedding model"
FACT_READER: Final = "Reader"
BUNDLED: Final = "bundled with citewire"


def listed(shown: int, found: int, total: int) -> str:
    """Say how many articles the table shows."""
    if not total:
        return SHELF_EMPTY
    if not found:
        return f"None of {counted(total, 'article')} matches."
    if found < total:
        return f"{found:,} of {counted(total, 'article')}" + (f", the newest {shown:,} shown" if shown < found else "")
    return counted(total, "article") + (f", the newest {shown:,} shown" if shown < total else "")


def remove_label(title: str) -> str:
    """Name a remove button for those who hear the page."""
    return f"Remove {title}"


def removed(title: str) -> str:
    """Say that an article is gone."""
    return f"Removed “{title}” from the library. Its file stays where it is."


def restored(title: str) -> str:
    """Say that an article is back."""
    return f"“{title}” is back in the library."


def holds(articles: int, passages: int, generation: int) -> str:
    """Say how much the index holds."""
    return f"{counted(articles, 'article')}, {counted(passages, 'passage')}; generation {generation:,}"
