"""What a reply says, and what can be done with it."""

from datetime import date
from typing import Final

from ui.texts.figures import counted, day

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
SEARCHING: Final = "Searching the articles…"
STOPPED: Final = "Stopped. Nothing was lost; ask again whenever you like."
UNEXPECTED: Final = (
    "Something went wrong inside citewire, and this question has no answer. The details are in the terminal window"
    " where the chat was started. Run “citewire doctor” there; it names what to mend."
)
UNDRAWN: Final = (
    "This answer is kept, but it cannot be shown. The details are in the terminal window where the chat was started;"
    " ask again, or delete it."
)
UNREADABLE: Final = "What was kept of this question cannot be read any more. Ask it again, or delete it."
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
WIDEN: Final = "Ask all articles"


def reading(passages: int, articles: int) -> str:
    """Say what is being read while the answer is looked for."""
    return f"Reading {counted(passages, 'passage')} from {counted(articles, 'article')}…"


def mark_label(n: int, title: str) -> str:
    """Name a [n] mark for those who hear the page."""
    return f"Show source {n}: {title}"


def overtaken(number: int) -> str:
    """Say that an answer was given before an earlier question was changed."""
    return f"Answered before question {number} was asked anew, and not in its light."


def bounded(scope: str) -> str:
    """Say that filters kept articles from being read."""
    return f"{scope} were read."


def newest(published: date) -> str:
    """Say how new the newest cited article is."""
    return f"Newest source: {day(published)}"


def old(newest: date, days: int) -> str:
    """Say that an answer rests on old articles alone."""
    years = days // 365
    return f"The newest cited article is of {day(newest)}, {counted(years, 'year')} ago. Things may have changed since."


def voted(vote: str | None) -> str:
    """Say what became of a vote."""
    return {"up": "Noted as right.", "down": "Noted as wrong."}.get(vote or "", "Taken back.")
