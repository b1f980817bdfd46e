"""Fields: article metadata under the many names that files give it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from embeddings.intake.draft import NEWS, Draft
from embeddings.metadata.dates import find_date
from embeddings.text import normalise, one_line

TEXT = (
    "text", "body", "content", "articlebody", "article", "maintext", "story", "contenthtml", "contenttext", "fulltext",
    "bodytext", "bodyhtml", "leadparagraph", "description", "summary",
)  # fmt: skip
_TITLE = ("title", "headline", "name", "heading", "webtitle")
# What stands between headline and text, and in records apart from both.
_LEAD = ("standfirst", "subtitle", "subheadline", "subheading", "dek", "deck", "lead", "lede", "trailtext")
_PUBLISHED = (
    "date", "published", "datepublished", "publishedat", "publicationdate", "pubdate", "publishdate", "publishedon",
    "timestamp", "created", "dategmt", "firstpublished", "publicationdatetime", "pubtime", "createdat",
    "webpublicationdate",
)  # fmt: skip
# Where a list of a text, or an object in it, keeps its words.
_INNER = ("rendered", *TEXT, "data", "children", "items", "caption")
_SOURCE = ("source", "outlet", "publisher", "agency", "site", "sitename", "newspaper")
_URL = ("url", "link", "permalink", "sourceurl")
_AUTHOR = ("author", "authors", "byline", "creator")
_KIND = ("kind",)
# Numbers taken for Unix time, in seconds or milliseconds: from 1973 to 2286.
_EARLIEST_SECONDS = 10**8
_LATEST_SECONDS = 10**10


def draft_from_fields(fields: Mapping[str, object]) -> Draft:
    """Return what `fields` say of an article; letter case, `_`, `-` and spaces in their names do not count."""
    plain = _known(fields)
    return Draft(
        text=normalise(next(filter(None, (_prose(plain.get(name)) for name in TEXT)), "")),
        title=one_line(_first(plain, _TITLE)),
        published=_published(plain),
        source=one_line(_first(plain, _SOURCE)) or None,
        url=one_line(_first(plain, _URL)) or None,
        author=one_line(_first(plain, _AUTHOR)) or None,
        kind=one_line(_first(plain, _KIND)).lower() or NEWS,
    )


def lead_from_fields(fields: Mapping[str, object]) -> str:
    """Return what stands between the headline and the text of an article."""
    return _first(_known(fields), _LEAD)


def _known(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the fields by their plain names, with those that a service keeps one level deeper."""
    plain = _plain(fields)
    held = plain.get("fields")
    return _plain(held) | plain if isinstance(held, Mapping) else plain


def _plain(fields: Mapping[str, object]) -> dict[str, object]:
    return {"".join(filter(str.isalnum, key)).lower(): value for key, value in fields.items()}


def _first(fields: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((words for name in names if (words := _words(fields.get(name)))), "")


def _words(value: object) -> str:
    """Return a value as text: of an object its name, as JSON-LD writes publishers, or what WordPress calls rendered; of
    a list all of its parts."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return _words(value.get("name") or value.get("rendered") or value.get("main"))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value)))
    return ""


def _prose(value: object) -> str:
    """Return a text as its file keeps it: in one piece, as a list of paragraphs, or as blocks that hold such again."""
    if isinstance(value, list):
        # Runs of one paragraph that differ in their letters.
        inline = all(isinstance(one, Mapping) and isinstance(one.get("text"), str) and _is_run(one) for one in value)
        return ("" if inline else "\n\n").join(filter(None, map(_prose, value)))
    if isinstance(value, Mapping):
        plain = _plain(value)
        return next(filter(None, (_prose(plain.get(name)) for name in _INNER)), "")
    return value if isinstance(value, str) else ""


def _is_run(block: Mapping[str, object]) -> bool:
    return block.get("type", "text") == "text" and not block.keys() & {"children", "content"}


def _published(fields: Mapping[str, object]) -> date | None:
    for name in _PUBLISHED:
        value = fields.get(name)
        if isinstance(value, str) and (day := find_date(value)):
            return day
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 15:
            value = int(value)
        if isinstance(value, int | float) and _EARLIEST_SECONDS < value < _LATEST_SECONDS * 1000:
            seconds = value if value < _LATEST_SECONDS else value / 1000
            return datetime.fromtimestamp(seconds, UTC).date()
    return None
