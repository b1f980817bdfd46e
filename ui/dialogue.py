"""The dialogue: asks `rag` and tells the page, step by step, how far it has come."""

import logging
from collections.abc import Iterator

from rag import Answer, CitewireError, Settings, stream
from ui import texts
from ui.conversation import Conversation, Exchange, history, settle

log = logging.getLogger(__name__)


def converse(question: str, conversation: Conversation, settings: Settings) -> Iterator[Conversation]:
    """Ask `question` as the next of `conversation`; yield the conversation at each step.

    The first step comes before any work is done. An error ends the exchange with words for the reader; it is never
    raised.
    """
    earlier = settle(conversation)
    exchange = Exchange(question)
    yield (*earlier, exchange)
    try:
        for step in stream(question, history=history(earlier), settings=settings):
            exchange = exchange.answered(step) if isinstance(step, Answer) else exchange.reading(step)
            yield (*earlier, exchange)
    except CitewireError as error:
        yield (*earlier, exchange.failed(str(error)))
    except Exception:
        log.exception("a question could not be answered")
        yield (*earlier, exchange.failed(texts.UNEXPECTED))
