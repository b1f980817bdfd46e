"""The citation: the exact sentence of a stored article that an answer rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from embeddings.article import Article
from embeddings.passage import Span
from rag.heading import written


@dataclass(frozen=True, slots=True)
class Citation:
    """Sentence `n` of an answer: `article.text[start:end] == quote` holds for the article named by `article_id`.

    Until an answer numbers its citations, `n` is 0. `page` is that of a paged document, counted from 1.
    """

    n: int
    article_id: str
    title: str
    published: date | None
    source: str | None
    start: int
    end: int
    quote: str
    page: int | None = None

    @classmethod
    def of(cls, article: Article, span: Span) -> Self:
        """Cite a sentence of an article, not numbered yet."""
        quote = article.text[span.start : span.end]
        page = article.page_at(span.start)
        return cls(0, article.id, article.title, article.published, article.source, span.start, span.end, quote, page)

    @property
    def place(self) -> tuple[str, int, int]:
        """Where the sentence stands: article id, start and end."""
        return self.article_id, self.start, self.end

    @property
    def reference(self) -> str:
        """Headline, outlet, date and page in one line."""
        return reference(self.title, self.source, self.published, self.page)

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
            "page": self.page,
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
            page=fields.get("page"),
        )


def reference(title: str, source: str | None, published: date | None, page: int | None = None) -> str:
    """Return a headline with its outlet, date and page, as a footnote names it."""
    day = written(published) if published else None
    origin = ", ".join(part for part in (source, day, f"page {page}" if page else None) if part)
    return f"{title} ({origin})" if origin else title
