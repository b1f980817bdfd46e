"""Selection: which sentences of several articles to tell, by what they are about, where they stand, and novelty.

Query-focused extraction by maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each next sentence is the
most relevant one after what the sentences before it say already is taken off.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.article import Article
from embeddings.passage import Passage, Span
from rag.answering.content_words import content_stems
from rag.answering.evidence import Matter
from rag.citation import Citation

# What a sentence is worth for speaking of the matter, and for standing at the head of its article.
_ABOUT, _LEADING = 0.6, 0.4
_NOVELTY = 0.6
# Two sentences that share more of the shorter one's words say the same.
SAME = 0.6
_SHORTEST, _LONGEST = 5, 70
_WHOLE = re.compile(r"[.!?…][\"”’')\]]*$")
_CAPTION = re.compile(r"^(?:image|photo|picture|source|credit|file|video|map|caption|read more|related|about us)\b[^.]{0,40}:", re.I)
# What cannot be understood without the sentence before it.
_LEANING = re.compile(
    r"^[\"“]?(?:he|she|it|they|him|this|that|these|those|his|her|its|their|such|but|however|and|also|so|then|there|both|"
    r"instead|meanwhile|according to (?:him|her|them)|the (?:latter|former|same|other|others|move|decision|two|pair))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that might be told, `place` in its article (0: first); `relevance` is its worth for the matter."""

    citation: Citation
    place: int
    stems: frozenset[str]
    relevance: float

    def repeats(self, other: "Told") -> float:
        """Return the share (0..1) of the shorter one's words that the other says too."""
        return len(self.stems & other.stems) / max(1, min(len(self.stems), len(other.stems)))


def told(article: Article, passages: Sequence[Passage], matter: Matter) -> list[Told]:
    """Return the sentences of an article that can stand by themselves, weighed by the matter."""
    spans = list(dict.fromkeys(span for passage in passages for span in passage.sentences))
    around = {span: passage.text for passage in reversed(passages) for span in passage.sentences}
    sentences = []
    for place, span in enumerate(spans):
        text = article.text[span.start : span.end]
        if not _SHORTEST <= len(text.split()) <= _LONGEST or not _WHOLE.search(text) or _CAPTION.match(text):
            continue
        about = matter.coverage(text, article.title, around[span]) if matter.weights else 1.0
        relevance = _ABOUT * about + _LEADING / (1 + place)
        if _LEANING.match(text) or text.endswith("?") or _unpaired(text):
            relevance *= 0.6
        stems = frozenset(content_stems(text))
        sentences.append(Told(Citation.of(article, Span(span.start, span.end)), place, stems, relevance))
    return sentences


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
