"""The turn: one exchange of a conversation, as far as a later question may point back to it."""

from dataclasses import dataclass
from typing import Self

from rag.answering.wording import VERDICTS
from rag.result import Answer


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer text; `short`, `quotes` and `article_ids` are those of the answer, if it had any."""

    question: str
    text: str
    short: str | None = None
    understood_as: str | None = None
    article_ids: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Make the turn that an answer leaves behind."""
        return cls(
            question=answer.question,
            text=answer.text,
            # A yes or no is nothing that a pronoun could stand for.
            short=None if answer.short in VERDICTS.values() else answer.short,
            understood_as=answer.understood_as,
            article_ids=tuple(dict.fromkeys(citation.article_id for citation in answer.citations)),
            quotes=tuple(citation.quote for citation in answer.citations),
        )

    @property
    def asked(self) -> str:
        """The question in full: as it was understood, else as it was asked."""
        return self.understood_as or self.question
