"""The conversation: the questions of one page and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from rag import Answer, Filters, RetrievedPassage, Turn

NO_FILTERS: Final = Filters()


class Stage(Enum):
    """How far one question has come."""

    SEARCHING = "searching"
    READING = "reading"
    ANSWERED = "answered"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question with its sources and its answer, each present once it is there.

    `trouble` says in plain words why there is no answer; it is set when `stage` is FAILED. `filters` are those the
    question was asked under. `vote` is "up" or "down" once the reader has judged the answer, and `right` what they said
    would have been right.
    """

    question: str
    stage: Stage = Stage.SEARCHING
    sources: tuple[RetrievedPassage, ...] = ()
    answer: Answer | None = None
    trouble: str | None = None
    filters: Filters = NO_FILTERS
    vote: str | None = None
    right: str | None = None

    @property
    def unfinished(self) -> bool:
        """Whether somebody works on it, or would if they had not been stopped."""
        return self.stage in (Stage.SEARCHING, Stage.READING)

    def reading(self, sources: tuple[RetrievedPassage, ...]) -> "Exchange":
        """Return this exchange with its sources found."""
        return replace(self, stage=Stage.READING, sources=sources)

    def answered(self, answer: Answer) -> "Exchange":
        """Return this exchange with its answer."""
        return replace(self, stage=Stage.ANSWERED, sources=answer.passages or self.sources, answer=answer)

    def failed(self, trouble: str) -> "Exchange":
        """Return this exchange with the reason why it has no answer."""
        return replace(self, stage=Stage.FAILED, trouble=trouble)

    def settled(self) -> "Exchange":
        """Return this exchange as it stands when nobody works on it any more."""
        return replace(self, stage=Stage.STOPPED) if self.unfinished else self


Conversation = tuple[Exchange, ...]


def begin(conversation: Conversation, question: str, filters: Filters, *, turn: int | None = None) -> Conversation:
    """Return the conversation with `question` as its next, or in place of question number `turn`, counted from 1."""
    settled = settle(conversation)
    asked = Exchange(question, filters=filters)
    if turn is None or not 1 <= turn <= len(settled):
        return (*settled, asked)
    return put(settled, turn, asked)


def put(conversation: Conversation, turn: int, exchange: Exchange) -> Conversation:
    """Return the conversation with `exchange` as number `turn`, counted from 1."""
    return (*conversation[: turn - 1], exchange, *conversation[turn:])


def open_turn(conversation: Conversation) -> int | None:
    """Return the number of the question that waits for its answer, None where none does."""
    turns = (turn for turn, exchange in enumerate(conversation, start=1) if exchange.unfinished)
    return next(turns, None)


def history(conversation: Sequence[Exchange]) -> list[Turn]:
    """Return the answered exchanges as `rag.stream` takes them."""
    return [Turn.of(exchange.answer) for exchange in conversation if exchange.answer is not None]


def settle(conversation: Sequence[Exchange]) -> Conversation:
    """Return the conversation with every unfinished exchange marked as stopped."""
    return tuple(exchange.settled() for exchange in conversation)
