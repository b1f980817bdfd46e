"""HTML pages, saved or exported."""

import logging
import re
from configparser import ConfigParser
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING

from embeddings.intake.decoding import decode
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

if TYPE_CHECKING:
    from trafilatura.settings import Document

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<name>[\w-]{2,20})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HEAD = 4096
# What is wrong with a page is said in the report; trafilatura would say it a second time on the terminal.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_html(data: bytes) -> Contents:
    """Read the one article of a page: its story without menus, notices and comments, and what its markup says of it."""
    from trafilatura import bare_extraction, html2txt
    from trafilatura.settings import Document

    page = _DECLARATION.sub("", _decode(data))
    found = bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=_config(),
    )
    story = found.text if isinstance(found, Document) else None
    text = normalise(story or html2txt(page))
    if not text:
        raise UnreadableFile("has no text; save the page again or take it out")
    return Contents({0: parse_wire(text, _metadata(found) if isinstance(found, Document) else None)})


def _decode(data: bytes) -> str:
    """Decode by what the page declares, and as any other text where it declares nothing or wrongly."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(declared["name"].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


def _metadata(found: "Document") -> Draft:
    return Draft(
        text="",
        title=one_line(found.title or ""),
        published=date.fromisoformat(found.date) if found.date else None,
        source=one_line(found.sitename or found.hostname or "") or None,
        url=found.url,
        author=one_line(found.author or "") or None,
    )


def _config() -> ConfigParser:
    """Return trafilatura's configuration with room for short items, which a news wire has many of."""
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"].update(MIN_EXTRACTED_SIZE="60", MIN_OUTPUT_SIZE="1")
    return config
