"""Verification: every citation is read back from the store and compared character by character."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.citation import Citation

if TYPE_CHECKING:
    from embeddings import Snapshot
    from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Failure:
    """A citation that does not hold, and why."""

    citation: Citation
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of an answer's citations: how many were read back, and those that do not hold."""

    checked: int
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        """Whether every citation holds."""
        return not self.failures


def verify_citations(citations: Iterable[Citation], settings: "Settings") -> Verification:
    """Read each cited article from the store and compare its text with the quote."""
    from embeddings import Archive

    checked = tuple(citations)
    with Archive.open(settings).snapshot() as snapshot:
        found = [(citation, _fault(snapshot, citation)) for citation in checked]
    return Verification(len(checked), tuple(Failure(citation, fault) for citation, fault in found if fault))


def _fault(snapshot: "Snapshot", citation: Citation) -> str | None:
    from embeddings import IndexDamaged

    try:
        article = snapshot.article(citation.article_id)
        snapshot.passages_of(citation.article_id)
    except IndexDamaged as error:
        return f"what the index holds of its article is not what was once read from the file: {error}"
    if article is None:
        return f"article {citation.article_id} is not in the index: it was removed, or its text has changed"
    if not 0 <= citation.start < citation.end <= len(article.text):
        return f"the article has no characters {citation.start} to {citation.end}"
    if article.text[citation.start : citation.end] != citation.quote:
        return f"the article says other words at {citation.start} to {citation.end}"
    if (citation.title, citation.published, citation.source) != (article.title, article.published, article.source):
        return "headline, date or outlet are not those of the article"
    return None
