"""The citation: the exact sentence of a stored article that an answer rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Citation:
    """Sentence `n` of an answer: `article.text[start:end] == quote` holds for the article named by `article_id`."""

    n: int
    article_id: str
    title: str
    published: date | None
    source: str | None
    start: int
    end: int
    quote: str

    @property
    def reference(self) -> str:
        """Headline, outlet and date in one line."""
        return reference(self.title, self.source, self.published)

    def to_json(self) -> dict[str, Any]:
        """Return the citation as plain JSON values; the date is YYYY-MM-DD or null."""
        return {
            "n": self.n,
            "article_id": self.article_id,
            "title": self.title,
            "published": self.published.isoformat() if self.published else None,
            "source": self.source,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
        }

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote; KeyError, TypeError or ValueError where it is something else."""
        published = fields["published"]
        return cls(
            n=int(fields["n"]),
            article_id=str(fields["article_id"]),
            title=str(fields["title"]),
            published=None if published is None else date.fromisoformat(published),
            source=fields["source"],
            start=int(fields["start"]),
            end=int(fields["end"]),
            quote=str(fields["quote"]),
        )


def reference(title: str, source: str | None, published: date | None) -> str:
    """Return a headline with its outlet and date, as a footnote names it."""
    origin = ", ".join(part for part in (source, f"{published.day} {published:%B %Y}" if published else None) if part)
    return f"{title} ({origin})" if origin else title
