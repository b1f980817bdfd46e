"""Export: a conversation as Markdown with numbered footnotes."""

import json
import re
from collections.abc import Sequence

from rag import Answer, Citation, Row
from ui import texts
from ui.page.conversation import Exchange
from ui.storage.records import filters_record

_SYNTAX = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~^$&])")


def markdown(conversation: Sequence[Exchange]) -> str:
    """Return the answered questions as Markdown; footnotes are numbered through the whole document."""
    parts = [f"# {texts.EXPORT_TITLE}\n"]
    notes: list[str] = []
    for exchange in conversation:
        if exchange.answer is None:
            continue
        parts.append(f"## {plain(exchange.question)}\n")
        parts.append(_body(exchange.answer, first=len(notes) + 1))
        notes += [_note(citation) for citation in exchange.answer.citations]
    parts += [f"[^{number}]: {note}" for number, note in enumerate(notes, start=1)]
    return "\n".join(parts) + "\n"


def as_json(conversation: Sequence[Exchange]) -> str:
    """Return the conversation as a JSON array: each question with its filters, and its answer or null."""
    told = [
        {
            "question": exchange.question,
            "filters": filters_record(exchange.filters),
            "answer": exchange.answer.to_json() if exchange.answer else None,
        }
        for exchange in conversation
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def footnoted(answer: Answer) -> str:
    """Return one answer as plain text with its cited sentences and their sources, for the clipboard."""
    lines = [answer.text]
    for citation in answer.citations:
        where = f"{_origin(citation)}: {citation.title}"
        lines.append(f"[{citation.n}] “{citation.quote}” ({where})")
    return "\n".join(lines)


def plain(text: str) -> str:
    """Return text on one line with every character that Markdown could read as syntax escaped."""
    return _SYNTAX.sub(r"\\\1", " ".join(text.split()))


def _body(answer: Answer, first: int) -> str:
    """Return one answer: its words, then its parts or each cited sentence as a quotation, with their footnotes."""
    opening = answer.text.splitlines()[0]
    lead = answer.short if answer.kind == "answer" and answer.short and not answer.rows else opening
    lines = [f"{texts.UNDERSTOOD} {plain(answer.understood_as)}\n"] if answer.understood_as else []
    lines.append(f"**{plain(lead)}**\n")
    if answer.rows:
        return "\n".join([*lines, *(_row(row, first) for row in answer.rows), ""])
    lines += [
        f"> {plain(citation.quote)}[^{number}]\n" for number, citation in enumerate(answer.citations, start=first)
    ]
    return "\n".join(lines)


def _row(row: Row, first: int) -> str:
    """Return one part of an answer with what it is about, its date and its footnotes, as an item of a list."""
    told = ", ".join(part for part in (row.label, texts.day(row.day) if row.day else "") if part)
    marks = "".join(f"[^{first + mark - 1}]" for mark in row.marks)
    return f"- {plain(f'{told}: {row.text}' if told else row.text)}{marks}"


def _origin(citation: Citation) -> str:
    """Return the outlet and day of a cited sentence, with the page of a paged document."""
    named = [citation.source or texts.NO_OUTLET, texts.day(citation.published)]
    return ", ".join([*named, texts.on_page(citation.page)] if citation.page else named)


def _note(citation: Citation) -> str:
    """Return where a cited sentence stands: outlet, date, headline, article id and offsets."""
    return (
        f"{plain(_origin(citation))}:"
        f" {plain(citation.title)} (article {citation.article_id}, characters {citation.start} to {citation.end})"
    )
