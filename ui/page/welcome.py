"""The welcome: what an empty conversation shows, with example questions that the articles at hand can answer."""

from collections.abc import Iterable, Sequence
from importlib.resources import files

from rag import CitewireError, Settings
from ui import texts
from ui.library.catalogue import Catalogue, Entry
from ui.page.time_bars import time_bars
from ui.rendering import render

EXAMPLES = files("ui.page").joinpath("examples.tsv")
HEADLINES = 12
TOP_OUTLETS = 8
# Headlines that are asked about.
ABOUT = 3


def welcome(settings: Settings) -> tuple[str, str]:
    """Return safe HTML for the transcript and for the panel beside it, while nothing has been asked.

    Where the index cannot be read, the first says what mends that and the second is empty.
    """
    try:
        catalogue = Catalogue.open(settings)
    except CitewireError as error:
        return render("trouble.html", words=str(error)), ""
    entries = catalogue.entries
    size = f"{texts.counted(len(entries), 'article')}, {texts.counted(catalogue.passages, 'passage')}"
    shelf = render("shelf.html", entries=entries[:HEADLINES], size=size, more=len(entries) - HEADLINES)
    welcomed = render(
        "welcome.html",
        examples=examples(entry.path for entry in entries) or questions(entries),
        bars=time_bars(entry.published for entry in entries if entry.published),
        outlets=catalogue.outlets()[:TOP_OUTLETS],
        named=catalogue.named,
    )
    return welcomed, shelf


def questions(entries: Sequence[Entry]) -> list[str]:
    """Return questions that these articles, newest first, can answer: of the last month, and of the newest headlines.

    Each is of a kind that is answered from what an article is, not from what a reader finds in it.
    """
    months = [texts.ask_month(entry.published) for entry in entries[:1] if entry.published]
    return months + [texts.about(entry.title) for entry in entries[:ABOUT]]


def examples(paths: Iterable[str]) -> list[str]:
    """Return the example questions whose article is among `paths`, so that a user's own folder is offered none."""
    held = set(paths)
    rows = (line.split("\t") for line in EXAMPLES.read_text(encoding="utf-8").splitlines() if line.strip())
    return [question for question, path in rows if path in held]
