"""What the library shows, as safe HTML: its table, the course of a rebuild, and what came of it."""

from collections.abc import Sequence
from html import escape

from rag import Progress, RebuildReport
from ui import texts
from ui.library.library import Facts, Listing, Row
from ui.transcript.card import dateline, headline

# A folder full of strange files must not push the table off the page.
_MOST_FAULTS = 50


def table(listing: Listing) -> str:
    """Return the articles as a table."""
    size = f'<p class="cw-empty">{escape(texts.listed(len(listing.rows), listing.found, listing.total))}</p>'
    if not listing.rows:
        return size
    head = "".join(f'<th scope="col">{name}</th>' for name in texts.COLUMNS)
    return f"{size}<table><thead><tr>{head}</tr></thead><tbody>{''.join(map(_row, listing.rows))}</tbody></table>"


def _row(row: Row) -> str:
    entry = row.entry
    added = ""
    if row.added:
        added = (
            f'<time datetime="{row.added.isoformat(timespec="seconds")}">{escape(texts.day(row.added.date()))}</time>'
        )
    noun = texts.counted(row.passages, "passage").removeprefix(f"{row.passages:,}")
    return (
        f'<tr><td><span class="cw-title">{headline(entry.id, entry.title, 0)}</span>'
        f'<span class="cw-dateline">{dateline(entry.source, entry.published)}</span></td>'
        f'<td>{escape(entry.kind)}</td><td data-noun="{noun}">{row.passages:,}</td><td>{added}</td>'
        f'<td><button type="button" class="cw-remove" data-article="{escape(entry.id)}"'
        f' aria-label="{escape(texts.remove_label(entry.title))}">{texts.REMOVE}</button></td></tr>'
    )


def progress(step: Progress) -> str:
    """Return a progress bar for one step of a rebuild."""
    stage = texts.STAGES.get(step.stage, step.stage)
    count = f" {step.done:,} / {step.total:,}" if step.total > 1 else ""
    return (
        f'<p role="status">{escape(stage)}{count}</p>'
        f'<progress max="{max(step.total, 1)}" value="{step.done}" aria-label="{escape(stage)}"></progress>'
    )


def said(words: str) -> str:
    """Return a line that is announced."""
    return f'<p role="status">{escape(words)}</p>'


def removal(title: str) -> str:
    """Return the line that says an article is gone, with a button that brings it back."""
    return (
        f'<p role="status">{escape(texts.removed(title))} <button type="button" class="cw-act" data-act="undo">'
        f"{texts.UNDO}</button></p>"
    )


def report(done: RebuildReport, refused: Sequence[tuple[str, str]] = (), back: int = 0) -> str:
    """Return what a rebuild did, or would do, with every file that failed and why.

    `refused` never reached the rebuild; `back` of the articles that it left out, as removed earlier, are in again.
    """
    counts = (len(done.added), len(done.changed), len(done.removed), len(done.unchanged))
    told = (
        texts.would(*counts, done.passages_embedded) if done.dry_run else texts.rebuilt(*counts, done.passages_embedded)
    )
    faults = [texts.failed(path, reason) for path, reason in (*refused, *done.failed)]
    faults += [texts.duplicate(path, other) for path, other in done.duplicates]
    faults += [texts.back_again(back)] if back else []
    faults += [texts.excluded(out)] if (out := len(done.excluded) - back) else []
    if len(faults) > _MOST_FAULTS:
        faults = [*faults[:_MOST_FAULTS], texts.more_faults(len(faults) - _MOST_FAULTS)]
    items = "".join(f"<li>{escape(fault)}</li>" for fault in faults)
    return said(told) + (f'<ul class="cw-advice">{items}</ul>' if items else "")


def paste_form() -> str:
    """Return the form that takes an article as pasted text."""
    return (
        f"<details><summary>{texts.PASTE}</summary><form>"
        f'<label>{texts.PASTE_TITLE}<input type="text" name="title" maxlength="250" required></label>'
        f'<label>{texts.PASTE_OUTLET}<input type="text" name="outlet" maxlength="120"></label>'
        f'<label>{texts.PASTE_DATE}<input type="date" name="day"></label>'
        f'<label class="cw-wide">{texts.PASTE_TEXT}<textarea name="text" rows="8" required></textarea></label>'
        f'<button type="submit">{texts.ADD_TEXT}</button></form></details>'
    )


def facts(known: Facts) -> str:
    """Return what the library is made of, folded."""
    lines = (
        (texts.FACT_HOLDS, texts.holds(known.articles, known.passages, known.generation)),
        (texts.FACT_SIZE, texts.megabytes(known.size)),
        (texts.FACT_INDEX, str(known.index)),
        (texts.FACT_SEEDS, str(known.seeds)),
        (texts.FACT_ENCODER, known.encoder),
        (texts.FACT_READER, known.reader or texts.BUNDLED),
    )
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in lines)
    return f"<details><summary>{texts.FACTS}</summary><dl>{items}</dl></details>"
