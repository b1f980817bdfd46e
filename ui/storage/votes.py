"""Votes: which answers a reader found right or wrong, with all that is needed to judge it again."""

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from rag import Answer, Settings
from ui.storage.database import database

Verdict = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Read:
    """A passage that was read for an answer."""

    title: str
    text: str
    article_id: str
    start: int


@dataclass(frozen=True, slots=True)
class Vote:
    """A reader's verdict on one answer.

    `asked` is the question in full, as understood. `right` is what a reader who found it wrong says is right: a text,
    the empty string where the articles do not say, None where nothing was said.
    """

    verdict: Verdict
    asked: str
    answer: dict[str, Any]
    passages: tuple[Read, ...] = field(default=())
    right: str | None = None

    @classmethod
    def on(cls, answer: Answer, verdict: Verdict, right: str | None = None) -> "Vote":
        """Return the vote on an answer that still has its passages."""
        passages = tuple(
            Read(source.article.title, source.passage.text, source.article.id, source.passage.start)
            for source in answer.passages
        )
        return cls(verdict, answer.understood_as or answer.question, answer.to_json(), passages, right)


class Votes:
    """The votes on the answers of one index."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def put(self, visitor: str, vote: Vote) -> None:
        """Keep a visitor's vote, in place of an earlier one on the same answer."""
        values = [_key(visitor, vote.answer), visitor, time.time(), json.dumps(asdict(vote), ensure_ascii=False)]
        with database(self._settings, write=True) as connection:
            connection.execute("INSERT OR REPLACE INTO votes (key, visitor, given, vote) VALUES (?, ?, ?, ?)", values)

    def withdraw(self, visitor: str, answer: Answer) -> None:
        """Forget a visitor's vote on an answer."""
        with database(self._settings, write=True) as connection:
            connection.execute("DELETE FROM votes WHERE key = ?", [_key(visitor, answer.to_json())])

    def all(self) -> Iterator[Vote]:
        """Yield every vote, the oldest first."""
        with database(self._settings) as connection:
            rows = connection.execute("SELECT vote FROM votes ORDER BY given, key").fetchall()
        for (vote,) in rows:
            fields = json.loads(vote)
            yield Vote(**fields | {"passages": tuple(Read(**passage) for passage in fields["passages"])})


def _key(visitor: str, answer: dict[str, Any]) -> str:
    told = [visitor, answer["question"], answer["understood_as"], answer["text"], answer["citations"]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]
