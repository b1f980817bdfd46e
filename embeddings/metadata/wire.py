"""Wire copy: headline, date, outlet and byline as agencies write them above, before and below the story."""

import re
from dataclasses import dataclass, field
from datetime import date

from embeddings.intake.draft import NEWS, Draft
from embeddings.metadata.dates import Order, find_date, is_believable, locate_date, order_in
from embeddings.metadata.header import (
    HEADLINE_LIMIT,
    NAME,
    bare_headline,
    is_headline,
    is_kicker,
    is_note,
    is_place,
    read_byline,
    without_clock,
)
from embeddings.sentences import DATELINE

_HEADER_LINES = 8
_DATE_LINE_LIMIT = 80
_FIELD = re.compile(
    r"(?P<name>headline|title|subject|date|(?:first |originally )?published(?: on| at)?|(?:last )?(?:updated|modified)|"
    r"posted(?: on)?|source|outlet|publisher|agency|author|by|written by|url|link|kind)\s*[:：]\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_CLOSING_SOURCE = re.compile(r"\(?(?:Source|SOURCE|Via|Courtesy of)\s*[:：]\s*(?P<source>[^\n()]{2,80}?)\)?\.?")
_CLOSING_CREDIT = re.compile(rf"\((?:Reporting|Writing) by (?P<author>{NAME}(?:[ ,]+(?:and )?{NAME}){{0,7}})[;,.)].*")
_SEPARATOR = re.compile(r"[,|/()–—•·]|\s-\s")
_OUTLET = re.compile(rf"(?:[bB]y )?{NAME}(?: (?:{NAME}|of|the|and|&))*")
_KEYS = {
    "headline": "title", "title": "title", "subject": "title", "source": "source", "outlet": "source",
    "publisher": "source", "agency": "source", "author": "author", "by": "author", "written by": "author", "url": "url",
    "link": "url", "kind": "kind",
}  # fmt: skip


@dataclass(slots=True)
class _Found:
    """What the lines read so far have said; None and "" where they are silent.

    `days` are dates of publication in order of trust: said elsewhere, said here, of the last change, beyond belief.
    """

    title: str
    source: str | None
    author: str | None
    url: str | None
    kind: str | None
    days: list[date | None] = field(default_factory=lambda: [None] * 4)

    def note_day(self, day: date | None, trust: int) -> None:
        """Note a date."""
        if day is not None:
            trust = trust if is_believable(day) else 3
            self.days[trust] = self.days[trust] or day

    @property
    def published(self) -> date | None:
        """Return the most trusted date."""
        return next(filter(None, self.days), None)


def parse_wire(text: str, known: Draft | None = None, order: Order | None = None) -> Draft:
    """Take the header lines off normalised `text` and return the story with what they say.

    `known` is what the file says elsewhere, in its front matter or markup; it goes before what the lines say. Whatever
    is not surely a header stays in the text. `order` is that of day and month in numeric dates.
    """
    known = known or Draft("")
    found = _Found(known.title, known.source, known.author, known.url, None if known.kind == NEWS else known.kind)
    found.note_day(known.published, 0)
    lines = text.split("\n")
    order = order or order_in(text)
    kept, after = _read_header(lines, found, order)
    story = "\n".join(lines[after:]).strip()
    body = "\n".join([*kept, "", story] if kept else [story]).strip()
    if not story:
        # Nothing but header lines: they are the story.
        body, found.title = text, known.title
    dateline = DATELINE.match(story)
    if dateline:
        agency = dateline["agency"] or dateline["slashed"] or dateline["undated"]
        found.source = found.source or agency.strip()
        found.note_day(find_date(dateline[0], order), 1)
    found.source = found.source or _closing(_CLOSING_SOURCE, body, "source")
    found.author = found.author or _closing(_CLOSING_CREDIT, body, "author")
    return Draft(body, found.title, found.published, found.source, found.url, found.author, found.kind or NEWS)


def _read_header(lines: list[str], found: _Found, order: Order | None) -> tuple[list[str], int]:
    """Fill `found` from the header; return its lines that belong in the text all the same, and how many it has."""
    seen, titled = 0, False
    kept: list[str] = []
    for at, line in enumerate(lines):
        if not line:
            continue
        if seen == _HEADER_LINES:
            return kept, at
        # Kickers and notes are no metadata, but what is below them still may be.
        if is_kicker(lines, at) and not titled:
            found.note_day(find_date(line, order), 2)
            kept.append(line)
        elif is_note(line):
            kept.append(line)
        elif _read_field(line, found, order):
            pass
        elif (name := _read_date_line(line, found, order)) is not None:
            if is_place(name, lines[at + 1 :]):
                kept.append(line)
            elif name.lower().startswith("by "):
                found.author = found.author or name[3:]
            else:
                found.source = found.source or name or None
        elif author := read_byline(line):
            found.author = found.author or author
        else:
            headline = line.lstrip("# ")
            again = headline.casefold() == found.title.casefold()
            if titled or not (again if found.title else is_headline(lines, at)):
                # Notes below the header open the story, where they stand.
                return kept, at
            found.title, titled = found.title or bare_headline(headline), True
        seen += 1
    return kept, len(lines)


def _read_field(line: str, found: _Found, order: Order | None) -> bool:
    said = _FIELD.fullmatch(line)
    if not said:
        return False
    name, value = said["name"].lower(), said["value"].strip()
    if key := _KEYS.get(name):
        if len(value) > HEADLINE_LIMIT:
            return False
        if key == "kind":
            value = value.lower()
        setattr(found, key, getattr(found, key) or value)
        return True
    day = find_date(value, order)
    found.note_day(day, 2 if name.endswith(("updated", "modified")) else 1)
    return day is not None


def _read_date_line(line: str, found: _Found, order: Order | None) -> str | None:
    """Read "5 Apr 2023 18:40" or "Interfax, 5 April 2023": a short line that is a date and at most one name.

    Return the name, "" where there is none, or None where it is no such line.
    """
    located = locate_date(line, order) if len(line) <= _DATE_LINE_LIMIT else None
    if located is None:
        return None
    day, start, end = located
    rest = without_clock(f"{line[:start]} {line[end:]}")
    name = " ".join(rest.split()).strip(" ,.;:|/()-–—•·")
    if name and not _OUTLET.fullmatch(name):
        return None
    if len(name.split()) > 5 or (name and not found.title and not _SEPARATOR.search(line[:start] + line[end:])):
        return None
    found.note_day(day, 1)
    return name


def _closing(pattern: re.Pattern[str], body: str, name: str) -> str | None:
    """Return what a closing line says, "Source: Gazeta" or "(Reporting by Anna Lind)"; the line stays in the body."""
    line = pattern.fullmatch(body.rsplit("\n", 1)[-1])
    return line[name].strip() if line else None
