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

    `id` is its number in the storage, 0 before it has one; a question that is edited keeps it. `asked` is the moment
    of the latest try, in seconds since 1970. `trouble` says in plain words why there is no answer; it is set when
    `stage` is FAILED. `filters` are those the question was asked under. `vote` is "up" or "down" once the reader has
    judged the answer, and `right` what they said would have been right. `follow_ups` are questions to ask next.
    """

    question: str
    stage: Stage = Stage.SEARCHING
    sources: tuple[RetrievedPassage, ...] = ()
    answer: Answer | None = None
    trouble: str | None = None
    filters: Filters = NO_FILTERS
    vote: str | None = None
    right: str | None = None
    id: int = 0
    asked: float = 0.0
    follow_ups: tuple[str, ...] = ()

    @property
    def unfinished(self) -> bool:
        """Whether somebody works on it, or will."""
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


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation as it is kept, oldest question first; `revision` grows with every change of it."""

    key: str
    title: str
    revision: int
    exchanges: tuple[Exchange, ...]

    def at(self, turn: int) -> Exchange | None:
        """Return the exchange of this id."""
        return next((exchange for exchange in self.exchanges if exchange.id == turn), None)

    @property
    def working(self) -> bool:
        """Whether a question is under way."""
        return any(exchange.unfinished for exchange in self.exchanges)

    def number(self, turn: int) -> int:
        """Return which question of the conversation it is, counted from 1."""
        return [exchange.id for exchange in self.exchanges].index(turn) + 1

    def overtaken(self, turn: int) -> int:
        """Return the number of an earlier question that was asked anew since `turn` was answered, 0 for none."""
        own = self.at(turn)
        earlier = self.exchanges[: self.number(turn) - 1] if own else ()
        newer = (n for n, exchange in enumerate(earlier, start=1) if own and exchange.asked > own.asked)
        return next(newer, 0)


def history(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the answered exchanges as `rag.stream` takes them."""
    return [Turn.of(exchange.answer) for exchange in exchanges if exchange.answer is not None]
