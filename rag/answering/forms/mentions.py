"""Mentions: which articles hold given words, counted over the whole index and not estimated from a search."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from embeddings.article import Article
from embeddings.passage import Passage
from embeddings.sentences import split_sentences
from rag.citation import Citation
from rag.words.content_words import content_stems, words

if TYPE_CHECKING:
    from embeddings import Snapshot

# Words from which a line is more than a dateline or a byline.
_WHOLE = 6


@dataclass(frozen=True, slots=True)
class Mention:
    """An article, without its text, with the first passage that holds the words; `times` says how often all do.

    Where no words were asked for, there is no passage.
    """

    article: Article
    passage: Passage | None
    times: int


def mentioning(snapshot: "Snapshot", phrase: str, articles: dict[str, Article]) -> list[Mention]:
    """Return the articles, newest first, that hold the words of `phrase` side by side, as whole words.

    Capital letters count where the phrase has any ("US" is not "us") and some article holds it so.
    """
    passages = _holding(snapshot, phrase, articles)
    exact = _pattern(phrase, 0)
    if phrase != phrase.lower() and (found := _found(passages, articles, exact)):
        return found
    return _found(passages, articles, _pattern(phrase, re.IGNORECASE))


def speaking_of(snapshot: "Snapshot", topic: str, articles: dict[str, Article]) -> list[Mention]:
    """Return the articles, newest first, with a passage that holds every word of the topic in any grammatical form."""
    return _found(_holding(snapshot, topic, articles), articles, None)


def sentence_with(article: Article, passage: Passage, phrase: str) -> Citation:
    """Cite the first sentence of the passage that holds the phrase, the first of all where only the headline does."""
    pattern = _pattern(phrase, re.IGNORECASE)
    holding = (span for span in passage.sentences if pattern.search(article.text[span.start : span.end]))
    return Citation.of(article, next(holding, passage.sentences[0]))


def opening(article: Article) -> Citation:
    """Cite the first whole sentence of an article."""
    spans = split_sentences(article.text)
    telling = (span for span in spans if len(article.text[span.start : span.end].split()) >= _WHOLE)
    return Citation.of(article, next(telling, spans[0]))


def _holding(snapshot: "Snapshot", phrase: str, articles: dict[str, Article]) -> list[Passage]:
    """Return the passages, in order, that hold each telling word of the phrase somewhere, headline included."""
    telling = content_stems(phrase) and [word for word in words(phrase) if content_stems(word)]
    among = frozenset(articles)
    ids: set[int] | None = None
    for word in telling or words(phrase):
        hits = snapshot.search_text(word, snapshot.counts().passages, article_ids=among)
        ids = {hit.passage_id for hit in hits} & (ids if ids is not None else {hit.passage_id for hit in hits})
        if not ids:
            return []
    return snapshot.passages(sorted(ids or ()))


def _found(passages: list[Passage], articles: dict[str, Article], pattern: re.Pattern[str] | None) -> list[Mention]:
    first: dict[str, Passage] = {}
    # Neighbouring passages may share a sentence.
    places: dict[str, set[int]] = {}
    for passage in passages:
        article = articles[passage.article_id]
        found = {passage.start + match.start() for match in pattern.finditer(passage.text)} if pattern else {0}
        if found or (pattern and pattern.search(article.title)):
            first.setdefault(article.id, passage)
            places.setdefault(article.id, set()).update(found)
    return [Mention(articles[one], first[one], len(places[one])) for one in articles if one in first]


def _pattern(phrase: str, flags: int) -> re.Pattern[str]:
    inner = r"\s+".join(re.escape(word) for word in phrase.split())
    return re.compile(rf"(?<!\w){inner}(?!\w)", flags)
