"""The library's actions: what the server does for each thing that a reader does to the articles."""

import asyncio
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from embeddings.settings import place
from embeddings.store import unnumbered
from rag import (
    Article,
    CitewireError,
    InputError,
    Progress,
    Settings,
    rebuild,
    remove,
    restore,
)
from rag.filters import MOST_CHOSEN
from ui import texts
from ui.guard.incoming import Incoming
from ui.library.jobs import Jobs, once_free
from ui.library.library import Column, Library
from ui.library.uploads import Taken, keep, keep_text, shown_name, uploads_folder
from ui.library.watcher import Watcher
from ui.page.calls import Bounds, Told
from ui.page.filter_form import described, undated_left_out
from ui.rendering import render
from ui.storage import Failures, Removals
from ui.storage.records import filters_of

# Seconds that a look at a job waits for its next step, and between two glances.
_PATIENCE = 2.0
_GLANCE = 0.1
# A folder full of strange files must not push the table off the page.
_MOST_LINES = 50

Listener = Callable[[Progress], None]


class LibraryActions:
    """Serves every visitor of one index. Each public method is a call of the page (`ui/page/calls.py`)."""

    def __init__(self, settings: Settings, incoming: Incoming) -> None:
        self._settings = settings
        self._incoming = incoming
        self._library = Library(settings)
        self._failures = Failures(settings)
        self._removals = Removals(settings)
        self._jobs = Jobs()
        self._watcher = Watcher(settings, self._failures)
        # What is here when the chat starts did not arrive later.
        with suppress(CitewireError):
            self._library.note()

    def calls(self) -> list[Callable[..., Any]]:
        """Return what the page may call."""
        return [
            *(self.articles, self.found, self.add, self.paste, self.rebuild, self.progress),
            *(self.watch, self.watched),
            *(self.take_away, self.bring_back, self.discard),
        ]

    def articles(self, words: str, order: Column, descending: bool, page: int, bounds: Bounds) -> Told:
        """Show one page of the table, with what failed and what was removed."""
        try:
            filters = filters_of(bounds)
        except InputError as error:
            return {"trouble": str(error), "at": "filters"}
        listing = self._library.listing(words, filters, order, descending=descending, page=page)
        held = {entry.id for entry in self._library.note().entries}
        uploads = str(place(uploads_folder(self._settings)))
        table = render(
            "table.html",
            listing=listing,
            order=order,
            descending=descending,
            scope=described(filters),
            most_chosen=MOST_CHOSEN,
            undated=undated_left_out(self._library.note(), filters),
            failures=self._failures.listed(),
            removals=self._removals.listed(held),
            uploads=uploads,
            shown_name=shown_name,
        )
        told = {"table": table, "page": listing.page, "facts": render("facts.html", known=self._library.facts())}
        return told | self.watched()

    def found(self, words: str, bounds: Bounds) -> Told:
        """Return the ids of all articles of the table, on whatever page, to be chosen."""
        return {"articles": self._library.found(words, filters_of(bounds))}

    def add(self, files: list[str], too_large: list[str]) -> Told:
        """Take uploaded files in; `too_large` names those that the server did not accept."""
        sent = [self._incoming.file(file) for file in files]
        refused = [(name, texts.TOO_LARGE) for name in too_large]

        def work(tell: Listener) -> str:
            taken = keep(sent, self._settings) if sent else Taken(uploads_folder(self._settings), frozenset())
            return self._rebuilt(taken.folder, tell, taken=taken, refused=(*refused, *taken.refused))

        if not sent:
            return {"trouble": "\n".join(texts.failed(name, reason) for name, reason in refused) or texts.NOTHING_SENT}
        return {"job": self._jobs.begin(work)}

    def paste(self, title: str, outlet: str, day: str, text: str) -> Told:
        """Take pasted text in as an article."""
        taken = keep_text(title, outlet, day, text, self._settings)
        return {"job": self._jobs.begin(lambda tell: self._rebuilt(taken.folder, tell, taken=taken))}

    def rebuild(self, dry_run: bool) -> Told:
        """Look at the folder of articles again, and at the uploads; with `dry_run` only say what would change."""
        uploads = uploads_folder(self._settings)

        def work(tell: Listener) -> str:
            # First, for it is the other folder that may be gone.
            if uploads.is_dir() and any(uploads.iterdir()):
                self._rebuilt(uploads, tell, dry_run=dry_run)
            return self._rebuilt(self._settings.seeds, tell, dry_run=dry_run)

        return {"job": self._jobs.begin(work)}

    def watch(self, on: bool) -> Told:
        """Begin or end to take in whatever changes in the folder of articles."""
        self._watcher.switch(on)
        return self.watched()

    def watched(self) -> Told:
        """Tell whether the folder is watched, what is wrong with it, and which generation of articles there is."""
        generation = self._library.note().generation
        return {"watching": self._watcher.on, "wrong": self._watcher.trouble, "generation": generation}

    async def progress(self, job: str, seen: int) -> Told:
        """Tell how far a job has come, as soon as it has come further than `seen`."""
        last = time.monotonic() + _PATIENCE
        while (now := self._jobs.at(job)) and now.seen <= seen and not now.done and time.monotonic() < last:
            await asyncio.sleep(_GLANCE)
        if now is None:
            return {"state": "", "done": True, "seen": 0}
        if now.trouble is not None:
            return {"state": render("trouble.html", words=now.trouble), "done": True, "seen": now.seen, "failed": True}
        state = now.outcome if now.outcome is not None else render("progress.html", step=now.step)
        return {"state": state, "done": now.done, "seen": now.seen}

    def take_away(self, articles: list[str]) -> Told:
        """Take articles out of the index, those of them that are in it; their files stay where they are."""
        held = self._library.note().held(articles)
        if not held:
            raise InputError(texts.ARTICLES_GONE)
        removed = once_free(lambda: remove(held, settings=self._settings))
        self._removals.note(removed)
        return {"said": texts.removed([article.title for article in removed])}

    def bring_back(self, articles: list[str]) -> Told:
        """Bring removed articles back."""
        wanted = [one for one in self._removals.listed(()) if one.article_id in articles]
        if not wanted:
            raise InputError(texts.NOTHING_TO_RESTORE)
        titles = []
        for folder in dict.fromkeys(one.folder for one in wanted):
            paths = [one.path for one in wanted if one.folder == folder]
            titles += [article.title for article in self._restored(paths, folder)]
        return {"said": texts.restored(titles)}

    def discard(self, path: str) -> Told:
        """Delete an upload that could not be read; a file of the reader's own folders is never deleted."""
        folder = place(uploads_folder(self._settings))
        if not any((one.folder, one.path) == (str(folder), path) for one in self._failures.listed()):
            raise InputError(texts.NOT_FAILED)
        (folder / unnumbered(path)[0]).unlink(missing_ok=True)
        self._failures.forget(str(folder), path)
        return {"said": texts.discarded(shown_name(path))}

    def _restored(self, paths: Sequence[str], folder: Path | str) -> Sequence[Article]:
        return once_free(lambda: restore(paths, folder, settings=self._settings))

    def _rebuilt(
        self,
        folder: Path,
        tell: Listener,
        *,
        dry_run: bool = False,
        taken: Taken | None = None,
        refused: Sequence[tuple[str, str]] = (),
    ) -> str:
        """Rebuild a folder and return what came of it as safe HTML."""
        done = once_free(lambda: rebuild(folder, settings=self._settings, dry_run=dry_run, progress=tell))
        names = taken.names if taken else frozenset()
        # Whoever hands in again what they had removed wants it back.
        wanted = [path for path in done.excluded if unnumbered(path)[0] in names]
        back = self._restored(wanted, folder) if wanted else ()
        if not dry_run:
            self._failures.replace(done.folder, done.failed)
        lines = [*(texts.failed(shown_name(path), reason) for path, reason in (*refused, *_own(done.failed, names)))]
        lines += [texts.duplicate(shown_name(path), shown_name(other)) for path, other in _own(done.duplicates, names)]
        if not taken and len(done.excluded) > len(back):
            lines.append(texts.excluded(len(done.excluded)))
        entries = self._library.note().entries
        added = [e for e in entries if e.folder == done.folder and unnumbered(e.path)[0] in names]
        copies = {path for path, _ in done.duplicates}
        counts = (len(set(done.added) - copies), len(done.changed), len(done.removed), len(done.unchanged))
        return render(
            "report.html",
            told=(texts.would if done.dry_run else texts.rebuilt)(*counts, done.passages_embedded),
            taken=taken,
            added=added,
            back=[article.title for article in back],
            lines=lines[:_MOST_LINES],
            more=len(lines) - _MOST_LINES,
        )


def _own(told: Sequence[tuple[str, str]], names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield what is told of the files just handed in; of all where none was."""
    return ((path, what) for path, what in told if not names or unnumbered(path)[0] in names)
