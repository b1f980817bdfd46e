"""The clippings: cited sentences that a reader has pinned, with the question that each came from."""

import json
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from rag import Citation, Settings
from ui.storage.database import database

Place = tuple[str, int, int]
# Seconds that a clipping is kept after it was taken off.
_LONGEST_OFF = 24 * 3600
_AT_PLACE = "key = ? AND article_id = ? AND start = ? AND end = ?"


@dataclass(frozen=True, slots=True)
class Clipping:
    """A pinned sentence; `question` is that of `turn` in a conversation, and `file` where its article was read."""

    citation: Citation
    question: str
    conversation: str
    turn: int
    file: str
    pinned: datetime


class Clippings:
    """The clippings of one index, on pages.

    A page's key is a long random name: whoever knows it may read the page and take from it, which is what its address
    is for. A visitor has one page to pin to, the first that was opened or pinned to.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def page(self, visitor: str) -> str:
        """Return the key of a visitor's page, the empty string where there is none yet."""
        with database(self._settings) as connection:
            row = connection.execute("SELECT key FROM clipping_pages WHERE visitor = ?", [visitor]).fetchone()
        return str(row[0]) if row else ""

    def visit(self, visitor: str, key: str) -> None:
        """Let a visitor who has no page yet pin to this one, where there is such a page."""
        with database(self._settings, write=True) as connection:
            connection.execute(
                "INSERT OR IGNORE INTO clipping_pages SELECT ?, key FROM clipping_pages WHERE key = ? LIMIT 1",
                [visitor, key],
            )

    def pin(self, visitor: str, clipping: Clipping) -> None:
        """Put a sentence on a visitor's page; one that is there already stays as it is."""
        citation = clipping.citation
        fields = {
            "citation": citation.to_json(),
            "question": clipping.question,
            "conversation": clipping.conversation,
            "turn": clipping.turn,
            "file": clipping.file,
        }
        with database(self._settings, write=True) as connection:
            connection.execute("INSERT OR IGNORE INTO clipping_pages VALUES (?, ?)", [visitor, secrets.token_hex(16)])
            connection.execute(
                "INSERT INTO clippings SELECT key, ?, ?, ?, ?, ?, NULL FROM clipping_pages WHERE visitor = ?"
                " ON CONFLICT DO UPDATE SET pinned = excluded.pinned, record = excluded.record, taken_off = NULL"
                " WHERE taken_off IS NOT NULL",
                [*citation.place, time.time(), json.dumps(fields, ensure_ascii=False), visitor],
            )

    def unpin(self, key: str, place: Place) -> None:
        """Take a sentence off a page; for a day it can be put back."""
        now = time.time()
        with database(self._settings, write=True) as connection:
            connection.execute("DELETE FROM clippings WHERE taken_off < ?", [now - _LONGEST_OFF])
            connection.execute(f"UPDATE clippings SET taken_off = ? WHERE {_AT_PLACE}", [now, key, *place])

    def put_back(self, key: str, place: Place) -> bool:
        """Put a sentence that was taken off a page back where it was; return whether it was still kept."""
        with database(self._settings, write=True) as connection:
            return (
                connection.execute(f"UPDATE clippings SET taken_off = NULL WHERE {_AT_PLACE}", [key, *place]).rowcount
                > 0
            )

    def places(self, visitor: str) -> frozenset[Place]:
        """Return where the sentences on a visitor's page stand in their articles."""
        with database(self._settings) as connection:
            rows = connection.execute(
                "SELECT article_id, start, end FROM clippings JOIN clipping_pages USING (key)"
                " WHERE visitor = ? AND taken_off IS NULL",
                [visitor],
            ).fetchall()
        return frozenset((article, start, end) for article, start, end in rows)

    def listed(self, key: str) -> list[Clipping]:
        """Return the sentences of a page, the latest first."""
        with database(self._settings) as connection:
            rows = connection.execute(
                "SELECT pinned, record FROM clippings WHERE key = ? AND taken_off IS NULL ORDER BY pinned DESC, start",
                [key],
            ).fetchall()
        return [_clipping(json.loads(record), pinned) for pinned, record in rows]


def _clipping(fields: dict[str, Any], pinned: float) -> Clipping:
    told = fields | {"citation": Citation.from_json(fields["citation"]), "pinned": datetime.fromtimestamp(pinned, UTC)}
    return Clipping(**told)
