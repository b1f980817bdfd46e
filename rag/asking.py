"""Asking: the functions through which programs use citewire.

The models behind them are imported with the first question, so that importing `rag` stays cheap.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rag.answering.verification import Verification
from rag.filters import Filters
from rag.result import Answer
from rag.retrieved_passage import RetrievedPassage
from rag.settings import Settings, load_settings
from rag.turn import Turn

if TYPE_CHECKING:
    from rag.engine import Engine


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
    >>> answer("Where was the Russian-Chinese Expo held?").short
    'Yekaterinburg'
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
    """Yield the sources as soon as retrieval has them, then the answer; arguments and errors as for `answer`.

    Nothing is done before the first step is asked for: what is wrong with settings, index or question is raised there.

    >>> steps = stream("Which company destroyed its stocks in Russia?")
    >>> sources = next(steps)
    >>> given = next(steps)
    >>> given.short, sources[0].article.source
    ('Cisco', 'Interfax')
    """
    chosen = settings or load_settings()
    yield from _engine(chosen).stream(question, history=history, filters=filters, top_k=top_k, settings=chosen)


def search(
    question: str, *, top_k: int | None = None, filters: Filters | None = None, settings: Settings | None = None
) -> tuple[RetrievedPassage, ...]:
    """Return the `top_k` passages that speak most of the question, best first; near-duplicates are told in `also_in`.

    Only the embedding model is loaded, no reader. Errors as for `answer`.

    >>> from rag import search
    >>> [found.article.source for found in search("spare parts for Cisco equipment", top_k=1)]
    ['Interfax']
    """
    chosen = settings or load_settings()
    return _engine(chosen).search(question, filters=filters, top_k=top_k, settings=chosen)


def verify(answer: Answer, *, settings: Settings | None = None) -> Verification:
    """Read every citation of an answer back from the store and compare it with its quote, character by character."""
    from rag.answering.verification import verify_citations

    return verify_citations(answer.citations, settings or load_settings())


def _engine(settings: Settings) -> "Engine":
    from rag.engine import Engine

    return Engine.of(settings)
