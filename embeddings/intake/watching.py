"""Watching: a folder whose every change is brought into the index once a burst of them is over."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from embeddings.errors import CitewireError, IndexBusy, InputError
from embeddings.file_readers import reader_of
from embeddings.rebuilding import rebuild
from embeddings.report import RebuildReport
from embeddings.settings import IndexSettings, is_folder, place

# Milliseconds without a change after which a burst is over, and how long one may last before it is read all the same.
_QUIET = 1_000
_LONGEST_BURST = 60_000


def watch(
    folder: Path | str | None = None, *, settings: IndexSettings | None = None, stop: Event | None = None
) -> Iterator[RebuildReport | CitewireError]:
    """Rebuild at once, then whenever files of the folder change; yield each report, or why a rebuild failed.

    A rebuild that failed is tried again with the next change; one that found another under way, when that is over.
    Ends when `stop` is set. Raises `InputError` for a folder that is not there.
    """
    from watchfiles import Change
    from watchfiles import watch as bursts

    settings = settings or IndexSettings.load()
    root = place(settings.seeds if folder is None else folder)
    if not is_folder(root):
        raise InputError(f"There is no folder {root}. Name the folder of your articles: citewire watch FOLDER")

    def matters(_: Change, path: str) -> bool:
        inside = Path(path).relative_to(root) if Path(path).is_relative_to(root) else Path(path)
        hidden = any(part.startswith(".") for part in inside.parts)
        return not hidden and (reader_of(inside.name) is not None or not inside.suffix)

    # The first rebuild comes with the first pause, so that no change falls between it and the watch.
    due = True
    for burst in bursts(
        root,
        watch_filter=matters,
        step=_QUIET,
        debounce=_LONGEST_BURST,
        rust_timeout=_QUIET,
        yield_on_timeout=True,
        stop_event=stop,
    ):
        if not (burst or due):
            continue
        try:
            due = False
            yield rebuild(root, settings=settings)
        except IndexBusy:
            due = True
        except CitewireError as error:
            yield error
