"""The filters' actions: what the server does for each thing that a reader does to the filters and the collections."""

from collections.abc import Callable
from typing import Any

from rag import CitewireError, Filters, InputError, Settings
from ui import texts
from ui.library.catalogue import Catalogue
from ui.page.calls import Bounds, Key, Told
from ui.page.filter_form import filter_form, held_alone, scope
from ui.storage import Collections
from ui.storage.records import filters_of


class FilterActions:
    """Serves every visitor of one index. Each public method but `chosen` is a call of the page (`calls.py`)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._collections = Collections(settings)

    def calls(self) -> list[Callable[..., Any]]:
        """Return what the page may call."""
        return [
            *(self.filters, self.bounds),
            *(self.choose, self.collect, self.rename_collection, self.drop_collection),
        ]

    def chosen(self, bounds: Bounds) -> Filters:
        """Return the filters that a question is put under; raises InputError where none can be, as their text says."""
        filters = filters_of(bounds)
        try:
            return held_alone(Catalogue.open(self._settings), filters)
        except InputError:
            raise
        except CitewireError:
            # The question itself will say what is wrong with the index.
            return filters

    def bounds(self, bounds: Bounds) -> Told:
        """Say which articles these filters leave."""
        try:
            filters = filters_of(bounds)
            collection = self._collections.find(bounds.get("collection", ""))
            return {"scope": scope(Catalogue.open(self._settings), filters, collection)}
        except InputError as error:
            return {"trouble": str(error), "at": "filters"}

    def filters(self, bounds: Bounds) -> Told:
        """Return the form with the outlets, kinds and collections there are now, filled in as it was left."""
        try:
            filters = filters_of(bounds)
        except InputError:
            filters = Filters()
        return self._form(filters, bounds.get("collection", ""))

    def choose(self, key: Key) -> Told:
        """Put the filters of a collection in force; the articles of it that are gone are left out."""
        collection = self._collections.find(key)
        if collection is None:
            return {"trouble": texts.COLLECTION_GONE}
        try:
            filters = held_alone(Catalogue.open(self._settings), collection.filters)
        except InputError:
            filters = collection.filters
        return self._form(filters, key)

    def collect(self, name: str, bounds: Bounds) -> Told:
        """Make a collection of the filters in force, or of the articles that these name."""
        made = self._collections.make(name, filters_of(bounds))
        held = len(Catalogue.open(self._settings).passing(made.filters))
        return self._form(made.filters, made.key) | {"said": texts.collected(made.name, held)}

    def rename_collection(self, key: Key, name: str, bounds: Bounds) -> Told:
        """Give a collection another name."""
        self._collections.rename(key, name)
        return self.filters(bounds)

    def drop_collection(self, key: Key, bounds: Bounds) -> Told:
        """Forget a collection; the filters in force stay as they are."""
        self._collections.drop(key)
        return self.filters(bounds)

    def _form(self, filters: Filters, key: str) -> Told:
        try:
            catalogue = Catalogue.open(self._settings)
        except CitewireError:
            return {"filters": "", "scope": ""}
        collections = self._collections.listed()
        chosen = next((one for one in collections if one.key == key), None)
        form = filter_form(catalogue, filters, collections, chosen)
        return {"filters": form, "scope": scope(catalogue, filters, chosen)}
