"""Follow-ups: what to ask next, made of what stands around a cited sentence, and held against the articles first."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from rag import Answer, Archive, Article, Citation, Settings, Span, stream
from rag.answering.forms.speech import said_by, statements
from rag.words.content_words import FUNCTION_WORDS, content_stems
from rag.words.names import names_in
from ui import texts
from ui.page.conversation import Exchange, history
from ui.suggesting.questions import Known, questions_of

if TYPE_CHECKING:
    from embeddings import Snapshot

SHOWN: Final = 3
# As many as are tried, and of each sort as many as are shown.
_TRIED: Final = 8
_OF_A_SORT: Final = {"told": 2, "said": 1, "who": 1, "about": 1, "article": 1}
# Sentences before and behind a cited one that are near it, and cited sentences that are looked around.
_NEAR: Final = 8
_CITED: Final = 3
# Characters of an article on either side of a cited sentence that are read for the names in them.
_PAGES: Final = 10_000
_LONGEST_TITLE: Final = 90
# An answer of less would be given with a warning.
_SURE: Final = 0.5
# Share of the words of the longer of two questions by which they ask for the same.
_ALIKE: Final = 0.7

# Passages that are looked at for a name, and articles that may hold it: many of a large archive, few of a small one.
_LOOKED_AT: Final = 200
_MANY, _FEW = 50, 3

# In the order in which they are tried, one of each in turn.
Sort = Literal["told", "said", "who", "about", "article"]
_SORTS: Final[tuple[Sort, ...]] = ("told", "said", "who", "about", "article")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A question that may be asked; its answer must hold some of the words `answer`, where there are any."""

    text: str
    sort: Sort
    answer: str = ""


def follow_ups(exchange: Exchange, earlier: Sequence[Exchange], settings: Settings) -> Iterator[tuple[str, ...]]:
    """Yield after each look the questions found so far that follow an answered exchange and have answers of their own.

    Whoever iterates decides whether to go on: a look takes as long as the search for an answer, or as reading for one.
    """
    asked = [*earlier, exchange]
    turns, cited = history(asked), {one.place for each in asked if each.answer for one in each.answer.citations}
    said = [content_stems(each.question) for each in asked]
    # Read no further than the passages that a question is read against at first: what is not there is no sure answer.
    brief = settings.model_copy(update={"read_on": settings.top_k})
    found: list[_Candidate] = []
    tried = 0
    for candidate in candidates(exchange, settings):
        if tried == _TRIED or len(found) == SHOWN:
            return
        stems = content_stems(candidate.text)
        of_sort = sum(one.sort == candidate.sort for one in found)
        if of_sort == _OF_A_SORT[candidate.sort] or any(_alike(stems, other) for other in said):
            continue
        tried += 1
        said.append(stems)
        for step in stream(candidate.text, history=turns, filters=exchange.filters, settings=brief):
            if isinstance(step, Answer) and _answers(step, candidate, cited):
                found.append(candidate)
                cited |= {one.place for one in step.citations}
            yield tuple(one.text for one in found)


def candidates(exchange: Exchange, settings: Settings) -> list[_Candidate]:
    """Return what may be asked after an answer, the most particular first; nothing where none was given."""
    answer = exchange.answer
    if answer is None or answer.kind != "answer":
        return []
    made: list[_Candidate] = []
    with closing(Archive.open(settings)) as archive, archive.snapshot() as snapshot:
        for citation in answer.citations[:_CITED]:
            article = snapshot.article(citation.article_id)
            if article is not None:
                made += _around(citation, article, _spans_near(citation, snapshot), answer, snapshot)
    unique = {one.text: one for one in made}
    ranked = {sort: [one for one in unique.values() if one.sort == sort] for sort in _SORTS}
    most = max(map(len, ranked.values()), default=0)
    return [ranked[sort][place] for place in range(most) for sort in _SORTS if place < len(ranked[sort])]


def _spans_near(citation: Citation, snapshot: "Snapshot") -> list[Span]:
    """Return the sentences around a cited one, in order: all of most articles, a few pages of a book."""
    spans = {span for passage in snapshot.passages_of(citation.article_id) for span in passage.sentences}
    near = (span for span in spans if abs(span.start - citation.start) <= _PAGES)
    return sorted(near, key=lambda span: span.start)


def _around(
    citation: Citation, article: Article, spans: Sequence[Span], answer: Answer, snapshot: "Snapshot"
) -> Iterator[_Candidate]:
    first, last = (spans[0].start, spans[-1].end) if spans else (citation.start, citation.end)
    text = article.text[first:last]
    known = Known.of(text)
    place = next((at for at, span in enumerate(spans) if span.start >= citation.start), 0)
    quoted = {(one.start, one.end) for one in answer.citations if one.article_id == article.id}
    near = [span for span in spans[max(0, place - _NEAR) : place + _NEAR + 1] if (span.start, span.end) not in quoted]
    for span in sorted(near, key=lambda span: abs(span.start - citation.start)):
        for question in questions_of(article.text[span.start : span.end], known):
            yield _Candidate(question.text, "told", question.answer)
    spoken = statements(article.text, spans)
    for found in dict.fromkeys(name.text for name in names_in(citation.quote)):
        name = next((person for person in known.people if person.split()[-1] == found), found)
        if name in known.people:
            own = [one for one in spoken if said_by(one, name)]
            if any((one.span.start, one.span.end) not in quoted for one in own):
                again = any((one.span.start, one.span.end) in quoted for one in own)
                yield _Candidate(texts.ask_said(name, again=again), "said")
        if name in known.titled:
            yield _Candidate(texts.ask_who(name), "who")
        written = "" if name in known.people else _by_itself(name, text, citation.quote)
        if written and not _is_broad(name, snapshot):
            yield _Candidate(texts.ask_known(written), "about")
    if len(article.title) <= _LONGEST_TITLE:
        yield _Candidate(texts.about(article.title), "article")


def _by_itself(name: str, text: str, quote: str) -> str:
    """Return a name with its article where it has one; empty where it only ever goes before another noun."""
    # Two letters mean too much, and at the head of its only sentence a name may hold a word that is no part of it.
    if sum(map(str.isalpha, name)) < 3 or (quote.startswith(name) and text.count(name) < 2):
        return ""
    behind = rf"(?=[.,;:!?’']|\s+(?:\w+ed|{'|'.join(FUNCTION_WORDS)})\b|$)"
    found = re.search(rf"(?P<the>\bthe\s+)?(?<!\w){re.escape(name)}{behind}", text, re.IGNORECASE)
    return (f"the {name}" if found["the"] else name) if found else ""


def _is_broad(name: str, snapshot: "Snapshot") -> bool:
    """Whether so many articles hold a name that what is known about it would be everything and nothing."""
    hits = snapshot.search_text(name, _LOOKED_AT)
    holding = {passage.article_id for passage in snapshot.passages([hit.passage_id for hit in hits])}
    return len(holding) > min(_MANY, max(_FEW, snapshot.counts().articles // 5))


def _answers(answer: Answer, candidate: _Candidate, cited: set[tuple[str, int, int]]) -> bool:
    """Whether an answer is sure, is the one that was meant, and rests on something that was not shown before."""
    new = [one for one in answer.citations if one.place not in cited]
    if answer.kind != "answer" or answer.confidence < _SURE or not new:
        return False
    if candidate.sort in ("about", "article"):
        return len(new) > 1
    if candidate.sort == "who":
        # That Ida Brandt is Ida Brandt says nothing of her.
        return not {*content_stems(answer.short or "")} <= {*content_stems(candidate.text)}
    wanted = content_stems(candidate.answer)
    held = set(content_stems(answer.short or answer.text))
    return not wanted or 2 * len(held & {*wanted}) >= len(wanted)


def _alike(stems: Sequence[str], other: Sequence[str]) -> bool:
    shared = len({*stems} & {*other})
    return shared >= _ALIKE * max(1, len(stems), len(other))
