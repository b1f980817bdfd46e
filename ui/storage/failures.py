"""Failures: the files that hold no article that could be read, each with its reason."""

from collections.abc import Iterable
from dataclasses import dataclass

from rag import Settings
from ui.storage.database import database


@dataclass(frozen=True, slots=True)
class Failure:
    """A file of `folder` that could not be read, and why."""

    folder: str
    path: str
    reason: str


class Failures:
    """Notes which files of one library failed when they were last read."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def replace(self, folder: str, failed: Iterable[tuple[str, str]]) -> None:
        """Note the files of a folder that failed, in place of those noted before."""
        with database(self._settings, write=True) as connection:
            connection.execute("DELETE FROM failures WHERE folder = ?", [folder])
            connection.executemany(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", [(folder, path, reason) for path, reason in failed]
            )

    def forget(self, folder: str, path: str) -> None:
        """Forget one file."""
        with database(self._settings, write=True) as connection:
            connection.execute("DELETE FROM failures WHERE folder = ? AND path = ?", [folder, path])

    def listed(self) -> list[Failure]:
        """Return all, by folder and path."""
        with database(self._settings) as connection:
            rows = connection.execute("SELECT folder, path, reason FROM failures ORDER BY folder, path").fetchall()
        return [Failure(*row) for row in rows]
