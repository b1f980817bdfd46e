"""The place: what of the page's address is kept while its reader logs in."""

import re
from typing import Final
from urllib.parse import parse_qsl

# What the page's own addresses name, and how; a place is made of these alone, and so never leads elsewhere.
_PARTS: Final = {
    "conversation": re.compile(r"[0-9a-f]{1,64}"),
    "clippings": re.compile(r"[0-9a-f]{1,64}"),
    "view": re.compile(r"library|clippings"),
}
_MOST: Final = 20


def place_of(query: bytes) -> str:
    """Return the query that names the same place on the page, with its question mark; empty where none is named.

    >>> place_of(b"conversation=0af3&next=https://elsewhere.example")
    '?conversation=0af3'
    """
    asked = parse_qsl(query.decode("latin-1"), max_num_fields=_MOST) if query.count(b"&") < _MOST else []
    known = [(name, value) for name, value in asked if name in _PARTS and _PARTS[name].fullmatch(value)]
    return "".join(f"?{name}={value}" for name, value in known[:1])
