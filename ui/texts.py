"""Every English sentence of the chat, in one place."""

from collections.abc import Sequence
from datetime import date
from typing import Final

TITLE: Final = "citewire"
TAGLINE: Final = "Ask the articles. Every answer shows the sentence it rests on."

ASK: Final = "Ask"
STOP: Final = "Stop"
ASK_LABEL: Final = "Your question"
ASK_PLACEHOLDER: Final = "Ask about the articles…"
ASK_HINT: Final = "Enter sends, Shift+Enter starts a new line, / jumps here."
CHAT: Final = "Chat"
LIBRARY: Final = "Library"
NEW_CONVERSATION: Final = "New conversation"
EXPORT: Final = "Export"
EXPORT_TITLE: Final = "Conversation with citewire"
EXPORT_FILE: Final = "citewire-conversation.md"
APPEARANCE: Final = "Light or dark"
COPY: Final = "Copy"
COPIED: Final = "Copied"

WELCOME: Final = "What would you like to know?"
EXAMPLES: Final = "Try one of these"

SEARCHING: Final = "Searching the articles…"
STOPPED: Final = "Stopped. Nothing was lost; ask again whenever you like."
NOTHING_ASKED: Final = "Type a question first, then press Enter."
UNEXPECTED: Final = (
    "Something went wrong inside citewire, and this question has no answer. The details are in the terminal window"
    " where the chat was started. Run “citewire doctor” there; it names what to mend."
)

CONFIDENCE: Final = {
    "high": "High confidence",
    "fair": "Fair confidence: check the cited sentence",
    "low": "Low confidence: read the cited sentence before you rely on it",
}

UNDERSTOOD: Final = "Understood as:"
QUOTES: Final = "No single answer stands out. These quoted sentences come closest:"
ABSTAINED: Final = "Not in these articles."
ABSTAINED_MORE: Final = "Nothing here answers this question well enough to be cited."
NEAREST: Final = "Nearest headlines"
ADVICE_TITLE: Final = "What to try"
ADVICE: Final = (
    "Name the person, company or place you mean.",
    "Ask for one fact at a time: who, what, when, where, how much.",
    "Add articles on the subject in the Library.",
)

SOURCES: Final = "Sources"
SHELF: Final = "Articles"
SHELF_EMPTY: Final = "No articles yet. Add some in the Library."
SOURCES_FOR: Final = "for"
SOURCES_NONE: Final = "No article came near this question."
ALSO_READ: Final = "Also read, not cited"
NEAR_READ: Final = "Nearest passages"
READING_NOW: Final = "Reading these now"
UNDATED: Final = "no date given"
NO_OUTLET: Final = "outlet not named"
OPEN_ARTICLE: Final = "Open the whole article"
CLOSE_ARTICLE: Final = "Close"
CUT: Final = "This article is very long; the part around the passage is shown."
SHOW_PASSAGE: Final = "Show the passage"

WRONG_AUTH: Final = "--auth takes a name and a password with a colon between them: --auth reader:secret"

LIBRARY_LEAD: Final = "The articles that questions are answered from. New ones can be asked about at once."
LIBRARY_SEARCH: Final = "Search headlines and outlets"
ADD_FILES: Final = "Add files"
LOOK_AGAIN: Final = "Look at the folder again"
REMOVE: Final = "Remove"
COLUMNS: Final = ("Article", "Kind", "Passages", "<span class='cw-unseen'>Remove</span>")
STAGES: Final = {
    "scan": "Looking at the files…",
    "read": "Reading articles",
    "split": "Splitting into passages",
    "embed": "Embedding passages",
    "commit": "Saving",
    "index": "Building the search index",
}
REBUILD_UNEXPECTED: Final = (
    "The rebuild stopped and the articles are as they were before. The details are in the terminal window where the"
    " chat was started. Run “citewire doctor” there; it names what to mend."
)


def reading(passages: int, articles: int) -> str:
    """Say what is being read while the answer is looked for."""
    return f"Reading {counted(passages, 'passage')} from {counted(articles, 'article')}…"


def counted(number: int, noun: str) -> str:
    """Return "1 article", "2 articles", "1,200 articles"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def and_more(number: int) -> str:
    """Say how many articles are not listed."""
    return f"and {number:,} more in the Library"


def day(published: date | None) -> str:
    """Return a date the way a newspaper prints it: "5 April 2023"."""
    return UNDATED if published is None else f"{published.day} {published:%B %Y}"


def mark_label(n: int, title: str) -> str:
    """Name a [n] mark for those who hear the page."""
    return f"Show source {n}: {title}"


def position(first: float, last: float) -> str:
    """Say where in its article a passage stands; both ends in 0..1."""
    if last - first > 0.98:
        return "The whole article"
    return f"{first:.0%} to {last:.0%} of the article"


def why(bm25_rank: int | None, dense_rank: int | None) -> str:
    """Say what found a source: its words, its meaning, or both."""
    found = []
    if bm25_rank is not None:
        found.append(f"by its words (rank {bm25_rank})")
    if dense_rank is not None:
        found.append(f"by its meaning (rank {dense_rank})")
    return "Found " + " and ".join(found) if found else ""


def port_taken(host: str, port: int, reason: str) -> str:
    """Say that a port cannot be used and name another."""
    other = port + 1 if port < 65535 else port - 1
    return f"Port {port} on {host} cannot be used: {reason}. Choose another: citewire chat --port {other}"


def open_host(host: str) -> str:
    """Say why a host beyond this machine needs a password."""
    return (
        f"{host} can be reached from other machines, and the chat would show your articles to everyone there."
        f" Set a password: citewire chat --host {host} --auth NAME:PASSWORD"
    )


def listed(shown: int, found: int, total: int) -> str:
    """Say how many articles the table shows."""
    if not total:
        return SHELF_EMPTY
    if not found:
        return f"None of {counted(total, 'article')} matches."
    if found < total:
        return f"{found:,} of {counted(total, 'article')}" + (f", the newest {shown:,} shown" if shown < found else "")
    return counted(total, "article") + (f", the newest {shown:,} shown" if shown < total else "")


def ask_remove(title: str) -> str:
    """Ask before an article is removed."""
    return f"Remove “{title}” from the index? The file stays where it is."


def remove_label(title: str) -> str:
    """Name a remove button for those who hear the page."""
    return f"Remove {title}"


def removed(title: str) -> str:
    """Say that an article is gone and how it comes back."""
    return f"Removed “{title}”. The command citewire rebuild --full brings it back."


def rebuilt(added: int, changed: int, removed: int, unchanged: int, embedded: int) -> str:
    """Sum up a rebuild."""
    if not (added or changed or removed):
        return f"Nothing new: {counted(unchanged, 'file')} unchanged."
    return (
        f"{added:,} added, {changed:,} changed, {removed:,} removed, {unchanged:,} unchanged;"
        f" {counted(embedded, 'passage')} embedded."
    )


def failed(path: str, reason: str) -> str:
    """Say why a file could not be read."""
    return f"{path} was left out: {reason}"


def duplicate(path: str, other: str) -> str:
    """Say that a file repeats another."""
    return f"{path} is the same article as {other}; it is kept once."


def too_many_files(number: int, most: int) -> str:
    """Say that an upload holds too many files."""
    return f"{number:,} files at once are too many; send at most {most:,}. For a whole folder: citewire rebuild FOLDER"


def unknown_kind(name: str, kinds: Sequence[str]) -> str:
    """Say that a file is of no kind that can be read."""
    return f"{name} is of no kind that can be read. Articles come as {', '.join(kinds)}."


def serving(url: str) -> str:
    """Say where the chat is and how it ends."""
    return f"The chat is at {url}   (Ctrl+C stops it)"


def index_as_it_is(reason: str) -> str:
    """Say that the chat opens on the index as it stands."""
    return f"The articles could not be looked at again, so the chat opens with those it has. {reason}"
