"""Markdown: a conversation with numbered footnotes."""

import re

from ui import texts
from ui.exports.document import Document, Line

_SYNTAX = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~^$&])")


def markdown(document: Document) -> str:
    """Return a document as Markdown."""
    parts = [f"# {plain(document.title)}\n"]
    for section in document.sections:
        parts.append(f"## {plain(section.question)}\n")
        if section.understood:
            parts.append(f"{texts.UNDERSTOOD} {plain(section.understood)}\n")
        if section.lead:
            parts.append(f"**{plain(section.lead)}**\n")
        parts += [f"{'>' if line.quote else '-'} {plain(line.text)}{_marks(line)}\n" for line in section.lines]
    parts += [f"[^{number}]: {plain(note)}" for number, note in enumerate(document.notes, start=1)]
    return "\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Return text on one line with every character that Markdown could read as syntax escaped."""
    return _SYNTAX.sub(r"\\\1", " ".join(text.split()))


def _marks(line: Line) -> str:
    return "".join(f"[^{number}]" for number in line.notes)
