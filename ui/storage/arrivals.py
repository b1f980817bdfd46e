"""Arrivals: when each article was first seen in the library."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime

from rag import Settings
from ui.storage.database import database


class Arrivals:
    """Notes the moment an article first stands in the library of one index."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def note(self, article_ids: Iterable[str]) -> None:
        """Note articles as here now, unless they were noted before."""
        now = time.time()
        with database(self._settings, write=True) as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO arrivals (article_id, noted) VALUES (?, ?)",
                ((article_id, now) for article_id in article_ids),
            )

    def of(self, article_ids: Iterable[str]) -> dict[str, datetime]:
        """Return when these articles were first noted, in local time."""
        with database(self._settings) as connection:
            rows = [
                connection.execute("SELECT article_id, noted FROM arrivals WHERE article_id = ?", [name]).fetchone()
                for name in article_ids
            ]
        return {row[0]: datetime.fromtimestamp(row[1], UTC).astimezone() for row in rows if row}
