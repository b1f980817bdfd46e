"""The filters: which articles a question may be answered from, chosen on the page and shown there."""

from rag import Filters
from ui import texts
from ui.library.catalogue import Catalogue
from ui.rendering import render

MOST_OUTLETS = 300


def filter_form(catalogue: Catalogue, filters: Filters) -> str:
    """Return the form as safe HTML, filled with the filters in force."""
    return render(
        "filters.html",
        filters=filters,
        outlets=catalogue.outlets()[:MOST_OUTLETS],
        kinds=catalogue.kinds(),
        chosen_outlets={name.casefold() for name in filters.sources},
        chosen_kinds={name.casefold() for name in filters.kinds},
    )


def described(filters: Filters) -> str:
    """Return filters in words, as plain text; empty where every article is read."""
    return texts.only(filters.published_from, filters.published_to, filters.sources, filters.kinds)
