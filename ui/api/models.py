"""What goes into the JSON API and what comes out, as OpenAPI describes it."""

import json
from datetime import date
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, FailFast, Field, model_validator

from rag import Answer, Article, Filters, RetrievedPassage, Turn
from rag.filters import MOST_CHOSEN
from rag.result import Form, Kind
from ui.library.catalogue import Entry

# One fault ends the reading: a list of nothing but faults would fill the memory with their descriptions.
Names = Annotated[list[Annotated[str, Field(max_length=300)]], Field(max_length=300), FailFast()]


Ids = Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=MOST_CHOSEN), FailFast()]

HISTORY_LIMIT = 32_000


class FiltersModel(BaseModel):
    """Bounds that an article must meet to be read; dates are inclusive, an empty list lets every value pass."""

    model_config = ConfigDict(populate_by_name=True, extra="forbid")

    published_from: date | None = Field(default=None, alias="from")
    published_to: date | None = Field(default=None, alias="to")
    outlets: Names = []
    kinds: Names = []
    article_ids: Ids = Field(default=[], description="Only these articles; ids that the index lacks are ignored.")
    collection: str | None = Field(
        default=None, max_length=300, description="Only the articles of this collection, in place of other bounds."
    )

    def filters(self) -> Filters:
        """Return them as `rag` takes them; raises InputError for an empty date range."""
        return Filters(
            self.published_from,
            self.published_to,
            tuple(self.outlets),
            tuple(self.kinds),
            tuple(self.article_ids),
        )


class CitationModel(BaseModel):
    """Sentence `n`: `quote` is exactly what stands from `start` to `end` (code points) in the article's text."""

    n: int
    article_id: str
    title: str
    published: date | None
    source: str | None
    start: int
    end: int
    quote: str
    page: int | None = None


class RowModel(BaseModel):
    """One part of an answer that has several; `marks` are the numbers of its citations."""

    label: str = Field(description="What the row is about: an outlet, a day in words, a speaker, a side.")
    day: date | None = Field(description="The event's own date in a timeline, elsewhere that of publication.")
    text: str
    marks: list[int]


class SourceModel(BaseModel):
    """A passage that was read, and what found it."""

    article_id: str
    title: str
    published: date | None
    source: str | None
    kind: str
    start: int
    end: int
    text: str
    score: float
    bm25_rank: int | None
    dense_rank: int | None
    similarity: float
    reader_confidence: float | None
    also_in: list[str] = Field(description="Ids of other articles that carry nearly the same passage.")

    @classmethod
    def of(cls, source: RetrievedPassage) -> Self:
        """Return a source as plain fields."""
        article, passage = source.article, source.passage
        return cls(
            article_id=article.id,
            title=article.title,
            published=article.published,
            source=article.source,
            kind=article.kind,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            score=source.score,
            bm25_rank=source.bm25_rank,
            dense_rank=source.dense_rank,
            similarity=source.similarity,
            reader_confidence=source.reader_confidence,
            also_in=[other.id for other in source.also_in],
        )


class AnswerModel(BaseModel):
    """An answer with its sentences, else the closest quotes, else an abstention."""

    question: str
    text: str = Field(description="With [n] marks, one for each citation.")
    short: str | None = Field(description="The bare answer; null unless `kind` is `answer`.")
    kind: Kind
    form: Form = Field(default="words", description="What sort of answer it is.")
    confidence: float = Field(ge=0, le=1)
    citations: list[CitationModel]
    understood_as: str | None = Field(description="The question as resolved against the history; null as asked.")
    generation: int
    rows: list[RowModel] = Field(default=[], description="The parts of an answer that has several, in order.")
    timings_ms: dict[str, float]
    sources: list[SourceModel] = []

    @classmethod
    def of(cls, answer: Answer) -> Self:
        """Return an answer with the sources it was read from."""
        fields: dict[str, Any] = answer.to_json()
        return cls(**fields, sources=[SourceModel.of(source) for source in answer.passages])

    def turn(self) -> Turn:
        """Return it as an earlier turn of a conversation."""
        return Turn.of(Answer.from_json(self.model_dump(mode="json")))


class QuestionModel(BaseModel):
    """A question; with `history`, the earlier answers as they came from here, oldest first, a follow-up is resolved."""

    model_config = ConfigDict(extra="forbid")

    question: str
    history: Annotated[list[AnswerModel], FailFast()] = Field(
        default=[],
        max_length=50,
        description=f"Of a long conversation the last {HISTORY_LIMIT:,} characters count, in whole answers.",
    )
    filters: FiltersModel = FiltersModel()
    top_k: int | None = Field(default=None, ge=1, le=50, description="Passages to read.")
    stream: bool = Field(default=False, description="Send events: the sources as soon as they stand, then the answer.")

    @model_validator(mode="before")
    @classmethod
    def _whole_characters(cls, fields: Any) -> Any:
        """Refuse halves of characters, which JSON can spell and nothing can write down."""
        try:
            json.dumps(fields, ensure_ascii=False, default=str).encode()
        except UnicodeEncodeError as error:
            raise ValueError("the text holds half of a character (a lone surrogate)") from error
        return fields

    def turns(self) -> list[Turn]:
        """Return the history as `rag` takes it, as far back as the limit allows."""
        turns: list[Turn] = []
        left = HISTORY_LIMIT
        for earlier in reversed(self.history):
            turn = earlier.turn()
            left -= len(turn.question) + len(turn.text) + len(turn.asked) + sum(map(len, turn.quotes))
            if left < 0:
                break
            turns.insert(0, turn)
        return turns


class EntryModel(BaseModel):
    """An article without its text."""

    id: str
    title: str
    published: date | None
    source: str | None
    kind: str
    characters: int

    @classmethod
    def of(cls, entry: Entry) -> Self:
        """Return an entry of the catalogue as plain fields."""
        return cls(
            id=entry.id,
            title=entry.title,
            published=entry.published,
            source=entry.source,
            kind=entry.kind,
            characters=entry.characters,
        )


class ArticlesModel(BaseModel):
    """Articles newest first, from `offset` on, of `total` that match."""

    total: int
    offset: int
    generation: int
    articles: list[EntryModel]


class ArticleModel(EntryModel):
    """An article with its text; every offset of a citation counts code points of it."""

    author: str | None
    url: str | None
    text: str

    @classmethod
    def whole(cls, article: Article) -> Self:
        """Return an article as plain fields."""
        entry = EntryModel.of(Entry.of(article))
        return cls(**entry.model_dump(), author=article.author, url=article.url, text=article.text)


class CollectionModel(BaseModel):
    """A named filter that was made in the chat, and how many articles pass it now."""

    name: str
    articles: int


class Fault(BaseModel):
    """What went wrong and what mends it."""

    detail: str


class Health(BaseModel):
    """Whether questions can be answered."""

    status: str
