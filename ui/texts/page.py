"""What stands around the conversation: header, question box, conversations, filters, welcome."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from ui.texts.figures import counted, day

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
REFUSED: Final = (
    "The chat is there but did not take this. Wait a moment and try once more, or reload the page; what you typed stays"
    " in the box until it is taken."
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
COLLECTION: Final = "Collection"
NO_COLLECTION: Final = "No collection"
COLLECT: Final = "Save as a collection"
COLLECTION_NAME: Final = "Name of the collection"
RENAME_COLLECTION: Final = "Rename this collection"
DROP_COLLECTION: Final = "Delete this collection"
COLLECTION_UNNAMED: Final = "A collection needs a name. Give it one, then save it again."
COLLECTION_GONE: Final = "This collection is not here any more."
COLLECTION_ALONE: Final = "A collection bounds the articles by itself. Give its name or other bounds, not both."
NOTHING_TO_COLLECT: Final = (
    "A collection is made of filters or of chosen articles, and none are set. Set some under Filters, or choose"
    " articles in the Library."
)
NONE_HELD: Final = (
    "None of the chosen articles is in the library any more. Leave them out of the filters, or choose others in the"
    " Library."
)
CLEAR: Final = "Clear"
DONE: Final = "Done"
WELCOME: Final = "What would you like to know?"
EXAMPLES: Final = "Try one of these"
ASK_ABOUT: Final = "Ask about it"
OVER_TIME: Final = "Articles over time"
OVER_TIME_NOTE: Final = "Choose a bar, or draw over several, to ask the articles of that time alone."
TOP_OUTLETS: Final = "Outlets"
MOST_NAMED: Final = "Named most"
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


def ask_name(name: str) -> str:
    """Ask what is said of somebody or something."""
    return f"What do the articles say about {name}?"


def ask_only(outlet: str) -> str:
    """Say what a click on an outlet does."""
    return f"Ask only articles from {outlet}"


def and_more(number: int) -> str:
    """Say how many articles are not listed."""
    return f"and {number:,} more in the Library"


def only(
    published_from: date | None,
    published_to: date | None,
    outlets: Sequence[str],
    kinds: Sequence[str],
    chosen: int | None = None,
) -> str:
    """Say which articles are read under filters; `chosen` is how many were chosen one by one."""
    parts = [f"from {' or '.join(outlets)}"] if outlets else []
    parts += [f"of the kind {' or '.join(kinds)}"] if kinds else []
    if published_from and published_to:
        parts.append(f"published {day(published_from)} to {day(published_to)}")
    elif published_from:
        parts.append(f"published since {day(published_from)}")
    elif published_to:
        parts.append(f"published until {day(published_to)}")
    articles = "Only articles" if chosen is None else f"Only {chosen_articles(chosen)}"
    return f"{articles} {', '.join(parts)}".strip() if parts or chosen is not None else ""


def chosen_articles(number: int) -> str:
    """Say how many articles were chosen one by one."""
    return counted(number, "chosen article")


def unchoose_label(words: str) -> str:
    """Name the button that leaves the chosen articles for those who hear the page."""
    return f"{words}: ask the others too"


def in_collection(name: str, number: int) -> str:
    """Name a collection with how many articles it holds now."""
    return f"{name} · {counted(number, 'article')}"


def undated_left_out(number: int) -> str:
    """Say how many articles a date range leaves out because nobody knows their date."""
    return f"{counted(number, 'article')} without a date {'is' if number == 1 else 'are'} left out."


def too_many_collections(most: int) -> str:
    """Say that there is no room for another collection."""
    return f"There are {most:,} collections already. Delete one that is not needed any more, then make this one."


def no_collection(name: str, names: Sequence[str]) -> str:
    """Say that no collection has this name, and which there are."""
    there = f"There are: {', '.join(names)}." if names else "Collections are made in the chat, under Filters."
    return f"There is no collection “{name}”. {there}"


def collection_there(name: str) -> str:
    """Say that a name is taken."""
    return f"There is a collection “{name}” already. Choose another name."


def collected(name: str, number: int) -> str:
    """Say that a collection was made."""
    return f"Made the collection “{name}” of {counted(number, 'article')}."


def ask_drop_collection(name: str) -> str:
    """Ask before a collection is deleted."""
    return f"Delete the collection “{name}”? Its articles stay in the library."


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
