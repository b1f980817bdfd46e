"""Source cards: one article each, with its passages and the cited sentences in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rag import Article, Citation, RetrievedPassage
from ui import texts


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open range of one article's text to show, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of an article with its words; `first` and `last` say in 0..1 where in the article it stands.

    `page` is the page of a paged document that it begins on.
    """

    text: str
    start: int
    first: float = 0.0
    last: float = 1.0
    page: int | None = None

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return texts.on_page(self.page) if self.page else texts.position(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Card:
    """One article among the sources of a question.

    `also_in` are other articles that carry nearly the same passage, and `why` says what found this one. Of an article
    that is `gone` from the index only the cited sentences are left.
    """

    id: str
    title: str
    source: str | None
    published: date | None
    kind: str
    citations: tuple[Citation, ...]
    excerpts: tuple[Excerpt, ...]
    also_in: tuple[Article, ...] = ()
    why: tuple[str, ...] = ()
    gone: bool = False


def cards(
    sources: Sequence[RetrievedPassage], citations: Sequence[Citation], articles: Mapping[str, Article]
) -> tuple[list[Card], list[Card]]:
    """Return the cards of the cited articles, by the number of their first citation, and those of the others.

    The others follow in the order of retrieval. `articles` holds the cited articles that are still in the index, by id:
    an answer that looks over many of them has read none of their passages.
    """
    by_article: dict[str, list[RetrievedPassage]] = {}
    for source in sources:
        by_article.setdefault(source.article.id, []).append(source)
    own = {key: [c for c in citations if c.article_id == key] for key in dict.fromkeys(c.article_id for c in citations)}
    cited = [
        _card(by_article[key], cites)
        if key in by_article
        else _looked_over(articles[key], cites)
        if key in articles
        else _gone(cites)
        for key, cites in own.items()
    ]
    return cited, [_card(read, ()) for key, read in by_article.items() if key not in own]


def stretches(sources: Iterable[RetrievedPassage], citations: Iterable[Citation]) -> list[Stretch]:
    """Return the ranges of one article that its passages cover, in reading order, overlapping ones joined.

    A citation that no passage covers gets a range of its own, so that whatever is cited can be seen.
    """
    covered = [Stretch(source.passage.start, source.passage.end) for source in sources]
    covered += [Stretch(citation.start, citation.end) for citation in citations]
    joined: list[Stretch] = []
    for stretch in sorted(covered, key=lambda stretch: stretch.start):
        if joined and stretch.start <= joined[-1].end:
            joined[-1] = Stretch(joined[-1].start, max(joined[-1].end, stretch.end))
        else:
            joined.append(stretch)
    return joined


def _card(sources: Sequence[RetrievedPassage], citations: Sequence[Citation]) -> Card:
    """Return the card of one article: with the passages that hold its citations, or all where it is not cited."""
    article, best = sources[0].article, sources[0]
    also_in = {other.id: other for source in sources for other in source.also_in}
    shown = stretches(_citing(sources, citations) if citations else sources, citations)
    return Card(
        article.id,
        article.title,
        article.source,
        article.published,
        article.kind,
        tuple(citations),
        tuple(_excerpt(article, stretch) for stretch in shown),
        tuple(also_in.values()),
        texts.why(best.bm25_rank, best.dense_rank, best.similarity, best.reader_confidence),
    )


def _looked_over(article: Article, citations: Sequence[Citation]) -> Card:
    """Return the card of an article of which no passage was read: with the paragraphs of its cited sentences."""
    lines = [
        Stretch(article.text.rfind("\n", 0, citation.start) + 1, _end_of_line(article.text, citation.end))
        for citation in citations
    ]
    excerpts = tuple(_excerpt(article, stretch) for stretch in dict.fromkeys(lines))
    return Card(article.id, article.title, article.source, article.published, article.kind, tuple(citations), excerpts)


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _gone(citations: Sequence[Citation]) -> Card:
    first = citations[0]
    excerpts = tuple(Excerpt(citation.quote, citation.start) for citation in citations)
    return Card(first.article_id, first.title, first.source, first.published, "", tuple(citations), excerpts, gone=True)


def _excerpt(article: Article, stretch: Stretch) -> Excerpt:
    length = max(len(article.text), 1)
    text = article.text[stretch.start : stretch.end]
    return Excerpt(text, stretch.start, stretch.start / length, stretch.end / length, article.page_at(stretch.start))


def _citing(sources: Sequence[RetrievedPassage], citations: Iterable[Citation]) -> list[RetrievedPassage]:
    """Return for each citation the best source that holds it whole."""
    holding = (
        next((s for s in sources if s.passage.start <= c.start and c.end <= s.passage.end), None) for c in citations
    )
    return [source for source in holding if source is not None]
