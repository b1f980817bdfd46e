"""The record: what is said of an article beside its text, as a string, and back."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from embeddings.article import Article


def to_record(article: Article) -> str:
    """Return everything but the text of an article as JSON."""
    fields = asdict(article)
    del fields["text"]
    return json.dumps({**fields, "published": article.published.isoformat() if article.published else None})


def from_record(record: str, parts: Sequence[str] = ()) -> Article:
    """Return an article of its record and the parts of its text in order; without parts, one with no text."""
    fields = json.loads(record)
    day = fields["published"]
    listed = {name: tuple(fields.get(name, ())) for name in ("pages", "other_sources")}
    said = {**fields, **listed, "published": date.fromisoformat(day) if day else None}
    return Article(**said, text="".join(parts))
