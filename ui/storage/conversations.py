"""The conversations of each browser, kept over a reload and a restart."""

import json
import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from rag import Archive, CitewireError, Settings
from ui.page.conversation import Conversation, settle
from ui.storage.database import database
from ui.storage.records import record, restore

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation in the list: its key, its first question and when it was last added to."""

    key: str
    title: str
    changed: datetime


class Conversations:
    """The conversations of one index. A visitor is a browser: a long random name that only it knows."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def listed(self, visitor: str) -> list[Kept]:
        """Return a visitor's conversations, the latest first."""
        with database(self._settings) as connection:
            rows = connection.execute(
                "SELECT key, title, changed FROM conversations WHERE visitor = ? ORDER BY changed DESC LIMIT ?",
                [visitor, MOST_LISTED],
            ).fetchall()
        return [Kept(key, title, datetime.fromtimestamp(changed, UTC)) for key, title, changed in rows]

    def load(self, visitor: str, key: str) -> Conversation | None:
        """Return a conversation as it was left, None where this visitor has none of that key."""
        with database(self._settings) as connection:
            row = connection.execute(
                "SELECT exchanges FROM conversations WHERE key = ? AND visitor = ?", [key, visitor]
            ).fetchone()
        return settle(self._restored(json.loads(row[0]))) if row else None

    def save(self, visitor: str, key: str, conversation: Conversation) -> None:
        """Keep a conversation as it stands now; a key that another visitor has stays theirs."""
        if not (visitor and key and conversation):
            return
        exchanges = json.dumps([record(exchange) for exchange in conversation], ensure_ascii=False)
        values = [key, visitor, conversation[0].question.strip()[:200], time.time(), exchanges]
        with database(self._settings) as connection:
            connection.execute(
                "INSERT INTO conversations (key, visitor, title, changed, exchanges) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (key) DO UPDATE SET title = excluded.title, changed = excluded.changed,"
                " exchanges = excluded.exchanges WHERE visitor = excluded.visitor",
                values,
            )

    def delete(self, visitor: str, key: str) -> None:
        """Forget a conversation."""
        with database(self._settings) as connection:
            connection.execute("DELETE FROM conversations WHERE key = ? AND visitor = ?", [key, visitor])

    def _restored(self, records: list[Mapping[str, Any]]) -> Conversation:
        try:
            with closing(Archive.open(self._settings)) as archive, archive.snapshot() as snapshot:
                return restore(records, cache(snapshot.article))
        except CitewireError:
            # Without an index the questions, answers and quotes are still there to read.
            return restore(records, lambda _: None)
