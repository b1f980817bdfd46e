"""Plain forms: a conversation or clippings as JSON, and one answer as text for the clipboard."""

import json
from collections.abc import Sequence

from rag import Answer
from ui import texts
from ui.page.conversation import Exchange
from ui.storage import Clipping
from ui.storage.records import filters_record


def as_json(exchanges: Sequence[Exchange]) -> str:
    """Return the conversation as a JSON array: each question with its filters, and its answer or null."""
    told = [
        {
            "question": exchange.question,
            "filters": filters_record(exchange.filters),
            "answer": exchange.answer.to_json() if exchange.answer else None,
        }
        for exchange in exchanges
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def clipped_as_json(clippings: Sequence[Clipping]) -> str:
    """Return clippings as a JSON array: each sentence with its source, its file and the question it came from."""
    told = [
        {
            **{name: value for name, value in one.citation.to_json().items() if name != "n"},
            "file": one.file,
            "question": one.question,
            "conversation": one.conversation,
            "pinned": one.pinned.isoformat(timespec="seconds"),
        }
        for one in clippings
    ]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def footnoted(answer: Answer) -> str:
    """Return one answer as plain text with its cited sentences and their sources, for the clipboard."""
    lines = [answer.text]
    for citation in answer.citations:
        outlet = citation.source or texts.NO_OUTLET
        where = f"{outlet}, {texts.day_and_page(citation.published, citation.page)}"
        lines.append(f"[{citation.n}] “{citation.quote}” ({where}: {citation.title})")
    return "\n".join(lines)
