"""The article: one news item as it is stored and cited."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One news item. Every offset in citewire is a code-point offset into `text`.

    `id` is taken from the text alone, so an id names exact words: a citation of a changed article cannot pass for one
    of the old. `sha256` is of the file's bytes; `path` is relative to `folder`, with `#n` appended where one file
    holds several articles. `pages` are the offsets at which the pages of a paged document begin. `other_sources` are
    the outlets of word-for-word copies, which are stored once.
    """

    id: str
    title: str
    published: date | None
    source: str | None
    url: str | None
    author: str | None
    kind: str
    text: str
    folder: str
    path: str
    sha256: str
    pages: tuple[int, ...] = ()
    other_sources: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Return the page, counted from 1, on which `offset` stands; None where the document has none."""
        return bisect_right(self.pages, offset) or None


def article_id(text: str) -> str:
    """Return the id of an article with this normalised text: 12 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:12]
