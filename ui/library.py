"""The library tab: what is in the index, and how to add to it, look again at the folder, or take away."""

import logging
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from rag import CitewireError, Progress, RebuildReport, Settings, remove
from ui import texts
from ui.card import dateline
from ui.events import HIDDEN, QUICK
from ui.page_html import plain_html, trouble
from ui.rebuilding import rebuilding
from ui.shelf import Listing, search
from ui.uploads import KINDS, keep

log = logging.getLogger(__name__)

MOST_ROWS = 200
TABLE_SCRIPT = "citewire.library(element, trigger); // raises 'remove'"


def build_library(library: gr.Tab, settings: Settings) -> None:
    """Lay out the library in the open tab `library`, and tie the events to it."""
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
                texts.ADD_FILES, file_count="multiple", file_types=list(KINDS), size="sm", elem_id="cw-add", scale=0
            )
            again = gr.Button(texts.LOOK_AGAIN, size="sm", elem_id="cw-rebuild", scale=0)
        state = plain_html("", "cw-library-state")
        table = plain_html("", "cw-table", TABLE_SCRIPT)

    def listed(wanted: str) -> str:
        try:
            return _table(search(settings, wanted, limit=MOST_ROWS))
        except CitewireError as error:
            return trouble(str(error))

    def rebuilt(folder: Path, wanted: str) -> Iterator[dict[Any, Any]]:
        try:
            for step in rebuilding(folder, settings):
                yield {state: _report(step) if isinstance(step, RebuildReport) else _progress(step)}
        except CitewireError as error:
            yield {state: trouble(str(error))}
        except Exception:
            log.exception("a rebuild failed")
            yield {state: trouble(texts.REBUILD_UNEXPECTED)}
        yield {table: listed(wanted)}

    def look_again(wanted: str) -> Iterator[dict[Any, Any]]:
        yield {state: _waiting(texts.STAGES["scan"])}
        yield from rebuilt(settings.seeds, wanted)

    def upload(files: list[str], wanted: str) -> Iterator[dict[Any, Any]]:
        yield {state: _waiting(texts.STAGES["scan"])}
        try:
            folder = keep([Path(file) for file in files], settings)
        except CitewireError as error:
            yield {state: trouble(str(error))}
            return
        yield from rebuilt(folder, wanted)

    def take_away(wanted: str, event: gr.EventData) -> dict[Any, Any]:
        try:
            (gone,) = remove([str(event.article)], settings=settings)
        except CitewireError as error:
            return {state: trouble(str(error)), table: listed(wanted)}
        return {state: _waiting(texts.removed(gone.title)), table: listed(wanted)}

    one: dict[str, Any] = {**HIDDEN, "concurrency_limit": 1, "concurrency_id": "rebuild"}
    library.select(listed, words, table, **QUICK)
    words.change(listed, words, table, trigger_mode="always_last", **QUICK)
    again.click(look_again, words, [state, table], **one)
    add.upload(upload, [add, words], [state, table], **one)
    table.remove(take_away, words, [state, table], **one)


def _table(listing: Listing) -> str:
    """Return the articles as an HTML table."""
    head = "".join(f'<th scope="col">{name}</th>' for name in texts.COLUMNS)
    rows = "".join(
        f'<tr><td><span class="cw-title">{escape(row.article.title)}</span>'
        f'<span class="cw-dateline">{dateline(row.article.source, row.article.published)}</span></td>'
        f"<td>{escape(row.article.kind)}</td><td>{row.passages:,}</td>"
        f'<td><button type="button" class="cw-remove" data-article="{escape(row.article.id)}"'
        f' data-ask="{escape(texts.ask_remove(row.article.title))}"'
        f' aria-label="{escape(texts.remove_label(row.article.title))}">{texts.REMOVE}</button></td></tr>'
        for row in listing.rows
    )
    size = escape(texts.listed(len(listing.rows), listing.found, listing.total))
    if not rows:
        return f'<p class="cw-empty">{size}</p>'
    return f'<p class="cw-empty">{size}</p><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _progress(step: Progress) -> str:
    """Return a progress bar for one step of a rebuild."""
    stage = texts.STAGES.get(step.stage, step.stage)
    count = f" {step.done:,} / {step.total:,}" if step.total > 1 else ""
    return (
        f'<p role="status">{escape(stage)}{count}</p>'
        f'<progress max="{max(step.total, 1)}" value="{step.done}" aria-label="{escape(stage)}"></progress>'
    )


def _waiting(said: str) -> str:
    return f'<p role="status">{escape(said)}</p>'


def _report(report: RebuildReport) -> str:
    """Return what a rebuild did, with every file that failed and why."""
    said = texts.rebuilt(
        len(report.added), len(report.changed), len(report.removed), len(report.unchanged), report.passages_embedded
    )
    faults = [texts.failed(path, reason) for path, reason in report.failed]
    faults += [texts.duplicate(path, other) for path, other in report.duplicates]
    items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    return f'<p role="status">{escape(said)}</p>' + (f'<ul class="cw-advice">{items}</ul>' if items else "")
