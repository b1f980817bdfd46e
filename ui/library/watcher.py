"""The watcher: keeps the index up to date with the folder of articles while its switch is on."""

import logging
from threading import Event, Lock, Thread

from embeddings.intake.watching import watch
from rag import CitewireError, RebuildReport, Settings
from ui import texts
from ui.storage import Failures

log = logging.getLogger(f"citewire.{__name__}")


class Watcher:
    """Watches one folder in a thread of its own; off at first, and off again when the chat ends."""

    def __init__(self, settings: Settings, failures: Failures) -> None:
        self._settings = settings
        self._failures = failures
        self._stop: Event | None = None
        self._lock = Lock()
        self.trouble = ""

    @property
    def on(self) -> bool:
        """Whether the folder is watched."""
        return self._stop is not None

    def switch(self, on: bool) -> None:
        """Begin or end watching; what is under way is brought to its end."""
        with self._lock:
            if on and self._stop is None:
                self._stop, self.trouble = Event(), ""
                Thread(target=self._run, args=[self._stop], name="citewire-watch", daemon=True).start()
            elif not on and self._stop is not None:
                self._stop.set()
                self._stop = None

    def _run(self, stop: Event) -> None:
        try:
            for told in watch(self._settings.seeds, settings=self._settings, stop=stop):
                if isinstance(told, RebuildReport):
                    self._failures.replace(told.folder, told.failed)
                self.trouble = str(told) if isinstance(told, CitewireError) else ""
        except CitewireError as error:
            self._ended(stop, str(error))
        except Exception:
            log.exception("the folder is watched no more")
            self._ended(stop, texts.REBUILD_UNEXPECTED)

    def _ended(self, stop: Event, trouble: str) -> None:
        with self._lock:
            if self._stop is stop:
                self._stop, self.trouble = None, trouble
