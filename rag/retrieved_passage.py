"""The retrieved passage: with the headline, outlet and date a reader needs to weigh it."""

from dataclasses import dataclass

from embeddings.article import Article
from embeddings.passage import Passage
from rag.heading import heading


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """A passage in the order it was retrieved, with the article it stands in and what found it.

    `score` is the fused retrieval score. `bm25_rank` and `dense_rank` count from 1 and are None where that retriever
    did not bring the passage. `similarity` is the cosine of question and passage. `also_in` are the other articles that
    carry nearly the same passage. `reader_confidence` (0..1) is that of the passage's best span, None until it is read.
    """

    passage: Passage
    article: Article
    score: float
    bm25_rank: int | None
    dense_rank: int | None
    similarity: float
    also_in: tuple[Article, ...] = ()
    reader_confidence: float | None = None

    @property
    def heading(self) -> str:
        """What is read above the passage: headline, outlet and day, as far as they are known."""
        return heading(self.article.title, self.article.source, self.article.published)
