"""The library tab: what is in the index, and how to add to it, look again at the folder, or take away."""

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import gradio as gr

from rag import Article, CitewireError, Progress, Settings, remove, restore
from ui import texts
from ui.library.catalogue import find_article
from ui.library.library import Library
from ui.library.rebuilding import rebuilding
from ui.library.table import facts, paste_form, progress, removal, report, said, table
from ui.library.uploads import UPLOADED, Taken, keep, keep_text
from ui.page.events import HIDDEN, QUICK
from ui.page.page_html import plain_html, trouble
from ui.transcript.article_view import article_view

log = logging.getLogger(f"citewire.{__name__}")

MOST_ROWS = 200
TABLE_SCRIPT = "citewire.library(element, trigger); // raises 'remove' and 'read'"
STATE_SCRIPT = "citewire.acts(element, trigger); // raises 'undo'"
PASTE_SCRIPT = "citewire.paste(element, trigger); // raises 'paste'"


def build_library(tab: gr.Tab, settings: Settings, article: gr.HTML) -> None:
    """Lay out the library in the open tab `tab`, and tie the events to it; articles open in `article`."""
    library = Library(settings)
    # What is here when the chat starts did not arrive later.
    with suppress(CitewireError):
        library.note()
    gone = gr.State(())
    with gr.Column(elem_id="cw-library"):
        plain_html(f"<h2>{texts.LIBRARY}</h2><p>{texts.LIBRARY_LEAD}</p>", "cw-library-head")
        with gr.Row(elem_id="cw-library-tools"):
            words = gr.Textbox(
                elem_id="cw-library-search",
                label=texts.LIBRARY_SEARCH,
                show_label=False,
                container=False,
                placeholder=texts.LIBRARY_SEARCH,
                scale=1,
            )
            add = gr.UploadButton(
                texts.ADD_FILES, file_count="multiple", file_types=list(UPLOADED), size="sm", elem_id="cw-add", scale=0
            )
            again = gr.Button(texts.LOOK_AGAIN, size="sm", elem_id="cw-rebuild", scale=0)
            would = gr.Button(texts.DRY_RUN, size="sm", elem_id="cw-dry-run", scale=0)
        paste = plain_html(paste_form(), "cw-paste", PASTE_SCRIPT)
        state = plain_html("", "cw-library-state", STATE_SCRIPT)
        rows = plain_html("", "cw-table", TABLE_SCRIPT)
        about = plain_html("", "cw-facts")

    def listed(wanted: str) -> dict[Any, Any]:
        try:
            return {rows: table(library.listing(wanted, limit=MOST_ROWS)), about: facts(library.facts())}
        except CitewireError as error:
            return {rows: trouble(str(error)), about: ""}

    def rebuilt(
        folder: Path, wanted: str, *, dry_run: bool = False, taken: Taken | None = None
    ) -> Iterator[dict[Any, Any]]:
        """Show how far the rebuild is, then what it did, then the new table."""
        try:
            for step in rebuilding(folder, settings, dry_run=dry_run):
                if isinstance(step, Progress):
                    yield {state: progress(step)}
                    continue
                # Whoever hands in again what they had removed wants it back.
                again = [path for path in step.excluded if taken and path.partition("#")[0] in taken.names]
                back = restore(again, folder, settings=settings) if again else ()
                yield {state: report(step, taken.refused if taken else (), len(back))}
        except CitewireError as error:
            yield {state: trouble(str(error))}
        except Exception:
            log.exception("a rebuild failed")
            yield {state: trouble(texts.REBUILD_UNEXPECTED)}
        yield listed(wanted)

    def look_again(wanted: str) -> Iterator[dict[Any, Any]]:
        yield {state: said(texts.STAGES["scan"])}
        yield from rebuilt(settings.seeds, wanted)

    def look_only(wanted: str) -> Iterator[dict[Any, Any]]:
        yield {state: said(texts.STAGES["scan"])}
        yield from rebuilt(settings.seeds, wanted, dry_run=True)

    def upload(files: list[str], wanted: str) -> Iterator[dict[Any, Any]]:
        yield from _taken(lambda: keep([Path(file) for file in files], settings), wanted)

    def add_text(event: gr.EventData, wanted: str) -> Iterator[dict[Any, Any]]:
        title, outlet, day, text = (str(getattr(event, name)) for name in ("title", "outlet", "day", "text"))
        taken = yield from _taken(lambda: keep_text(title, outlet, day, text, settings), wanted)
        if taken:
            yield {paste: paste_form()}

    def _taken(take: Callable[[], Taken], wanted: str) -> Generator[dict[Any, Any], None, Taken | None]:
        """Keep what was handed in and build it; return what was taken, None where it was refused."""
        yield {state: said(texts.STAGES["scan"])}
        try:
            taken = take()
        except CitewireError as error:
            yield {state: trouble(str(error))}
            return None
        yield from rebuilt(taken.folder, wanted, taken=taken)
        return taken

    def take_away(event: gr.EventData, wanted: str) -> dict[Any, Any]:
        try:
            removed = remove([str(event.article)], settings=settings)
        except CitewireError as error:
            return {state: trouble(str(error)), **listed(wanted)}
        return {gone: removed, state: removal(removed[0].title), **listed(wanted)}

    def undo(removed: tuple[Article, ...], wanted: str) -> dict[Any, Any]:
        try:
            back = restore([removed[0].path], removed[0].folder, settings=settings) if removed else ()
        except CitewireError as error:
            return {state: trouble(str(error)), **listed(wanted)}
        return {gone: (), state: said(texts.restored(back[0].title)) if back else "", **listed(wanted)}

    def read(event: gr.EventData) -> dict[Any, Any]:
        try:
            found = find_article(settings, str(event.article))
        except CitewireError as error:
            return {state: trouble(str(error))}
        if found is None:
            return {state: trouble(texts.no_article(str(event.article)))}
        return {article: article_view(found, (), around=0, turn=0)}

    one: dict[str, Any] = {**HIDDEN, "concurrency_limit": 1, "concurrency_id": "rebuild"}
    shown = [state, rows, about]
    tab.select(listed, words, [rows, about], **QUICK)
    words.change(listed, words, [rows, about], trigger_mode="always_last", **QUICK)
    again.click(look_again, words, shown, **one)
    would.click(look_only, words, shown, **one)
    add.upload(upload, [add, words], shown, **one)
    paste.paste(add_text, words, [*shown, paste], **one)
    rows.remove(take_away, words, [*shown, gone], **one)
    state.undo(undo, [gone, words], [*shown, gone], **one)
    rows.read(read, outputs=[article, state], **QUICK)
