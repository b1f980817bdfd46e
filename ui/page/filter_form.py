"""The filters: which articles a question may be answered from, chosen on the page and shown there."""

from collections.abc import Sequence
from dataclasses import replace

from rag import Filters, InputError
from ui import texts
from ui.library.catalogue import Catalogue
from ui.rendering import render
from ui.storage import Collection

MOST_OUTLETS = 300


def filter_form(
    catalogue: Catalogue, filters: Filters, collections: Sequence[Collection], chosen: Collection | None
) -> str:
    """Return the form as safe HTML, filled with the filters in force; `chosen` is the collection that they are of."""
    return render(
        "filters.html",
        filters=filters,
        outlets=_offered(catalogue.outlets()[:MOST_OUTLETS], filters.sources),
        kinds=_offered(catalogue.kinds(), filters.kinds),
        chosen_outlets={name.casefold() for name in filters.sources},
        chosen_kinds={name.casefold() for name in filters.kinds},
        collections=[(one, len(catalogue.passing(one.filters))) for one in collections],
        chosen=chosen,
    )


def _offered(counted: Sequence[tuple[str, int]], chosen: Sequence[str]) -> list[tuple[str, int]]:
    """Return the names to choose from; one that is chosen is among them also where no article has it any more."""
    there = {name.casefold() for name, _ in counted}
    return [*counted, *((name, 0) for name in chosen if name.casefold() not in there)]


def scope(catalogue: Catalogue, filters: Filters, collection: Collection | None = None) -> str:
    """Return what filters leave as safe HTML, the chosen articles with a button that leaves them; empty for all.

    What is chosen is called by the name of its collection, where it is one.
    """
    held = len(still_held(catalogue, filters)) if filters.article_ids else None
    chosen = "" if held is None else texts.chosen_articles(held)
    if collection and held is not None:
        chosen = texts.in_collection(collection.name, held)
    others = replace(filters, article_ids=())
    return render("scope.html", chosen=chosen, words=described(others), undated=undated_left_out(catalogue, filters))


def described(filters: Filters) -> str:
    """Return filters in words, as plain text; empty where every article is read."""
    chosen = len(filters.article_ids) if filters.article_ids else None
    return texts.only(filters.published_from, filters.published_to, filters.sources, filters.kinds, chosen)


def undated_left_out(catalogue: Catalogue, filters: Filters) -> int:
    """Return how many articles only their missing date keeps out."""
    if filters.published_from is filters.published_to is None:
        return 0
    anytime = catalogue.passing(replace(filters, published_from=None, published_to=None))
    return sum(entry.published is None for entry in anytime)


def still_held(catalogue: Catalogue, filters: Filters) -> tuple[str, ...]:
    """Return those of the articles chosen by filters that are in the index."""
    there = {entry.id for entry in catalogue.passing(Filters(article_ids=filters.article_ids))}
    return tuple(key for key in filters.article_ids if key in there)


def held_alone(catalogue: Catalogue, filters: Filters) -> Filters:
    """Return filters without the chosen articles that are gone; raises InputError where none of them is left."""
    if not filters.article_ids:
        return filters
    held = still_held(catalogue, filters)
    if not held:
        raise InputError(texts.NONE_HELD)
    return replace(filters, article_ids=held)
