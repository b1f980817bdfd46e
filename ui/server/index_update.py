"""The index update before the chat opens: the seeds are looked at, and only what is new is built."""

from rich.console import Console

from rag import Archive, CitewireError, Settings, rebuild
from ui import texts
from ui.server.progress_bar import progress_bar


def update_index(settings: Settings, console: Console) -> None:
    """Bring the index up to date with the seeds, with a progress bar on the terminal.

    An index that is there goes on serving when its seeds cannot be looked at, because another process is at it or the
    folder is gone; the reason is printed. Without an index the error is raised.
    """
    try:
        with progress_bar(console) as draw:
            report = rebuild(settings.seeds, settings=settings, progress=draw)
    except CitewireError as error:
        _require_index(settings, error)
        console.print(texts.index_as_it_is(str(error)), markup=False, highlight=False, soft_wrap=True)
        return
    for path, reason in report.failed:
        console.print(texts.failed(path, reason), markup=False, highlight=False, soft_wrap=True)
    if report.added or report.changed or report.removed:
        counts = (len(report.added), len(report.changed), len(report.removed), len(report.unchanged))
        console.print(texts.rebuilt(*counts, report.passages_embedded), markup=False, highlight=False, soft_wrap=True)


def _require_index(settings: Settings, error: CitewireError) -> None:
    """Raise `error` unless there is an index that can be read without the rebuild."""
    try:
        Archive.open(settings)
    except CitewireError:
        raise error from None
