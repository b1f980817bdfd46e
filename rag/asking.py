"""Asking: the functions through which programs use citewire.

The models behind them are imported with the first question, so that importing `rag` stays cheap.
"""

from collections.abc import Iterator, Sequence

from rag.answering.verification import Verification
from rag.filters import Filters
from rag.result import Answer
from rag.retrieved_passage import RetrievedPassage
from rag.settings import Settings, load_settings
from rag.turn import Turn


def answer(
    question: str,
    *,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    top_k: int | None = None,
    settings: Settings | None = None,
) -> Answer:
    """Answer a question from the indexed articles, with the sentences it rests on.

    `history` holds the earlier turns of a conversation, oldest first; `top_k` passages are read, by default as many as
    the settings say. Raises a CitewireError whose message says what to do.

    >>> from rag import answer
    >>> print(answer("Where was the Russian-Chinese Expo held?"))  # doctest: +SKIP
    """
    *_, last = stream(question, history=history, filters=filters, top_k=top_k, settings=settings)
    assert isinstance(last, Answer)
    return last


def stream(
    question: str,
    *,
    history: Sequence[Turn] = (),
    filters: Filters | None = None,
    top_k: int | None = None,
    settings: Settings | None = None,
) -> Iterator[tuple[RetrievedPassage, ...] | Answer]:
    """Yield the sources as soon as retrieval has them, then the answer; arguments and errors as for `answer`."""
    from rag.engine import Engine

    chosen = settings or load_settings()
    return Engine.of(chosen).stream(question, history=history, filters=filters, top_k=top_k, settings=chosen)


def verify(answer: Answer, *, settings: Settings | None = None) -> Verification:
    """Read every citation of an answer back from the store and compare it with its quote, character by character."""
    from rag.answering.verification import verify_citations

    return verify_citations(answer.citations, settings or load_settings())
