"""The draft: an article as a reader found it, before it has an id."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

NEWS = "news"


class UnreadableFile(Exception):
    """A file, or one record of it, that holds no article; the text says why and completes "FILE ..."."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Normalised text of one article and what its file says about it; the title may be empty.

    `pages` are the offsets in `text` at which the pages of a paged document begin, from the first one on.
    """

    text: str
    title: str = ""
    published: date | None = None
    source: str | None = None
    url: str | None = None
    author: str | None = None
    kind: str = NEWS
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Contents:
    """What one file holds: drafts by their number in the file, and the records that could not be read.

    A file that is one article has it under number 0. `losses` say what the file shows and no draft holds.
    """

    drafts: dict[int, Draft]
    problems: dict[int, str] = field(default_factory=dict)
    losses: tuple[str, ...] = ()


def joined(parts: Iterable[tuple[str, Contents | UnreadableFile]]) -> Contents:
    """Return what the parts of one file hold as its contents, numbered from 1; each part is named in what is reported.

    Raises `UnreadableFile` where there is no part.
    """
    drafts: dict[int, Draft] = {}
    problems: dict[int, str] = {}
    losses: list[str] = []
    number = 0
    for name, part in parts:
        if isinstance(part, UnreadableFile):
            number += 1
            problems[number] = f"({name}) {part}"
            continue
        for inner in sorted({*part.drafts, *part.problems}):
            number += 1
            if inner in part.drafts:
                drafts[number] = part.drafts[inner]
            else:
                problems[number] = f"({name}) {part.problems[inner]}"
        losses.extend(f"({name}) {loss}" for loss in part.losses)
    if not number:
        raise UnreadableFile("is empty; put articles in it or take it out")
    return Contents(drafts, problems, tuple(losses))
