"""Relatives: the other articles that tell an article's story in its own words, as copies of it or as other versions."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from embeddings import Article, Passage, Snapshot
from embeddings.store.near_duplicates import alike

# Passages from the top whose neighbours are looked at, and how many neighbours of each.
_FIRST = 3
_NEIGHBOURS = 10
# Words below which a passage is too short for its words to say that it tells the same story.
_LEAST_WORDS = 15
# Relatives of one kind that are named; wire copy may stand in hundreds of articles.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Relatives:
    """Articles without their texts, newest first.

    `copies` repeat most of an article with nothing else in place of a figure, a name or a verdict; `versions` have the
    words of its beginning in common and tell something else besides, as updates and corrections do.
    """

    copies: tuple[Article, ...] = ()
    versions: tuple[Article, ...] = ()


def relatives(snapshot: Snapshot, article_id: str) -> Relatives:
    """Return the relatives of an article; none for an id that no article has."""
    own = snapshot.passages_of(article_id)
    asides = snapshot.asides([passage.id for passage in own])
    story = [passage for passage in own if passage.id not in asides] or own
    if not story:
        return Relatives()
    shared = _shared(snapshot, story)
    copies = {name for name, number in shared.items() if 2 * number >= len(story)}
    versions = _beginning_alike(snapshot, story[:_FIRST]) - copies - {article_id}
    return Relatives(_newest(snapshot, copies), _newest(snapshot, versions))


def _shared(snapshot: Snapshot, story: list[Passage]) -> Counter[str]:
    """Count for each other article how many passages of a story it has a near-duplicate of."""
    clustered = snapshot.copies([passage.id for passage in story])
    ids = sorted({copy for copies in clustered.values() for copy in copies})
    owners = {passage.id: passage.article_id for passage in snapshot.passages(ids)}
    own = story[0].article_id
    return Counter(name for copies in clustered.values() for name in {owners[copy] for copy in copies} if name != own)


def _beginning_alike(snapshot: Snapshot, beginning: list[Passage]) -> set[str]:
    """Return the ids of the articles of which some passage has most of its words in common with one of these."""
    found = set()
    for passage, vector in zip(beginning, snapshot.vectors([one.id for one in beginning]), strict=True):
        near = snapshot.passages([hit.passage_id for hit in snapshot.search_dense(vector, _NEIGHBOURS)])
        long = [one for one in near if min(len(one.text.split()), len(passage.text.split())) >= _LEAST_WORDS]
        found |= {one.article_id for one in long if alike(passage.text, one.text, contained=True)}
    return found


def _newest(snapshot: Snapshot, ids: set[str]) -> tuple[Article, ...]:
    articles = [article for key in sorted(ids) if (article := snapshot.article(key)) is not None]
    return tuple(sorted(articles, key=lambda one: one.published or date.min, reverse=True)[:_NAMED])
