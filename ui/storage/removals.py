"""Removals: the articles that were taken out on the page, so that each can be brought back there."""

import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rag import Article, Settings
from ui.storage.database import database


@dataclass(frozen=True, slots=True)
class Removal:
    """An article that was removed, and where its file is."""

    article_id: str
    title: str
    folder: str
    path: str


class Removals:
    """Notes what was removed from the library of one index."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def note(self, articles: Iterable[Article]) -> None:
        """Note articles as removed now."""
        now = time.time()
        with database(self._settings, write=True) as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO removals VALUES (?, ?, ?, ?, ?)",
                [(article.id, article.title, article.folder, article.path, now) for article in articles],
            )

    def listed(self, held: Collection[str]) -> list[Removal]:
        """Return what was removed, the latest first, without the articles that are `held` again meanwhile."""
        with database(self._settings) as connection:
            rows = connection.execute(
                "SELECT article_id, title, folder, path FROM removals ORDER BY noted DESC, path"
            ).fetchall()
        return [Removal(*row) for row in rows if row[0] not in held]
