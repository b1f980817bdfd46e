"""The collected: the filters of a collection, asked for by its name."""

from rag import Filters, InputError, Settings
from ui import texts
from ui.library.catalogue import Catalogue
from ui.page.filter_form import held_alone
from ui.storage import Collections


def collected(name: str | None, filters: Filters, settings: Settings) -> Filters:
    """Return the filters of the collection `name`, the articles of it that are gone left out; without a name `filters`.

    Raises InputError for a name that no collection has, for one of which nothing is left, and for one beside filters.
    """
    if name is None:
        return filters
    if not filters.empty:
        raise InputError(texts.COLLECTION_ALONE)
    return held_alone(Catalogue.open(settings), Collections(settings).named(name).filters)
