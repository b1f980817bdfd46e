"""JSON: an object, a list of objects, or an object a line."""

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from embeddings.intake.decoding import decode
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.unwrap import unwrap
from embeddings.metadata.fields import TEXT, draft_from_fields, lead_from_fields
from embeddings.metadata.opening import opening
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line
from embeddings.web_page.linked_data import plain_text

_WRAPPERS = ("articles", "items", "data", "documents", "results", "posts", "entries", "stories", "docs")


def read_json(data: bytes) -> Contents:
    """Read one article from an object, several from a list or from an object that wraps a list."""
    try:
        value = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"is not valid JSON: {error}") from error
    if isinstance(value, dict):
        wrapped = _wrapped(value)
        if wrapped is None:
            return Contents({0: _read_record(value)})
        value = wrapped
    if not isinstance(value, list):
        raise UnreadableFile('holds neither an object nor a list of objects with a "text" field')
    return _collect(enumerate(value, start=1))


def _wrapped(value: dict[str, Any]) -> list[Any] | None:
    """Return the list that an object, or one in it that is no article, is there to hold."""
    inner = [] if draft_from_fields(value).text else [one for one in value.values() if isinstance(one, dict)]
    lists = (one.get(name) for one in (value, *inner) for name in _WRAPPERS)
    return next((one for one in lists if isinstance(one, list)), None)


def read_jsonl(data: bytes) -> Contents:
    """Read one article from every line; a line that is none is a problem of its own and spoils no other."""
    # A newline is the only line break: JSON lets the others of Unicode stand in strings as they are.
    lines = ((number, line) for number, line in enumerate(decode(data).split("\n"), start=1) if line.strip())
    return _collect(lines)


def _collect(records: Iterable[tuple[int, Any]]) -> Contents:
    drafts: dict[int, Draft] = {}
    problems: dict[int, str] = {}
    for number, record in records:
        try:
            drafts[number] = _read_record(json.loads(record) if isinstance(record, str) else record)
        except (ValueError, RecursionError) as error:
            problems[number] = f"is not valid JSON: {error}"
        except UnreadableFile as error:
            problems[number] = str(error)
    if not drafts and not problems:
        raise UnreadableFile("is empty; put articles in it or take it out")
    return Contents(drafts, problems)


def _read_record(record: object) -> Draft:
    if not isinstance(record, dict):
        raise UnreadableFile("is not an object with a title and a text")
    draft = draft_from_fields(record)
    # Bodies that come from a page are HTML; titles too may hold its entities.
    text = unwrap(normalise(plain_text(draft.text))) if draft.text else ""
    if not text:
        raise UnreadableFile(f"has no text under any of the names {', '.join(TEXT[:4])}")
    lead = normalise(plain_text(lead_from_fields(record)))
    text = text if lead in text else f"{lead}\n\n{text}"
    draft = replace(draft, text=text, title=one_line(plain_text(draft.title)))
    # The record has fields of its own: its text is the story from the first letter on, whatever its lines say.
    found = parse_wire(draft.text, draft)
    return replace(found, text=draft.text, title=found.title or opening(found.text))
