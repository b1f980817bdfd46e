"""The timeline: what happened when, by the dates that sentences tell and not by those of publication."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from embeddings.store.near_duplicates import figures
from rag.answering.citing import cited_first, numbered
from rag.answering.evidence import Matter
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.scope import scope_of
from rag.answering.forms.selection import Told, about, share_told, told
from rag.answering.wording import marks, plural
from rag.citation import Citation
from rag.result import Answer
from rag.retrieval.time_expressions import in_words, time_expressions
from rag.retrieval.told_times import told_times
from rag.row import Row

EVENTS = 12
_PASSAGES = 24
_LATER = "later figure"
# What two sentences must share to tell one event, and what to tell of one matter.
_SAME_EVENT, _SAME_MATTER = 0.5, 0.5
# Share of the matter that a sentence's own words must speak of.
_OWN = 0.3
_HEADED = 0.8


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence with the days that it tells of; `told` says that it names them, else they are those of publication."""

    first: date
    last: date
    told: bool
    sentence: Told

    @property
    def day(self) -> str:
        """The days in words."""
        said = in_words(self.first, self.last)
        return said if self.told else f"reported {said}"


def timeline(inquiry: Inquiry) -> Answer | None:
    """Set the dated events of a matter in order, one row an event; None where no article is about it."""
    scope = scope_of(inquiry.asked.about, inquiry.filters, inquiry.outlets, inquiry.period)
    found = inquiry.search(scope.topic or inquiry.question, scope.filters, _PASSAGES)
    matter = Matter.of(scope.topic, found.background)
    events = [
        event
        for article in about(scope.topic, found)
        for sentence in told(article, inquiry.snapshot.passages_of(article.id), matter, scope.topic)
        if (event := _event(sentence, article.published))
        and (scope.period is None or (scope.period.first <= event.last and event.first <= scope.period.last))
    ]
    kept = [one for one in events if one.sentence.own >= _OWN or _headed(one, matter)]
    kept = kept or [one for one in events if not one.told]
    groups = _merged(sorted(kept, key=lambda event: -event.sentence.relevance))[:EVENTS]
    if not groups:
        return None
    ordered = sorted(groups, key=lambda group: (group[0].first, group[0].last, _published(group[0])))
    citations = numbered(event.sentence.citation for group in ordered for event in group)
    numbers = {citation.place: citation.n for citation in citations}
    rows = tuple(_row(group, ordered[:place], numbers) for place, group in enumerate(ordered))
    lead = f"Timeline of {scope.topic or 'the articles'}, {plural(len(rows), 'event')}:"
    lines = [f"{row.label}: {row.text} {marks(row.marks)}" for row in rows]
    return Answer(
        inquiry.question,
        "\n".join([lead, *lines]),
        "answer",
        "timeline",
        confidence=share_told(scope.topic, citations, found),
        citations=citations,
        passages=cited_first(citations, found.sources, found.copies),
        rows=rows,
    )


def _headed(event: Event, matter: Matter) -> bool:
    """Whether the headline names the matter, so that "the city" of its sentences is the one asked about."""
    return matter.coverage(event.sentence.citation.title, "", "") >= _HEADED


def _event(sentence: Told, published: date | None) -> Event | None:
    for time in told_times(sentence.citation.quote, published):
        return Event(time.first, time.last, told=True, sentence=sentence)
    # The head of an article tells the news of its day.
    return Event(published, published, told=False, sentence=sentence) if published and sentence.place == 0 else None


def _merged(events: Sequence[Event]) -> list[list[Event]]:
    """Group the events that are one: the same days, told in nearly the same words."""
    groups: list[list[Event]] = []
    for event in events:
        for group in groups:
            known = group[0]
            apart = abs((known.first - event.first).days) + abs((known.last - event.last).days)
            repeats = event.sentence.repeats(known.sentence)
            if (apart == 0 and repeats >= _SAME_EVENT) or (apart <= 2 and repeats >= 0.8):
                if all(one.sentence.citation.article_id != event.sentence.citation.article_id for one in group):
                    group.append(event)
                break
        else:
            groups.append([event])
    return groups


def _row(group: Sequence[Event], earlier: Sequence[Sequence[Event]], numbers: dict[tuple[str, int, int], int]) -> Row:
    event = group[0]
    later = any(_revises(event.sentence.citation, other[0].sentence, event.sentence) for other in earlier)
    label = f"{event.day}, {_LATER}" if later else event.day
    cited = tuple(sorted(numbers[one.sentence.citation.place] for one in group))
    return Row(label, event.first, " ".join(event.sentence.citation.quote.split()), cited)


def _revises(citation: Citation, known: Told, sentence: Told) -> bool:
    """Whether a sentence tells other figures on the matter of one that was published before it."""
    before, after = known.citation.published, citation.published
    if not (before and after and before < after) or sentence.repeats(known) < _SAME_MATTER:
        return False
    said, told_before = (_amounts(quote) for quote in (citation.quote, known.citation.quote))
    return bool(said and told_before) and not said & told_before


def _amounts(quote: str) -> frozenset[str]:
    """Return the figures of a sentence that are no years and no days of a month."""
    dated = time_expressions(quote, date(1900, 1, 1))
    return figures("".join(" " if any(one.start <= at < one.end for one in dated) else c for at, c in enumerate(quote)))


def _published(event: Event) -> date:
    return event.sentence.citation.published or date.min
