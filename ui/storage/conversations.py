"""The conversations: one row an exchange, so that pages, windows and machines can add to one without loss."""

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from sqlite3 import Connection
from typing import Any

from rag import Archive, CitewireError, Settings
from ui.page.conversation import Conversation, Exchange, Stage
from ui.storage.database import database, database_path
from ui.storage.records import record, restore

MOST_LISTED = 200
TITLE_LIMIT = 200
_UNFINISHED = (Stage.SEARCHING.value, Stage.READING.value)
_IS_OPEN = "json_extract(record, '$.stage') IN (?, ?)"


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation in the list: its key, its title and when it was last added to."""

    key: str
    title: str
    changed: datetime


class Conversations:
    """The conversations of one index.

    A key is a long random name: whoever knows it may read and add, which is what its address is for. A visitor is a
    browser; its list holds the conversations that it began or opened.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._revisions: dict[str, int] = {}

    def listed(self, visitor: str, words: str = "") -> list[Kept]:
        """Return a visitor's conversations that hold `words` in their title, questions or answers, the latest first."""
        held = f"%{words.strip().replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
        with database(self._settings) as connection:
            rows = connection.execute(
                "SELECT c.key, c.title, c.changed FROM conversations c JOIN visits v USING (key) WHERE v.visitor = ?"
                " AND (c.title LIKE ? ESCAPE '!' OR EXISTS"
                " (SELECT 1 FROM exchanges e WHERE e.key = c.key AND e.record LIKE ? ESCAPE '!'))"
                " ORDER BY c.changed DESC LIMIT ?",
                [visitor, held, held, MOST_LISTED],
            ).fetchall()
        return [Kept(key, title, datetime.fromtimestamp(changed, UTC)) for key, title, changed in rows]

    def load(self, key: str, *, since: int = 0) -> Conversation | None:
        """Return a conversation, None where there is none of this key.

        Of an exchange that did not change after revision `since` only id, moment and stage are filled in.
        """
        with database(self._settings) as connection:
            head = connection.execute("SELECT title, revision FROM conversations WHERE key = ?", [key]).fetchone()
            rows = connection.execute(
                "SELECT id, asked, json_extract(record, '$.stage'), iif(revision > ?, record, NULL) FROM exchanges"
                " WHERE key = ? ORDER BY id",
                [since, key],
            ).fetchall()
        if head is None:
            return None
        whole = iter(self._restored([json.loads(record) for *_, record in rows if record]))
        exchanges = [
            replace(next(whole) if record else Exchange("", Stage(stage)), id=number, asked=asked)
            for number, asked, stage, record in rows
        ]
        return Conversation(key, head[0], head[1], tuple(exchanges))

    def exchange(self, key: str, turn: int) -> Exchange | None:
        """Return one exchange of a conversation, None where it is not there."""
        with database(self._settings) as connection:
            row = connection.execute(
                "SELECT asked, record FROM exchanges WHERE key = ? AND id = ?", [key, turn]
            ).fetchone()
        if row is None:
            return None
        (restored,) = self._restored([json.loads(row[1])])
        return replace(restored, id=turn, asked=row[0])

    def revision(self, key: str) -> int:
        """Return the revision that this process last made of a conversation, 0 where it made none."""
        return self._revisions.get(key, 0)

    def there(self, key: str) -> bool:
        """Return whether a conversation is kept."""
        with database(self._settings) as connection:
            return connection.execute("SELECT 1 FROM conversations WHERE key = ?", [key]).fetchone() is not None

    def visit(self, visitor: str, key: str) -> None:
        """Put a conversation on a visitor's list."""
        with database(self._settings, write=True) as connection:
            connection.execute("INSERT OR IGNORE INTO visits VALUES (?, ?)", [visitor, key])

    def ask(self, visitor: str, key: str, exchange: Exchange) -> int:
        """Put a question down, as the last of the conversation or in place of the one with its id; return its id.

        What was answered after a question that is replaced counts as changed, since it is overtaken.
        """
        now = time.time()
        with database(self._settings, write=True) as connection:
            connection.execute(
                "INSERT INTO conversations VALUES (?, ?, ?, 0) ON CONFLICT (key) DO NOTHING",
                [key, exchange.question.strip()[:TITLE_LIMIT], now],
            )
            connection.execute("INSERT OR IGNORE INTO visits VALUES (?, ?)", [visitor, key])
            revision = self._changed(connection, key)
            values = [revision, now, _packed(record(exchange))]
            if (
                exchange.id
                and connection.execute(
                    "UPDATE exchanges SET revision = ?, asked = ?, record = ? WHERE key = ? AND id = ?",
                    [*values, key, exchange.id],
                ).rowcount
            ):
                later = [revision, key, exchange.id]
                connection.execute("UPDATE exchanges SET revision = ? WHERE key = ? AND id > ?", later)
                return exchange.id
            (last,) = connection.execute("SELECT max(id) FROM exchanges WHERE key = ?", [key]).fetchone()
            added = (last or 0) + 1
            connection.execute("INSERT INTO exchanges VALUES (?, ?, ?, ?, ?)", [key, added, *values])
            return added

    def advance(self, key: str, exchange: Exchange) -> bool:
        """Keep the next step of an unfinished exchange; False where it was stopped, deleted or asked anew meanwhile."""
        with database(self._settings, write=True) as connection:
            row = connection.execute(
                "SELECT record FROM exchanges WHERE key = ? AND id = ? AND asked = ?",
                [key, exchange.id, exchange.asked],
            ).fetchone()
            if row is None or json.loads(row[0])["stage"] not in _UNFINISHED:
                return False
            self._put(connection, key, exchange.id, record(exchange))
            return True

    def is_last(self, key: str, exchange: Exchange) -> bool:
        """Return whether nothing was asked in the conversation since an exchange, nor the exchange asked anew."""
        with database(self._settings) as connection:
            row = connection.execute(
                "SELECT id, asked FROM exchanges WHERE key = ? ORDER BY id DESC LIMIT 1", [key]
            ).fetchone()
        return bool(row == (exchange.id, exchange.asked))

    def change(self, key: str, turn: int, **fields: Any) -> None:
        """Set fields of an exchange's record; an id that is not there any more is left alone."""
        with database(self._settings, write=True) as connection:
            row = connection.execute("SELECT record FROM exchanges WHERE key = ? AND id = ?", [key, turn]).fetchone()
            if row is not None:
                self._put(connection, key, turn, {**json.loads(row[0]), **fields})

    def stop(self, key: str) -> None:
        """Leave every question of a conversation that is under way."""
        with database(self._settings, write=True) as connection:
            rows = connection.execute(
                f"SELECT id, record FROM exchanges WHERE {_IS_OPEN} AND key = ?", [*_UNFINISHED, key]
            ).fetchall()
            for turn, kept in rows:
                self._put(connection, key, turn, {**json.loads(kept), "stage": Stage.STOPPED.value})

    def settle(self) -> None:
        """Mark as stopped what an earlier process left unfinished."""
        if not database_path(self._settings).exists():
            return
        with database(self._settings) as connection:
            keys = connection.execute(f"SELECT DISTINCT key FROM exchanges WHERE {_IS_OPEN}", _UNFINISHED).fetchall()
        for (key,) in keys:
            self.stop(key)

    def rename(self, key: str, title: str) -> None:
        """Give a conversation another title."""
        with database(self._settings, write=True) as connection:
            self._changed(connection, key)
            connection.execute("UPDATE conversations SET title = ? WHERE key = ?", [title.strip()[:TITLE_LIMIT], key])

    def forget(self, key: str, turn: int) -> None:
        """Delete one exchange."""
        with database(self._settings, write=True) as connection:
            self._changed(connection, key)
            connection.execute("DELETE FROM exchanges WHERE key = ? AND id = ?", [key, turn])

    def drop(self, visitor: str, key: str) -> None:
        """Take a conversation off a visitor's list; one that is on no list any more is deleted."""
        with database(self._settings, write=True) as connection:
            connection.execute("DELETE FROM visits WHERE visitor = ? AND key = ?", [visitor, key])
            connection.execute("DELETE FROM conversations WHERE key = ? AND key NOT IN (SELECT key FROM visits)", [key])

    def _put(self, connection: Connection, key: str, turn: int, fields: Mapping[str, Any]) -> None:
        revision = self._changed(connection, key)
        connection.execute(
            "UPDATE exchanges SET revision = ?, record = ? WHERE key = ? AND id = ?",
            [revision, _packed(fields), key, turn],
        )

    def _changed(self, connection: Connection, key: str) -> int:
        """Count one more revision of a conversation, as of now, and return it."""
        connection.execute(
            "UPDATE conversations SET revision = revision + 1, changed = ? WHERE key = ?", [time.time(), key]
        )
        row = connection.execute("SELECT revision FROM conversations WHERE key = ?", [key]).fetchone()
        revision = int(row[0]) if row else 0
        self._revisions[key] = revision
        return revision

    def _restored(self, records: Sequence[Mapping[str, Any]]) -> tuple[Exchange, ...]:
        try:
            with closing(Archive.open(self._settings)) as archive, archive.snapshot() as snapshot:
                return restore(records, cache(snapshot.article))
        except CitewireError:
            # Without an index the questions, answers and quotes are still there to read.
            return restore(records, lambda _: None)


def _packed(fields: Mapping[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)
