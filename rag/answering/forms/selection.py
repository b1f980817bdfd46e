"""Selection: which sentences of several articles to tell, by what they are about, where they stand, and novelty.

Query-focused extraction by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each next sentence is the
most relevant one after what the sentences before it say already is taken off.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.article import Article
from embeddings.passage import Passage
from rag.answering.evidence import Matter
from rag.citation import Citation
from rag.retrieval.retriever import Retrieval
from rag.words.content_words import content_stems

# What a sentence is worth for speaking of the matter, and for standing at the head of its article.
_ABOUT, _LEADING = 0.5, 0.5
_NOVELTY = 0.6
# Two sentences that share more of the shorter one's words say the same.
SAME = 0.6
# Share of a matter from which a sentence's own words speak of it.
OWN = 0.45
_SHORTEST, _LONGEST = 5, 70
# What an article must have, the share of the topic it speaks of plus its likeness (cosine), and what share of the best.
_SPOKEN, _NEARLY = 0.95, 0.78
_ARTICLES = 8
_GIST = 20
_WHOLE = re.compile(r"[.!?…][\"”’')\]]*$")
_CAPTION = re.compile(
    r"^(?:image|photo|picture|source|credit|file|video|map|caption|read more|related|about us)\b[^.]{0,40}:", re.I
)
# What cannot be understood without the sentence before it.
_LEANING = re.compile(
    r"^[\"“]?(?:he|she|it|they|him|this|that|these|those|his|her|its|their|such|but|however|and|also|so|then|there|"
    r"both|instead|meanwhile|according to (?:him|her|them)|the (?:latter|former|same|others?|move|decision|pair))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that might be told, `place` in its article (0: first); `relevance` is its worth for the matter.

    `own` is the share (0..1) of the matter that its own words speak of; `opens` that it is the head of an article whose
    headline or first sentence speaks of it.
    """

    citation: Citation
    place: int
    stems: frozenset[str]
    relevance: float
    own: float = 0.0
    opens: bool = False

    def repeats(self, other: "Told") -> float:
        """Return the share (0..1) of the shorter one's words that the other says too."""
        return len(self.stems & other.stems) / max(1, min(len(self.stems), len(other.stems)))


def about(topic: str, found: Retrieval) -> list[Article]:
    """Return the articles that are about the topic, by its words and by what the encoder makes of it, best first."""
    matter = Matter.of(topic, found.background)
    strength: dict[str, float] = {}
    articles = {}
    for source in found.sources:
        articles[source.article.id] = source.article
        coverage = matter.coverage(source.passage.text, source.article.title, source.passage.text)
        strength[source.article.id] = max(strength.get(source.article.id, 0.0), coverage + source.similarity)
    least = max(_SPOKEN, _NEARLY * max(strength.values(), default=0.0))
    ordered = sorted(strength, key=lambda one: -strength[one])
    return [articles[one] for one in ordered if strength[one] >= least][:_ARTICLES]


def strength(topic: str, found: Retrieval) -> float:
    """Return how much the passages found speak of a topic (0 to 2): share of its words and likeness, of the best."""
    matter = Matter.of(topic, found.background)
    return max(
        (
            matter.coverage(source.passage.text, source.article.title, source.passage.text) + source.similarity
            for source in found.sources
        ),
        default=0.0,
    )


def told(article: Article, passages: Sequence[Passage], matter: Matter, topic: str = "") -> list[Told]:
    """Return the sentences of an article that can stand by themselves, weighed by the matter.

    The words of the `topic` tell no sentence from another: they do not count as repeated.
    """
    common = frozenset(content_stems(topic))
    spans = list(dict.fromkeys(span for passage in passages for span in passage.sentences))
    around = {span: passage.text for passage in reversed(passages) for span in passage.sentences}
    sentences: list[Told] = []
    for span, following in zip(spans, [*spans[1:], None], strict=True):
        text = article.text[span.start : span.end]
        # What stands before the credit of a picture is its caption.
        if following and _CAPTION.match(article.text[following.start : following.end]):
            continue
        if not _SHORTEST <= len(text.split()) <= _LONGEST or not _WHOLE.search(text) or _CAPTION.match(text):
            continue
        own = matter.coverage(text, "", text)
        near = matter.coverage(text, article.title, around[span])
        place = len(sentences)
        relevance = _ABOUT * (own + near) / 2 + _LEADING / (1 + place)
        opens = place == 0 and matter.coverage(text, article.title, text) >= OWN
        if _LEANING.match(text) or text.endswith("?") or _unpaired(text):
            relevance *= 0.6
        stems = frozenset(content_stems(text)) - common
        sentences.append(Told(Citation.of(article, span), place, stems, relevance, own, opens))
    return sentences


def share_told(topic: str, citations: Iterable[Citation], found: Retrieval) -> float:
    """Return the share (0..1) of a topic that the cited sentences speak of with their headlines; 1 for no topic."""
    text = "\n".join(f"{one.title}\n{one.quote}" for one in citations)
    matter = Matter.of(topic, found.background)
    return min(1.0, matter.coverage(text, "", text)) if matter.weights else 1.0


def gist(sentences: Sequence[Told]) -> Matter:
    """Return what an article is about by its own account: the words that most of its sentences share."""
    counts = Counter(stem for sentence in sentences for stem in sentence.stems)
    shared = {stem: count for stem, count in counts.most_common(_GIST) if count > 1}
    return Matter({stem: count / sum(shared.values()) for stem, count in shared.items()})


def distinct(candidates: Iterable[Told], limit: int, per_article: int) -> list[Told]:
    """Take up to `limit` sentences, the most relevant and novel first, none that repeats another."""
    left, taken = list(candidates), list[Told]()
    while left and len(taken) < limit:
        best = max(left, key=lambda one: one.relevance - _NOVELTY * max((one.repeats(t) for t in taken), default=0.0))
        left.remove(best)
        from_it = sum(one.citation.article_id == best.citation.article_id for one in taken)
        if from_it < per_article and all(best.repeats(one) < SAME for one in taken):
            taken.append(best)
    return taken


def _unpaired(text: str) -> bool:
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1
