"""The warm-up: the models are loaded while the page opens, so that the first question need not wait for them."""

from contextlib import suppress
from threading import Thread

from rag import CitewireError, Settings, answer

QUESTION = "What happened?"


def warm_up(settings: Settings) -> Thread:
    """Ask one question in the background and drop its answer; what goes wrong is told to whoever asks in earnest."""

    def work() -> None:
        with suppress(CitewireError):
            answer(QUESTION, settings=settings)

    thread = Thread(target=work, name="citewire-warm-up", daemon=True)
    thread.start()
    return thread
