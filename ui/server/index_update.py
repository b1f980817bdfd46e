"""The index update before the chat opens: the seeds are looked at, and only what is new is built."""

import logging
from pathlib import Path

from rich.console import Console

from rag import Archive, CitewireError, Settings, rebuild
from ui import texts
from ui.library.uploads import uploads_folder
from ui.server.progress_bar import progress_bar

log = logging.getLogger(f"citewire.{__name__}")


def update_index(settings: Settings, console: Console) -> None:
    """Bring the index up to date with the seeds, and with uploads that a killed process had no time to build.

    An index that is there goes on serving when its seeds cannot be looked at, whatever went wrong; the reason is
    printed. Without an index the error is raised.
    """
    _update(settings.seeds, settings, console)
    uploads = uploads_folder(settings)
    if uploads.is_dir() and any(uploads.iterdir()):
        _update(uploads, settings, console)


def _update(folder: Path, settings: Settings, console: Console) -> None:
    try:
        with progress_bar(console) as draw:
            report = rebuild(folder, settings=settings, progress=draw)
    except Exception as error:
        _require_index(settings, error)
        reason = str(error)
        if not isinstance(error, CitewireError):
            log.exception("the index could not be brought up to date")
            reason = texts.unforeseen_update(f"{type(error).__name__}: {error}".splitlines()[0])
        console.print(texts.index_as_it_is(reason), markup=False, highlight=False, soft_wrap=True)
        return
    for path, reason in report.failed:
        console.print(texts.failed(path, reason), markup=False, highlight=False, soft_wrap=True)
    if report.added or report.changed or report.removed:
        counts = (len(report.added), len(report.changed), len(report.removed), len(report.unchanged))
        console.print(texts.rebuilt(*counts, report.passages_embedded), markup=False, highlight=False, soft_wrap=True)


def _require_index(settings: Settings, error: Exception) -> None:
    """Raise `error` unless there is an index that can be read without the rebuild."""
    try:
        Archive.open(settings)
    except CitewireError:
        raise error from None
