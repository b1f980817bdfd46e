"""The passage: a run of whole sentences of one article, the unit of retrieval."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in `Article.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article; `text == article.text[start:end]`, and so for each sentence span."""

    id: int
    article_id: str
    ordinal: int
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]
