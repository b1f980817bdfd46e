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
EXPORT_JSON_FILE: Final = "citewire-conversation.json"
EXPORT_MARKDOWN: Final = "Markdown with footnotes"
EXPORT_JSON: Final = "JSON"
APPEARANCE: Final = "Light or dark"
COPY: Final = "Copy"
COPIED: Final = "Copied"
RETRY: Final = "Ask again"
EDIT: Final = "Edit"
REWORD: Final = "Change this"
LEAVE: Final = "Leave it as it is"
RIGHT: Final = "Right"
WRONG: Final = "Wrong"
VOTE_NOTE: Final = "Kept on this machine alone, with the question, the answer and its sentences"
CORRECTION: Final = "What would have been right?"
SAVE: Final = "Save"
UNTOLD: Final = "The articles do not say"
CORRECTED: Final = "Noted, on this machine alone. The command citewire cases makes test questions of it."

CONVERSATIONS: Final = "Conversations"
NO_CONVERSATIONS: Final = "What you ask is kept here, on this machine."
DELETE: Final = "Delete"
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
ARTICLE_GONE: Final = "This article is no longer in the library. Its cited sentences are kept with the answer."
DIFFER: Final = "The articles differ"
WHY: Final = "Why this source:"
CLOSE_ARTICLE: Final = "Close"
CUT: Final = "This article is very long; the part around the passage is shown."
SHOW_PASSAGE: Final = "Show the passage"

TOO_FAST: Final = "Too many requests in one minute. Wait a little, then ask again; nothing was lost."
WRONG_LOGIN: Final = "Name or password is wrong."
WRONG_RANGE: Final = "offset starts at 0 and limit lies from 1 to 1,000."
NO_MCP: Final = 'citewire mcp needs the package mcp, which is not installed: pip install "citewire[mcp]"'
MCP_INSTRUCTIONS: Final = (
    "Answers questions from a folder of news articles on this machine. Every answer comes with the exact sentences it"
    " rests on; quote those, with outlet and date, and say so where nothing was found."
)
WRONG_AUTH: Final = "--auth takes a name and a password with a colon between them: --auth reader:secret"

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
NOTHING_SENT: Final = "There was no article in what was sent. Choose files that hold some."
ZIP_LOCKED: Final = (
    "it is locked with a password, or packed in a way that cannot be read. Unpack it, then add the files"
)
ZIP_BROKEN: Final = "it is no zip archive, or a broken one. Pack it again"
FACTS: Final = "About this library"
FACT_HOLDS: Final = "Holds"
FACT_SIZE: Final = "On disk"
FACT_INDEX: Final = "Index"
FACT_SEEDS: Final = "Folder of articles"
FACT_ENCODER: Final = "Embedding model"
FACT_READER: Final = "Reader"
BUNDLED: Final = "bundled with citewire"
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


def old(newest: date, days: int) -> str:
    """Say that an answer rests on old articles alone."""
    years = days // 365
    return f"The newest cited article is of {day(newest)}, {counted(years, 'year')} ago. Things may have changed since."


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


def voted(vote: str | None) -> str:
    """Say what became of a vote."""
    return {"up": "Noted as right.", "down": "Noted as wrong."}.get(vote or "", "Taken back.")


def near_day(when: date, days_ago: int) -> str:
    """Return "Today", "Yesterday" or the date."""
    return {0: "Today", 1: "Yesterday"}.get(days_ago, day(when))


def ask_delete(title: str) -> str:
    """Ask before a conversation is forgotten."""
    return f"Delete the conversation “{title}”? It cannot be brought back."


def delete_label(title: str) -> str:
    """Name a delete button for those who hear the page."""
    return f"Delete the conversation “{title}”"


def storage_fault(path: str, reason: str) -> str:
    """Say that what the chat keeps cannot be read or written."""
    return (
        f"What the chat keeps in {path} cannot be read or written ({reason}). Check the folder's permissions and the"
        " space on the disk; the chat goes on without it."
    )


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


def not_serving(url: str) -> str:
    """Say that the server ended as soon as it began."""
    return f"The chat could not be served at {url}; the lines above say why. Try another port: citewire chat --port N"


def no_article(article_id: str) -> str:
    """Say that no article has this id."""
    return f"There is no article {article_id!r} in the index."


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


def rebuilt(added: int, changed: int, removed: int, unchanged: int, embedded: int) -> str:
    """Sum up a rebuild."""
    if not (added or changed or removed):
        return f"Nothing new: {counted(unchanged, 'file')} unchanged."
    return (
        f"{added:,} added, {changed:,} changed, {removed:,} removed, {unchanged:,} unchanged;"
        f" {counted(embedded, 'passage')} embedded."
    )


def would(added: int, changed: int, removed: int, unchanged: int, embedded: int) -> str:
    """Sum up what a rebuild would do."""
    if not (added or changed or removed):
        return f"Nothing would change: {counted(unchanged, 'file')} unchanged."
    return (
        f"Would be {added:,} added, {changed:,} changed, {removed:,} removed, {unchanged:,} unchanged;"
        f" {counted(embedded, 'passage')} to embed. Nothing was written."
    )


def failed(path: str, reason: str) -> str:
    """Say why a file could not be read."""
    return f"{path} was left out: {reason}"


def excluded(number: int) -> str:
    """Say how many articles stay out because they were removed by hand."""
    return (
        f"{counted(number, 'article')} removed earlier: left out. “citewire rebuild --full” takes all of them in again."
    )


def back_again(number: int) -> str:
    """Say how many articles are in again."""
    return f"{counted(number, 'article')} removed earlier: in the library again."


def more_faults(number: int) -> str:
    """Say how many faults are not listed."""
    return f"and {number:,} more."


def duplicate(path: str, other: str) -> str:
    """Say that a file repeats another."""
    return f"{path} is the same article as {other}; it is kept once."


def too_many_files(number: int, most: int) -> str:
    """Say that an upload holds too many files."""
    return f"{number:,} files at once are too many; send at most {most:,}. For a whole folder: citewire rebuild FOLDER"


def unknown_kind(kinds: Sequence[str]) -> str:
    """Say that a file is of no kind that can be read."""
    return f"it is of no kind that can be read. Articles come as {', '.join(kinds)}"


def zip_too_large(largest: int, total: int) -> str:
    """Say that more comes out of an archive than can be taken."""
    return (
        f"more comes out of it than can be taken: {megabytes(largest)} for one file, {megabytes(total)} in all."
        " Unpack it into a folder and use: citewire rebuild FOLDER"
    )


def text_too_long(number: int, most: int) -> str:
    """Say that pasted text is too long."""
    return f"The text is {number:,} characters long; at most {most:,} can be pasted. Add it as a file instead."


def megabytes(size: int) -> str:
    """Return a size in bytes as "20 MB" or "1.4 MB"."""
    return f"{size / 1e6:,.1f} MB" if size % (1024 * 1024) else f"{size // 1024 // 1024} MB"


def holds(articles: int, passages: int, generation: int) -> str:
    """Say how much the index holds."""
    return f"{counted(articles, 'article')}, {counted(passages, 'passage')}; generation {generation:,}"


def no_votes(index: str) -> str:
    """Say that there is no index to hold votes."""
    return f"There is no index in {index}, so no answer was judged. Name another one: citewire cases --index FOLDER"


def cases_made(cases: int, votes: int) -> str:
    """Sum up what became of the votes."""
    left = "" if cases == votes else " A vote that leaves open what is right, or comes twice, makes none."
    return f"{counted(cases, 'case')} of {counted(votes, 'vote')}.{left}"


def serving(url: str) -> str:
    """Say where the chat is and how it ends."""
    return f"The chat is at {url}   (Ctrl+C stops it)"


def index_as_it_is(reason: str) -> str:
    """Say that the chat opens on the index as it stands."""
    return f"The articles could not be looked at again, so the chat opens with those it has. {reason}"
