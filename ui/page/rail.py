"""The rail: the conversations of this browser, the latest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ui import texts
from ui.rendering import render
from ui.storage import Kept


@dataclass(frozen=True, slots=True)
class _Line:
    key: str
    title: str
    day: date
    when: str


def rail(kept: Iterable[Kept], current: str, words: str) -> str:
    """Return the conversations found by `words` as safe HTML, the one called `current` marked; "" marks none."""
    today = datetime.now().astimezone().date()
    lines = []
    for conversation in kept:
        day = conversation.changed.astimezone().date()
        lines.append(_Line(conversation.key, conversation.title, day, texts.near_day(day, (today - day).days)))
    return render("rail.html", kept=lines, current=current, words=words)
