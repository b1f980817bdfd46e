"""The conversation: the questions of one page and what became of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from rag import Answer, Source, Turn


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

    `trouble` says in plain words why there is no answer; it is set when `stage` is FAILED.
    """

    question: str
    stage: Stage = Stage.SEARCHING
    sources: tuple[Source, ...] = ()
    answer: Answer | None = None
    trouble: str | None = None

    def reading(self, sources: tuple[Source, ...]) -> "Exchange":
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
        return replace(self, stage=Stage.STOPPED) if self.stage in (Stage.SEARCHING, Stage.READING) else self


Conversation = tuple[Exchange, ...]


def history(conversation: Sequence[Exchange]) -> list[Turn]:
    """Return the answered exchanges as `rag.stream` takes them."""
    return [Turn.of(exchange.answer) for exchange in conversation if exchange.answer is not None]


def settle(conversation: Sequence[Exchange]) -> Conversation:
    """Return the conversation with every unfinished exchange marked as stopped."""
    return tuple(exchange.settled() for exchange in conversation)
