"""Wire copy: headline, date, outlet and byline as agencies write them above, before and below the story."""

import re
from dataclasses import dataclass
from datetime import date

from embeddings.intake.draft import NEWS, Draft
from embeddings.metadata.dates import find_date, locate_date
from embeddings.sentences import DATELINE

_HEADLINE_LIMIT = 250
_HEADER_LINES = 8
_DATE_LINE_LIMIT = 80
_FIELD = re.compile(
    r"(?P<name>headline|title|subject|date|published(?: on| at)?|updated|posted(?: on)?|source|outlet|publisher|agency|"
    r"author|by|written by|url|link|kind)\s*[:：]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w.'’-]*"
_BYLINE = re.compile(rf"(?:By|BY|Posted by|Written by)\s+(?P<author>{_NAME}(?:[ ,&]+(?:and )?{_NAME}){{0,7}})")
_CLOSING_SOURCE = re.compile(r"\(?(?:Source|SOURCE|Via|Courtesy of)\s*[:：]\s*(?P<source>[^\n()]{2,80}?)\)?\.?")
_CLOCK = re.compile(
    r"T?\b\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?Z?|\b(?:GMT|UTC|MSK|CET|EST|EDT|BST)\b|[+-]\d{1,2}(?::?\d{2})?\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[,|/()–—•·]|\s-\s")
_NUMBER = re.compile(r"\d+")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_DATE_WORDS = re.compile(r"\b(?:published|posted|updated|ago|hours?|minutes?|on|at|of|the|г)\b\.?", re.IGNORECASE)
_KEYS = {
    "headline": "title", "title": "title", "subject": "title", "source": "source", "outlet": "source",
    "publisher": "source", "agency": "source", "author": "author", "by": "author", "written by": "author", "url": "url",
    "link": "url", "kind": "kind",
}  # fmt: skip


@dataclass(slots=True)
class _Found:
    """What the lines read so far have said; None and "" where they are silent."""

    title: str
    published: date | None
    source: str | None
    author: str | None
    url: str | None
    kind: str | None


def parse_wire(text: str, known: Draft | None = None) -> Draft:
    """Take the header lines off normalised `text` and return the story with what they say.

    `known` is what the file says elsewhere, in its front matter or markup; it goes before what the lines say. Whatever
    is not surely a header stays in the text.
    """
    known = known or Draft("")
    kind = None if known.kind == NEWS else known.kind
    found = _Found(known.title, known.published, known.source, known.author, known.url, kind)
    lines = text.split("\n")
    body = "\n".join(lines[_read_header(lines, found) :]).strip()
    if not body:
        # Nothing but header lines: they are the story.
        body, found.title = text, known.title
    dateline = DATELINE.match(body)
    if dateline:
        found.source = found.source or (dateline["agency"] or dateline["slashed"]).strip()
        found.published = found.published or find_date(dateline[0])
    found.source = found.source or _closing_source(body)
    return Draft(body, found.title, found.published, found.source, found.url, found.author, found.kind or NEWS)


def _read_header(lines: list[str], found: _Found) -> int:
    """Fill `found` from the header; return how many lines belong to it."""
    seen, titled = 0, False
    for at, line in enumerate(lines):
        if not line:
            continue
        if seen == _HEADER_LINES:
            return at
        if not (_read_field(line, found) or _read_date_line(line, found) or _read_byline(line, found)):
            headline = line.lstrip("# ")
            again = headline.casefold() == found.title.casefold()
            if titled or not (again if found.title else _is_headline(lines, at)):
                return at
            found.title, titled = found.title or headline, True
        seen += 1
    return len(lines)


def _read_field(line: str, found: _Found) -> bool:
    field = _FIELD.fullmatch(line)
    if not field:
        return False
    name, value = field["name"].lower(), field["value"].strip()
    if key := _KEYS.get(name):
        if len(value) > _HEADLINE_LIMIT:
            return False
        if key == "kind":
            value = value.lower()
        setattr(found, key, getattr(found, key) or value)
        return True
    day = find_date(value)
    found.published = found.published or day
    return day is not None


def _read_date_line(line: str, found: _Found) -> bool:
    """Read "5 Apr 2023 18:40" or "Interfax, 5 April 2023": a short line that is a date and at most one name."""
    located = locate_date(line) if len(line) <= _DATE_LINE_LIMIT else None
    if located is None:
        return False
    day, start, end = located
    rest = f"{line[:start]} {line[end:]}"
    for pattern in (_CLOCK, _WEEKDAY, _DATE_WORDS, _NUMBER):
        rest = pattern.sub(" ", rest)
    name = " ".join(rest.split()).strip(" ,.;:|/()-–—•·")
    if name and not re.fullmatch(rf"(?:[bB]y )?{_NAME}(?: (?:{_NAME}|of|the|and|&))*", name):
        return False
    if len(name.split()) > 5 or (name and not found.title and not _SEPARATOR.search(line[:start] + line[end:])):
        return False
    found.published = found.published or day
    if name.lower().startswith("by "):
        found.author = found.author or name[3:]
    elif name:
        found.source = found.source or name
    return True


def _read_byline(line: str, found: _Found) -> bool:
    byline = _BYLINE.fullmatch(line)
    if byline:
        found.author = found.author or byline["author"].strip()
    return byline is not None


def _is_headline(lines: list[str], at: int) -> bool:
    """Tell a headline from a first paragraph: short, no dateline, no full stop, and a story below it."""
    line = lines[at]
    if line.startswith("# "):
        return True
    if len(line) > _HEADLINE_LIMIT or DATELINE.match(line) or not any(map(str.isalpha, line)):
        return False
    closed = line.endswith((".", ";", ",", ":")) and not line.endswith(("...", "U.S.", "U.K.", "Inc.", "Co.", "Corp."))
    return not closed and any(lines[at + 1 :])


def _closing_source(body: str) -> str | None:
    """Return the outlet that a closing line "Source: Gazeta" names; the line stays in the body."""
    line = _CLOSING_SOURCE.fullmatch(body.rsplit("\n", 1)[-1])
    return line["source"].strip() if line else None
