"""What the library says of the articles it holds."""

from collections.abc import Sequence
from typing import Final

from ui.texts.figures import counted
from ui.texts.page import SHELF_EMPTY

LIBRARY_LEAD: Final = "The articles that questions are answered from. New ones can be asked about at once."
LIBRARY_SEARCH: Final = "Search headlines, outlets and text"
ADD_FILES: Final = "Add files or a zip"
LOOK_AGAIN: Final = "Look at the folder again"
DRY_RUN: Final = "What would change?"
WATCH: Final = "Watch it while the chat runs"
WATCH_NOTE: Final = "Takes in whatever is added, changed or deleted in the folder"
REMOVE: Final = "Remove"
UNDO: Final = "Undo"
FOLDER: Final = "Folder"
COLUMN_ARTICLE: Final = "Article"
COLUMN_OUTLET: Final = "Outlet"
COLUMN_DATE: Final = "Date"
COLUMN_KIND: Final = "Kind"
COLUMN_LENGTH: Final = "Words"
COLUMN_ADDED: Final = "Added"
COLUMN_ACTIONS: Final = "Actions"
CHOSEN: Final = "Chosen articles"
ASK_THESE: Final = "Ask only these"
SET_DATE: Final = "Set date"
SET_OUTLET: Final = "Set outlet"
SET_DETAILS: Final = "Edit details"
SET_NOTE: Final = "What is set here is kept over every rebuild; the file stays as it is."
SHOW_ALL: Final = "Leave the filters and show all"
CHOOSE_NONE: Final = "Choose none"
DETAIL_TITLE: Final = "Headline"
DETAIL_OUTLET: Final = "Outlet"
DETAIL_DATE: Final = "Date"
DETAIL_AUTHOR: Final = "Author"
DETAIL_URL: Final = "Original address"
NOTHING_SET: Final = "Nothing was changed yet. Change a field, then save."
CHOOSE_ALL: Final = "Choose all on this page"
TRY_AGAIN: Final = "Try again"
BRING_BACK: Final = "Bring back"
PAGES: Final = "Pages of the library"
PREVIOUS: Final = "Previous"
NEXT: Final = "Next"
ADDED: Final = "Added:"
NOTHING_NEW: Final = "Nothing new: it is in the library already."
NOT_FAILED: Final = "There is no such upload that could not be read. Reload the page to see which there are."
ARTICLES_GONE: Final = "What you chose is not in the library any more."
NOTHING_TO_RESTORE: Final = "These articles were not removed here. Look at the folder again to take in what it holds."
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


def listed(found: int, total: int) -> str:
    """Say how many articles the table is about."""
    if not total:
        return SHELF_EMPTY
    if not found:
        return f"None of {counted(total, 'article')} matches."
    return f"{found:,} of {counted(total, 'article')}" if found < total else counted(total, "article")


def page_of(page: int, pages: int) -> str:
    """Say which page of the table is shown."""
    return f"Page {page:,} of {pages:,}"


def words_of(characters: int) -> str:
    """Return about how many words so many characters make, to two figures."""
    words = max(1, round(characters / 6))
    return f"{round(words, 1 - len(str(words))) if words > 100 else words:,}"


def choose_label(title: str) -> str:
    """Name the box that chooses an article for those who hear the page."""
    return f"Choose {title}"


def set_label(title: str) -> str:
    """Name the button that opens the details of an article for those who hear the page."""
    return f"{SET_DETAILS} of {title}"


def chosen_now(number: int | str) -> str:
    """Say how many articles are chosen in the table."""
    return f"{number} chosen"


def choose_found(number: int) -> str:
    """Offer to choose all articles of the table."""
    return f"Choose all {number:,} found"


def details_set(titles: Sequence[str]) -> str:
    """Say that details were set."""
    return f"Saved the details of {f'“{titles[0]}”' if len(titles) == 1 else counted(len(titles), 'article')}."


def failures(number: int) -> str:
    """Say how many files could not be read."""
    return f"{counted(number, 'file')} could not be read"


def removals(number: int) -> str:
    """Say how many articles were removed here."""
    return f"{counted(number, 'article')} removed earlier"


def back_label(title: str) -> str:
    """Name the button that brings an article back for those who hear the page."""
    return f"Bring back {title}"


def discarded(name: str) -> str:
    """Say that an upload that could not be read is gone."""
    return f"Deleted the upload {name}."


def remove_label(title: str) -> str:
    """Name a remove button for those who hear the page."""
    return f"Remove {title}"


def removed(titles: Sequence[str]) -> str:
    """Say that articles are gone."""
    if len(titles) == 1:
        return f"Removed “{titles[0]}” from the library. Its file stays where it is."
    return f"Removed {counted(len(titles), 'article')} from the library. Their files stay where they are."


def restored(titles: Sequence[str]) -> str:
    """Say that articles are back."""
    if len(titles) == 1:
        return f"“{titles[0]}” is back in the library."
    return f"{counted(len(titles), 'article')} are back in the library."


def holds(articles: int, passages: int, generation: int) -> str:
    """Say how much the index holds."""
    return f"{counted(articles, 'article')}, {counted(passages, 'passage')}; generation {generation:,}"
