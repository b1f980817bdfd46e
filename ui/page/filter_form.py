"""The filters: which articles a question may be answered from, chosen on the page and shown there."""

from collections.abc import Sequence
from html import escape

from rag import Filters
from ui import texts
from ui.library.catalogue import Catalogue

MOST_OUTLETS = 300


def filter_form(catalogue: Catalogue, filters: Filters) -> str:
    """Return the form as safe HTML, filled with the filters in force."""
    first = filters.published_from.isoformat() if filters.published_from else ""
    last = filters.published_to.isoformat() if filters.published_to else ""
    return (
        f'<details class="cw-filters"><summary>{texts.FILTERS}</summary><form>'
        f"<fieldset><legend>{texts.DATES}</legend>"
        f'<label>{texts.FROM}<input type="date" name="from" value="{first}"></label>'
        f'<label>{texts.TO}<input type="date" name="to" value="{last}"></label></fieldset>'
        f"{_choices(texts.OUTLETS, 'outlets', catalogue.outlets()[:MOST_OUTLETS], filters.sources)}"
        f"{_choices(texts.KINDS, 'kinds', catalogue.kinds(), filters.kinds)}"
        f'<p class="cw-filters-foot"><button type="reset">{texts.CLEAR}</button>'
        f'<button type="button" class="cw-done">{texts.DONE}</button></p></form></details>'
    )


def scope(filters: Filters) -> str:
    """Return the line that says which articles are read, as safe HTML; empty where all are."""
    if filters.empty:
        return ""
    return f'<p role="status" class="cw-scope-line">{escape(described(filters))}</p>'


def described(filters: Filters) -> str:
    """Return filters in words, as plain text."""
    return texts.only(filters.published_from, filters.published_to, filters.sources, filters.kinds)


def _choices(legend: str, name: str, values: Sequence[tuple[str, int]], chosen: Sequence[str]) -> str:
    if len(values) < 2:
        return ""
    folded = {value.casefold() for value in chosen}
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}"'
        f"{' checked' if value.casefold() in folded else ''}><span>{escape(value)}</span>"
        f"<small>{count:,}</small></label>"
        for value, count in values
    )
    return f'<fieldset class="cw-choices"><legend>{legend}</legend><div>{boxes}</div></fieldset>'
