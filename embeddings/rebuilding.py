"""Rebuild: a folder of articles into the index, all of it or nothing."""

import logging
import shlex
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from embeddings.archive import mismatch
from embeddings.completion import chunking, commit, complete, prepare
from embeddings.encoding.encoder import encoder_name, same_encoder
from embeddings.errors import IndexDamaged, IndexMismatch, IndexMissing, InputError
from embeddings.intake.folder import Folder, scan
from embeddings.lock import only_writer
from embeddings.progress import Listener, Progress, silent
from embeddings.report import RebuildReport
from embeddings.settings import IndexSettings, is_folder
from embeddings.store import Edit, Store, open_store
from embeddings.sync import Sync

log = logging.getLogger(f"citewire.{__name__}")


def rebuild(
    folder: Path | str | None = None,
    *,
    settings: IndexSettings | None = None,
    dry_run: bool = False,
    full: bool = False,
    progress: Listener | None = None,
) -> RebuildReport:
    """Bring the index to what `folder` holds now, by default the folder of the settings, and report what was done.

    Articles that came from other folders stay. Only new text is embedded. With `full`, every file is read and embedded
    again, articles removed by id come back, and an index that is damaged or of another embedding model is made anew.
    With `dry_run` nothing is kept. Killed at any moment, a rebuild leaves the index as it was before or
    complete, and the next one goes on with what that one had embedded.

    Raises `InputError`, `IndexBusy`, `IndexMismatch`, `IndexDamaged` or `ModelUnavailable`, the index as it was.
    """
    settings = settings or IndexSettings.load()
    tell = progress or silent
    started = time.perf_counter()
    tell(Progress("scan", 0, 1))
    found = scan(Path(settings.seeds if folder is None else folder))
    tell(Progress("scan", 1, 1))
    with tempfile.TemporaryDirectory() as empty:
        if dry_run and _is_missing(open_store(settings)):
            settings = settings.model_copy(update={"index": Path(empty)})
        with only_writer(settings.index):
            store = open_store(settings)
            rebuilding = _Rebuilding(store, settings, found, tell, dry_run=dry_run)
            outcome = rebuilding.run_full() if full else rebuilding.run(full=False)
            if not dry_run:
                prepare(store, tell)
    report = replace(outcome, seconds=round(time.perf_counter() - started, 3))
    log.info(
        "rebuilt %s: %d added, %d changed, %d removed, %d failed, generation %d, %.1f s",
        *(report.folder, len(report.added), len(report.changed), len(report.removed), len(report.failed)),
        *(report.generation, report.seconds),
    )
    return report


@dataclass(frozen=True, slots=True)
class _Rebuilding:
    """One rebuild of a folder, once the lock is held."""

    store: Store
    settings: IndexSettings
    found: Folder
    tell: Listener
    dry_run: bool

    def run_full(self) -> RebuildReport:
        """Make everything anew: where the store is, or beside it and then in its place where it is damaged."""
        try:
            self.store.check()
            return self.run(full=True)
        except (IndexDamaged, IndexMismatch):
            return self.run(full=True, anew=True)

    def run(self, *, full: bool, anew: bool = False) -> RebuildReport:
        """Bring the folder into the store in one edit."""
        root = str(self.found.root)
        with self.store.edit(anew=anew) as edit:
            sync = Sync()
            others = [name for name in edit.mend() if name != root] if full else []
            _start_afresh(edit, self.settings, self.found, full=full)
            sync.run(self.found, edit, full=full, tell=self.tell)
            for other in dict.fromkeys(others):
                self._read_again(Path(other), edit, sync)
            sync.failed += _ghosts(edit)
            embedded = complete(edit, self.settings, sync, self.tell, dry_run=self.dry_run)
            counts = edit.counts()
            duplicates, excluded = edit.duplicates(root), edit.excluded(root)
            generation = edit.generation if self.dry_run else commit(edit, self.settings, self.tell)
        return RebuildReport(
            folder=root,
            added=tuple(sync.added),
            changed=tuple(sync.changed),
            removed=tuple(sync.removed),
            unchanged=tuple(sync.unchanged),
            failed=tuple(sync.failed),
            skipped=tuple(self.found.skipped),
            duplicates=tuple(duplicates),
            excluded=tuple(excluded),
            articles_total=counts.articles,
            passages_embedded=embedded,
            passages_total=counts.passages,
            generation=generation,
            seconds=0.0,
            dry_run=self.dry_run,
            set_aside=str(self.store.aside) if self.store.aside else None,
            losses=tuple(sync.losses),
        )

    def _read_again(self, folder: Path, edit: Edit, sync: Sync) -> None:
        """Read files of another folder that the store no longer has whole; what fails is told in the report."""
        again = Sync()
        try:
            again.run(scan(folder), edit, full=False, tell=self.tell)
        except InputError as error:
            sync.failed.append((str(folder), str(error)))
        sync.failed += [(f"{folder}/{path}", why) for path, why in again.failed]
        sync.failed += [(f"{folder}/{path}", "is gone, and with it what it held") for path in again.removed]


def _ghosts(edit: Edit) -> Iterator[tuple[str, str]]:
    """Yield the folders that are no more, though the index holds articles of them: a disk may only be away."""
    for folder in edit.folders():
        if not is_folder(folder):
            yield folder, f"is gone; what it held stays in the index until: citewire forget {shlex.quote(folder)}"


def _is_missing(store: Store) -> bool:
    try:
        with store.snapshot():
            return False
    except IndexMissing:
        return True
    except (IndexDamaged, IndexMismatch):
        return False


def _start_afresh(edit: Edit, settings: IndexSettings, found: Folder, *, full: bool) -> None:
    """Drop what cannot be kept of earlier rebuilds: vectors of another encoder, and with `full` those of the folder."""
    asked = encoder_name(settings.encoder)
    if edit.encoder is not None and not same_encoder(edit.encoder, asked):
        if not full:
            raise mismatch(edit.encoder, asked)
        edit.forget_passages()
    elif edit.chunking not in (None, chunking(settings)):
        # With `full` all is embedded again; else only texts that the new cut makes.
        edit.forget_passages() if full else edit.cut_anew()
    elif full:
        edit.forget_passages(str(found.root))
    if full:
        edit.include(edit.excluded(str(found.root)).values())
