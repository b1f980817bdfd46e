"""Rebuild: a folder of articles into the index, all of it or nothing."""

import logging
import tempfile
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from embeddings.archive import mismatch
from embeddings.article import Article
from embeddings.chunking import Chunker, recorded
from embeddings.encoding.encoder import Encoder, encoder_name, same_encoder
from embeddings.encoding.vector_cache import VectorCache
from embeddings.errors import IndexDamaged, IndexMismatch, IndexMissing, InputError
from embeddings.file_readers import UnreadableFile
from embeddings.intake.articles import FileBytes, read_articles, read_bytes
from embeddings.intake.folder import Folder, FoundFile, scan
from embeddings.lock import only_writer
from embeddings.progress import Listener, Progress
from embeddings.report import RebuildReport
from embeddings.settings import IndexSettings
from embeddings.store import Edit, Store, numbered, open_store
from embeddings.sync import Sync

log = logging.getLogger(f"citewire.{__name__}")

_PORTION = 128


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
    tell = progress or (lambda _: None)
    started = time.perf_counter()
    tell(Progress("scan", 0, 1))
    found = scan(Path(settings.seeds if folder is None else folder).expanduser())
    tell(Progress("scan", 1, 1))
    with tempfile.TemporaryDirectory() as empty:
        if dry_run and _is_missing(open_store(settings)):
            settings = settings.model_copy(update={"index": Path(empty)})
        with only_writer(settings.index):
            store = open_store(settings)
            rebuilding = _Rebuilding(store, settings, found, tell, dry_run=dry_run)
            outcome = rebuilding.run_full() if full else rebuilding.run(full=False)
            if not dry_run:
                _prepare(store, tell)
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
            embedded = _complete(edit, self.settings, sync, self.tell, dry_run=self.dry_run)
            counts = edit.counts()
            duplicates, excluded = edit.duplicates(root), edit.excluded(root)
            generation = edit.generation if self.dry_run else _commit(edit, self.settings, self.tell)
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


def remove(
    ids: Iterable[str], *, settings: IndexSettings | None = None, progress: Listener | None = None
) -> tuple[Article, ...]:
    """Take articles out of the index, never their files, and return them; all of `ids` or none.

    An ordinary rebuild leaves them out until their text changes; a rebuild with `full` brings them back. Raises
    `InputError` for an id that no article has.
    """
    settings = settings or IndexSettings.load()
    tell = progress or (lambda _: None)
    store = open_store(settings)
    with store.snapshot():
        pass  # A missing index is said before a folder and a lock are made for it.
    with only_writer(settings.index):
        with store.edit() as edit:
            removed = tuple(_exclude(edit, article_id) for article_id in dict.fromkeys(ids))
            _commit(edit, settings, tell)
        _prepare(store, tell)
    return removed


def restore(
    paths: Iterable[str],
    folder: Path | str,
    *,
    settings: IndexSettings | None = None,
    progress: Listener | None = None,
) -> tuple[Article, ...]:
    """Bring back articles that `remove` took out, read again from their files, and return them; all of them or none.

    `paths` are relative to `folder`, as in `Article.path` and `RebuildReport.excluded`; others that were removed stay
    out. Raises `InputError` for a path whose article was not removed, or whose file is gone or cannot be read.
    """
    settings, tell = settings or IndexSettings.load(), progress or (lambda _: None)
    with only_writer(settings.index):
        store = open_store(settings)
        with store.edit() as edit:
            back = _include(edit, Path(folder).resolve(), dict.fromkeys(paths))
            _complete(edit, settings, Sync(), tell, dry_run=False)
            _commit(edit, settings, tell)
        _prepare(store, tell)
    return back


def _include(edit: Edit, folder: Path, wanted: Collection[str]) -> tuple[Article, ...]:
    """Lift the exclusion of the wanted articles alone, and put their files as they are now."""
    excluded = edit.excluded(str(folder))
    files = {file.path: file for file in scan(folder).files}
    for path in wanted:
        if path not in excluded or path.partition("#")[0] not in files:
            raise InputError(
                f"No removed article has its file at {folder / path}. Look at the folder anew: citewire rebuild"
            )
    edit.include(excluded[path] for path in wanted)
    back: list[Article] = []
    names = dict.fromkeys(path.partition("#")[0] for path in wanted)
    for read, found in read_articles(_read(folder, files[name]) for name in names):
        name = read.record.path
        if isinstance(found, UnreadableFile):
            raise InputError(f"{name} {found}. Nothing was brought back.")
        edit.put_file(replace(read.record, problems=found.problems), found.articles)
        back += [article for n, article in found.articles.items() if numbered(name, n) in wanted]
    return tuple(back)


def _read(folder: Path, file: FoundFile) -> FileBytes:
    try:
        return read_bytes(folder, file)
    except UnreadableFile as error:
        raise InputError(f"{file.path} {error}. Nothing was brought back.") from error


def _exclude(edit: Edit, article_id: str) -> Article:
    article = edit.exclude(article_id)
    if article is None:
        raise InputError(f"No article has the id {article_id!r}. See the ids of all articles: citewire list")
    return article


def _is_missing(store: Store) -> bool:
    try:
        with store.snapshot():
            return False
    except IndexMissing:
        return True


def _start_afresh(edit: Edit, settings: IndexSettings, found: Folder, *, full: bool) -> None:
    """Drop what cannot be kept of earlier rebuilds: vectors of another encoder, and with `full` those of the folder."""
    asked = encoder_name(settings.encoder)
    if edit.encoder is not None and not same_encoder(edit.encoder, asked):
        if not full:
            raise mismatch(edit.encoder, asked)
        edit.forget_passages()
    elif edit.chunking not in (None, _chunking(settings)):
        edit.forget_passages()
    elif full:
        edit.forget_passages(str(found.root))
    if full:
        edit.include(edit.excluded(str(found.root)).values())


def _complete(edit: Edit, settings: IndexSettings, sync: Sync, tell: Listener, *, dry_run: bool) -> int:
    """Make the passages and vectors that are missing; return how many texts were, or would be, embedded.

    What an earlier rebuild embedded before it was killed is not embedded again.
    """
    # The encoder takes a second to load: only when there is something for it to do.
    encoder = cache(lambda: Encoder.load(settings.encoder))
    _split(edit, settings, encoder, sync, tell)
    keys = edit.unembedded()
    if dry_run:
        return len(keys)
    unfinished = VectorCache(settings.index, encoder_name(settings.encoder))
    embedded = 0
    for done in range(0, len(keys), _PORTION):
        tell(Progress("embed", done, len(keys)))
        portion = keys[done : done + _PORTION]
        vectors, fresh = unfinished.encode(portion, edit.texts(portion), encoder())
        edit.put_vectors(portion, vectors)
        embedded += fresh
    tell(Progress("embed", len(keys), len(keys)))
    return embedded


def _chunking(settings: IndexSettings) -> str:
    return recorded(settings.passage_words, settings.passage_overlap)


def _split(edit: Edit, settings: IndexSettings, encoder: Callable[[], Encoder], sync: Sync, tell: Listener) -> None:
    unsplit = edit.unsplit()
    for done, article_id in enumerate(unsplit):
        tell(Progress("split", done, len(unsplit)))
        if not (article := edit.article(article_id)):
            continue
        chunker = Chunker(encoder().count_tokens, encoder().window, settings.passage_words, settings.passage_overlap)
        try:
            chunks = chunker.cut(article.text, article.title)
        except Exception as error:
            # Texts come here that nobody foresaw, and none of them may end a rebuild.
            edit.refuse(article_id)
            sync.refuse(article.path, f"cannot be cut into passages ({type(error).__name__}: {error})")
        else:
            edit.put_passages(article, chunks)
    tell(Progress("split", len(unsplit), len(unsplit)))


def _commit(edit: Edit, settings: IndexSettings, tell: Listener) -> int:
    tell(Progress("commit", 0, 1))
    generation = edit.commit(encoder=encoder_name(settings.encoder), chunking=_chunking(settings))
    VectorCache(settings.index, encoder_name(settings.encoder)).clear()
    tell(Progress("commit", 1, 1))
    return generation


def _prepare(store: Store, tell: Listener) -> None:
    tell(Progress("index", 0, 1))
    store.prepare()
    tell(Progress("index", 1, 1))
