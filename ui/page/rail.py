"""The rail: the conversations of this browser, the latest first."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from ui import texts
from ui.storage import Kept


def rail(kept: Iterable[Kept], current: str) -> str:
    """Return the list of conversations as safe HTML, with the one called `current` marked; "" marks none."""
    today = datetime.now().astimezone().date()
    items = "".join(_item(conversation, current, today.toordinal()) for conversation in kept)
    listed = f'<ul class="cw-kept">{items}</ul>' if items else f'<p class="cw-empty">{texts.NO_CONVERSATIONS}</p>'
    return (
        f'<nav aria-label="{texts.CONVERSATIONS}" data-current="{escape(current)}">'
        f"<h2>{texts.CONVERSATIONS}</h2>{listed}</nav>"
    )


def _item(conversation: Kept, current: str, today: int) -> str:
    day = conversation.changed.astimezone().date()
    when = texts.near_day(day, today - day.toordinal())
    here = ' aria-current="true"' if conversation.key == current else ""
    key, title = escape(conversation.key), escape(conversation.title)
    ask, label = escape(texts.ask_delete(conversation.title)), escape(texts.delete_label(conversation.title))
    return (
        f'<li><button type="button" class="cw-turn-to" data-key="{key}"{here}>'
        f'<span>{title}</span><time datetime="{day.isoformat()}">{escape(when)}</time></button>'
        f'<button type="button" class="cw-drop" data-key="{key}" data-ask="{ask}"'
        f' aria-label="{label}" title="{texts.DELETE}">×</button></li>'
    )
