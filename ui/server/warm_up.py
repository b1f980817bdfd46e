"""The warm-up: models and templates are made ready while the page opens, so that nobody need wait for them later."""

from contextlib import suppress
from threading import Thread

from rag import CitewireError, Settings, answer
from ui.rendering import compile_templates
from ui.server.heaps import trim_heaps

QUESTION = "What happened?"


def warm_up(settings: Settings) -> Thread:
    """Ask one question in the background and drop its answer; what goes wrong is told to whoever asks in earnest."""

    def work() -> None:
        compile_templates()
        with suppress(CitewireError):
            answer(QUESTION, settings=settings)
        trim_heaps()

    thread = Thread(target=work, name="citewire-warm-up", daemon=True)
    thread.start()
    return thread
