"""The welcome: what an empty conversation shows, with example questions that the articles at hand can answer."""

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from rag import CitewireError, Settings
from ui import texts
from ui.library.catalogue import Catalogue, Entry
from ui.page.page_html import trouble
from ui.transcript.card import dateline, headline
from ui.transcript.transcript import panel

EXAMPLES = files("ui.page").joinpath("examples.tsv")
HEADLINES = 12


def welcome(settings: Settings) -> tuple[str, str]:
    """Return safe HTML for the transcript and for the panel beside it, while nothing has been asked.

    Where the index cannot be read, the first says what mends that and the second is empty.
    """
    try:
        catalogue = Catalogue.open(settings)
    except CitewireError as error:
        return trouble(str(error)), ""
    buttons = "".join(
        f'<li><button type="button" class="cw-example" data-question="{escape(example)}">{escape(example)}'
        "</button></li>"
        for example in examples(entry.path for entry in catalogue.entries)
    )
    offered = f'<h3>{texts.EXAMPLES}</h3><ul class="cw-examples">{buttons}</ul>' if buttons else ""
    size = f"{texts.counted(len(catalogue.entries), 'article')}, {texts.counted(catalogue.passages, 'passage')}"
    invitation = f'<div class="cw-welcome"><h2>{texts.WELCOME}</h2><p>{texts.TAGLINE}</p>{offered}</div>'
    return invitation, panel(texts.SHELF, f'<p class="cw-for">{size}</p>', _headlines(catalogue.entries))


def examples(paths: Iterable[str]) -> list[str]:
    """Return the example questions whose article is among `paths`, so that a user's own folder is offered none."""
    held = set(paths)
    rows = (line.split("\t") for line in EXAMPLES.read_text(encoding="utf-8").splitlines() if line.strip())
    return [question for question, path in rows if path in held]


def _headlines(articles: Sequence[Entry]) -> str:
    """Return the first headlines as a list."""
    if not articles:
        return f'<p class="cw-empty">{texts.SHELF_EMPTY}</p>'
    items = "".join(
        f'<li>{headline(article.id, article.title, 0)}<span class="cw-dateline">'
        f"{dateline(article.source, article.published)}</span></li>"
        for article in articles[:HEADLINES]
    )
    more = len(articles) - HEADLINES
    rest = f'<p class="cw-empty">{texts.and_more(more)}</p>' if more > 0 else ""
    return f'<ul class="cw-nearest">{items}</ul>{rest}'
