"""The comparison: what the articles say of either side, on the same matters where both are spoken of."""

import re
from collections.abc import Sequence

from rag.answering.citing import cited_first, numbered
from rag.answering.evidence import Matter
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.scope import published_in, scope_of
from rag.answering.forms.selection import SAME, Told, about, share_told, told
from rag.answering.wording import rows_text
from rag.result import Answer
from rag.retrieval.retriever import Retrieval
from rag.row import Row
from rag.words.content_words import content_stems

_PASSAGES = 12
_ARTICLES = 5
_EACH = 3
# What a sentence must speak of its side, and how much of its worth lies in matching one of the other side.
_ABOUT = 0.6
_MATCHING = 0.8
_ADJECTIVE = re.compile(r"[A-Z]\w*(?:ish|ese|ian|ean|can|man|tch|nch|rean|aeli|aqi)")
_MATTER = re.compile(r"\s(?:in|on|about|over|regarding)\s.+$")
_MISSING = "Nothing on this in these articles."


def comparison(inquiry: Inquiry) -> Answer | None:
    """Set two sides next to each other, row by row; None where no article speaks of either."""
    one, other = _sides(inquiry)
    found = [_side(inquiry, side) for side in (one, other)]
    pool = [sentences for sentences, _ in found]
    if not any(pool):
        return None
    names = frozenset(content_stems(f"{one} {other}"))
    first = _chosen(pool[0], pool[1], names)
    # What names both sides is told once.
    spoken = {one.citation.place for one in first}
    chosen = [first, _chosen([one for one in pool[1] if one.citation.place not in spoken], first, names)]
    chosen[1] = _paired(chosen[0], chosen[1], names)
    citations = numbered(sentence.citation for sentences in chosen for sentence in sentences)
    numbers = {citation.place: citation.n for citation in citations}
    told_of_each = [
        share_told(side, (sentence.citation for sentence in sentences), retrieval)
        for side, sentences, (_, retrieval) in zip((one, other), chosen, found, strict=True)
    ]
    rows = []
    for place in range(max(1, *map(len, chosen))):
        for side, sentences in zip((one, other), chosen, strict=True):
            if place < len(sentences):
                cited = sentences[place].citation
                text = " ".join(cited.quote.split())
                rows.append(Row(side, cited.published, text, (numbers[cited.place],)))
            elif not sentences and place == 0:
                rows.append(Row(side, None, _MISSING))
    sources = tuple(source for _, retrieval in found for source in retrieval.sources)
    distinct = tuple({source.passage.id: source for source in sources}.values())
    return Answer(
        inquiry.question,
        rows_text(f"{one[0].upper()}{one[1:]} and {other}:", rows),
        "answer",
        "comparison",
        confidence=sum(told_of_each) / len(told_of_each),
        citations=citations,
        passages=cited_first(citations, distinct, {}),
        rows=tuple(rows),
    )


def _sides(inquiry: Inquiry) -> tuple[str, str]:
    """Return the two sides; "on", "in" or "about" what they are compared belongs to both."""
    one, other = (side.removeprefix("the ").strip() or side for side in (inquiry.asked.about, inquiry.asked.other))
    if _ADJECTIVE.fullmatch(one) and " " in other:
        # "The Dutch and the European chip laws": the noun stands once.
        one = f"{one} {other.split(' ', 1)[1]}"
    if matter := _MATTER.search(other):
        one = one if _MATTER.search(one) else f"{one}{matter[0]}"
    return one, other


def _side(inquiry: Inquiry, side: str) -> tuple[list[Told], Retrieval]:
    scope = scope_of(side, inquiry.filters, inquiry.outlets, inquiry.period)
    bounded = published_in(scope.filters, scope.period) or scope.filters
    found = inquiry.search(scope.topic or side, bounded, _PASSAGES)
    matter = Matter.of(scope.topic or side, found.background)
    spoken = {source.article.id: source.article for source in found.sources}
    sentences: list[Told] = []
    articles = about(scope.topic or side, found)[:1]
    for article in list(spoken.values())[:_ARTICLES]:
        near = told(article, inquiry.snapshot.passages_of(article.id), matter)
        # The sentence itself names its side, or opens an article about it: another may be of the other side.
        sentences += [one for one in near if one.own >= _ABOUT or (one.opens and article in articles)]
    return sorted(sentences, key=lambda one: -one.relevance), found


def _chosen(mine: Sequence[Told], theirs: Sequence[Told], names: frozenset[str]) -> list[Told]:
    """Take the sentences of one side that are worth most, above all those the other side has a counterpart to."""
    matched = sorted(
        mine, key=lambda one: -one.relevance - _MATCHING * max((_shared(one, t, names) for t in theirs), default=0.0)
    )
    taken: list[Told] = []
    for sentence in matched:
        if len(taken) < _EACH and all(sentence.repeats(known) < SAME for known in taken):
            taken.append(sentence)
    return taken


def _paired(first: Sequence[Told], second: Sequence[Told], names: frozenset[str]) -> list[Told]:
    """Order the second side so that each row is on the matter of the first side's row, as far as it can be."""
    left, ordered = list(second), []
    for sentence in first:
        if left:
            best = max(left, key=lambda one: _shared(sentence, one, names))
            left.remove(best)
            ordered.append(best)
    return ordered + left


def _shared(one: Told, other: Told, names: frozenset[str]) -> float:
    mine, theirs = one.stems - names, other.stems - names
    return (
        0.0 if one.citation.place == other.citation.place else len(mine & theirs) / max(1, min(len(mine), len(theirs)))
    )
