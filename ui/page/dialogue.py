"""The dialogue: asks `rag` and tells, step by step, how far a question has come."""

import logging
from collections.abc import Iterator, Sequence

from rag import Answer, CitewireError, Settings, stream
from ui import texts
from ui.page.conversation import Exchange, history

log = logging.getLogger(f"citewire.{__name__}")


def converse(exchange: Exchange, earlier: Sequence[Exchange], settings: Settings) -> Iterator[Exchange]:
    """Answer the question of `exchange`; yield the exchange at each step.

    What was asked before it, `earlier`, resolves a follow-up. An error ends the exchange with words for the reader; it
    is never raised.
    """
    try:
        steps = stream(exchange.question, history=history(earlier), filters=exchange.filters, settings=settings)
        for step in steps:
            exchange = exchange.answered(step) if isinstance(step, Answer) else exchange.reading(step)
            yield exchange
    except CitewireError as error:
        yield exchange.failed(str(error))
    except Exception:
        log.exception("a question could not be answered")
        yield exchange.failed(texts.UNEXPECTED)
