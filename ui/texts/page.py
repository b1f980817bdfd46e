"""What stands around the conversation: header, question box, conversations, filters, welcome."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ui.texts.figures import day

TITLE: Final = "citewire"
TAGLINE: Final = "Ask the articles. Every answer shows the sentence it rests on."
ASK: Final = "Ask"
STOP: Final = "Stop"
ASK_LABEL: Final = "Your question"
ASK_PLACEHOLDER: Final = "Ask about the articles…"
ASK_HINT: Final = "Enter sends, Shift+Enter starts a new line, / jumps here."
CHAT: Final = "Chat"
LIBRARY: Final = "Library"
VIEWS: Final = "Views"
TRANSCRIPT: Final = "Questions and answers"
NEW_CONVERSATION: Final = "New conversation"
EXPORT: Final = "Export"
EXPORT_TITLE: Final = "Conversation with citewire"
EXPORT_FILE: Final = "citewire-conversation"
EXPORT_CLIPPINGS_FILE: Final = "citewire-clippings"
EXPORT_MARKDOWN: Final = "Markdown with footnotes"
EXPORT_WORD: Final = "Word (.docx)"
EXPORT_HTML: Final = "Page to print (.html)"
NOTES: Final = "Notes"
EXPORT_JSON: Final = "JSON"
APPEARANCE: Final = "Light or dark"
CONVERSATIONS: Final = "Conversations"
SEARCH: Final = "Search"
SEARCH_CONVERSATIONS: Final = "Search conversations"
NO_MATCHING_CONVERSATION: Final = "No conversation holds these words."
CONVERSATION_GONE: Final = "This conversation is not here any more; here is a new one."
QUESTION_GONE: Final = "This question is not here any more. Reload the page to see what is."
NO_CONVERSATIONS: Final = "What you ask is kept here, on this machine."
DELETE: Final = "Delete"
CLOSE_NOTE: Final = "Close this note"
RENAME: Final = "Rename"
UNREACHED: Final = (
    "The chat does not answer. Start it again with “citewire chat”; what you typed stays in the box until it is taken."
)
UNEXPECTED_HERE: Final = (
    "Something went wrong inside citewire, and nothing was changed. The details are in the terminal window where the"
    " chat was started; reload the page and try once more."
)
NOTHING_TO_EXPORT: Final = "There is nothing to save yet. Ask a question first."
ONE_AT_A_TIME: Final = "One question at a time: wait for this answer or press Stop."
FILTERS: Final = "Filters"
DATES: Final = "Published"
FROM: Final = "From"
TO: Final = "To"
OUTLETS: Final = "Outlets"
KINDS: Final = "Kinds"
CLEAR: Final = "Clear"
DONE: Final = "Done"
WELCOME: Final = "What would you like to know?"
EXAMPLES: Final = "Try one of these"
ASK_ABOUT: Final = "Ask about it"
OVER_TIME: Final = "Articles over time"
OVER_TIME_NOTE: Final = "Choose a bar, or draw over several, to ask the articles of that time alone."
TOP_OUTLETS: Final = "Outlets"
NOTHING_ASKED: Final = "Type a question first, then press Enter."
SHELF: Final = "Articles"
SHELF_EMPTY: Final = "No articles yet. Add some in the Library."


def too_long(length: int, most: int) -> str:
    """Say that a question is too long."""
    return f"The question is {length:,} characters long; at most {most:,} can be read. Shorten it and ask again."


def about(title: str) -> str:
    """Ask what an article says."""
    return f"Summarize “{title}”."


def about_label(title: str) -> str:
    """Name the button that asks about an article for those who hear the page."""
    return f"{ASK_ABOUT}: {title}"


def ask_month(published: date) -> str:
    """Ask what happened in a month."""
    return f"What happened in {published:%B %Y}?"


def ask_only(outlet: str) -> str:
    """Say what a click on an outlet does."""
    return f"Ask only articles from {outlet}"


def and_more(number: int) -> str:
    """Say how many articles are not listed."""
    return f"and {number:,} more in the Library"


def only(published_from: date | None, published_to: date | None, outlets: Sequence[str], kinds: Sequence[str]) -> str:
    """Say which articles are read under filters."""
    parts = [f"from {' or '.join(outlets)}"] if outlets else []
    parts += [f"of the kind {' or '.join(kinds)}"] if kinds else []
    if published_from and published_to:
        parts.append(f"published {day(published_from)} to {day(published_to)}")
    elif published_from:
        parts.append(f"published since {day(published_from)}")
    elif published_to:
        parts.append(f"published until {day(published_to)}")
    return f"Only articles {', '.join(parts)}" if parts else ""


def editing(turn: int) -> str:
    """Say that a question is being edited."""
    return f"Editing question {turn}: Enter asks it again in its place. "


def rename_label(title: str) -> str:
    """Name a rename button for those who hear the page."""
    return f"Rename the conversation “{title}”"


def ask_forget(question: str) -> str:
    """Ask before a question is deleted."""
    return f"Delete the question “{question[:120]}” with its answer? It cannot be brought back."


def forget_label(number: int) -> str:
    """Name the button that deletes a question for those who hear the page."""
    return f"Delete question {number}"


def ask_delete(title: str) -> str:
    """Ask before a conversation is forgotten."""
    return f"Delete the conversation “{title}”? It cannot be brought back."


def delete_label(title: str) -> str:
    """Name a delete button for those who hear the page."""
    return f"Delete the conversation “{title}”"
