"""The collections: named filters, each a set of chosen articles or what articles have in common."""

import json
import secrets
import time
from dataclasses import dataclass

from rag import Filters, InputError, Settings
from ui import texts
from ui.storage.database import database
from ui.storage.records import filters_of, filters_record

NAME_LIMIT = 80
MOST = 200


@dataclass(frozen=True, slots=True)
class Collection:
    """A named filter."""

    key: str
    name: str
    filters: Filters


class Collections:
    """The collections of one index; as the articles are, they are everybody's who may use the chat."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def listed(self) -> list[Collection]:
        """Return all collections by name."""
        with database(self._settings) as connection:
            rows = connection.execute("SELECT key, name, filters FROM collections").fetchall()
        made = [Collection(key, name, filters_of(json.loads(filters))) for key, name, filters in rows]
        return sorted(made, key=lambda one: one.name.casefold())

    def find(self, key: str) -> Collection | None:
        """Return a collection, None where there is none of this key."""
        return next((one for one in self.listed() if one.key == key), None)

    def named(self, name: str) -> Collection:
        """Return the collection of this name, however it is capitalised; raises InputError where there is none."""
        listed = self.listed()
        for one in listed:
            if one.name.casefold() == _plain(name).casefold():
                return one
        raise InputError(texts.no_collection(name, [one.name for one in listed]))

    def make(self, name: str, filters: Filters) -> Collection:
        """Keep filters under a name; raises InputError for a name that is empty or taken, and for empty filters."""
        if filters.empty:
            raise InputError(texts.NOTHING_TO_COLLECT)
        made = Collection(secrets.token_hex(8), self._name(name), filters)
        record = json.dumps(filters_record(filters), ensure_ascii=False)
        with database(self._settings, write=True) as connection:
            (held,) = connection.execute("SELECT count(*) FROM collections").fetchone()
            if held >= MOST:
                raise InputError(texts.too_many_collections(MOST))
            connection.execute(
                "INSERT INTO collections VALUES (?, ?, ?, ?)", [made.key, made.name, record, time.time()]
            )
        return made

    def rename(self, key: str, name: str) -> None:
        """Give a collection another name; raises InputError for one that is empty or taken."""
        name = self._name(name, but=key)
        with database(self._settings, write=True) as connection:
            connection.execute("UPDATE collections SET name = ? WHERE key = ?", [name, key])

    def drop(self, key: str) -> None:
        """Forget a collection; its articles stay where they are."""
        with database(self._settings, write=True) as connection:
            connection.execute("DELETE FROM collections WHERE key = ?", [key])

    def _name(self, name: str, *, but: str = "") -> str:
        """Return a name as it is kept, once it is sure that no collection other than `but` has it."""
        name = _plain(name)
        if not name:
            raise InputError(texts.COLLECTION_UNNAMED)
        if any(one.name.casefold() == name.casefold() and one.key != but for one in self.listed()):
            raise InputError(texts.collection_there(name))
        return name


def _plain(name: str) -> str:
    return " ".join(name.split())[:NAME_LIMIT]
