"""The dialogue: asks `rag` and tells the page, step by step, how far it has come."""

import logging
from collections.abc import Iterator

from rag import Answer, CitewireError, Settings, stream
from ui import texts
from ui.page.conversation import Conversation, history, open_turn, put

log = logging.getLogger(f"citewire.{__name__}")


def converse(conversation: Conversation, settings: Settings) -> Iterator[Conversation]:
    """Answer the question that waits in `conversation`; yield the conversation at each step.

    What was asked before it resolves a follow-up; what was asked after it stays as it is. An error ends the exchange
    with words for the reader; it is never raised.
    """
    turn = open_turn(conversation)
    if turn is None:
        return
    exchange, earlier = conversation[turn - 1], conversation[: turn - 1]
    try:
        steps = stream(exchange.question, history=history(earlier), filters=exchange.filters, settings=settings)
        for step in steps:
            exchange = exchange.answered(step) if isinstance(step, Answer) else exchange.reading(step)
            yield put(conversation, turn, exchange)
    except CitewireError as error:
        yield put(conversation, turn, exchange.failed(str(error)))
    except Exception:
        log.exception("a question could not be answered")
        yield put(conversation, turn, exchange.failed(texts.UNEXPECTED))
