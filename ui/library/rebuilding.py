"""Rebuilding: a rebuild that runs beside its page and reports how far it is."""

from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from rag import Progress, RebuildReport, Settings, rebuild

PATIENCE = 0.15
"""Seconds between two looks at how far the rebuild is: often enough to see the bar move."""


def rebuilding(folder: Path, settings: Settings, *, dry_run: bool = False) -> Iterator[Progress | RebuildReport]:
    """Rebuild `folder` in a thread; yield the latest progress every now and then, and the report last.

    Raises in the caller's thread what the rebuild raised. A caller that stops listening does not stop the rebuild.
    """
    steps: SimpleQueue[Progress] = SimpleQueue()
    outcome: list[RebuildReport | Exception] = []

    def work() -> None:
        try:
            outcome.append(rebuild(folder, settings=settings, dry_run=dry_run, progress=steps.put))
        except Exception as error:
            outcome.append(error)

    worker = Thread(target=work, name="citewire-rebuild", daemon=True)
    worker.start()
    while worker.is_alive():
        worker.join(PATIENCE)
        latest = _latest(steps)
        if latest is not None:
            yield latest
    (result,) = outcome
    if isinstance(result, Exception):
        raise result
    yield result


def _latest(steps: "SimpleQueue[Progress]") -> Progress | None:
    """Return the newest step that waits, or None."""
    latest = None
    while True:
        try:
            latest = steps.get_nowait()
        except Empty:
            return latest
