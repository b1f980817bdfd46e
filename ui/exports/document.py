"""The document: a conversation, or clippings, as it is saved, in parts that each form of file writes in its own way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rag import Answer, Citation
from ui import texts
from ui.page.conversation import Exchange
from ui.storage import Clipping


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer with the numbers of its notes; a `quote` is a cited sentence, word for word."""

    text: str
    notes: tuple[int, ...] = ()
    quote: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """One question: how it was understood, what leads its answer, and the lines of it."""

    question: str
    understood: str | None
    lead: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What is saved; `notes` say where the cited sentences stand, numbered from 1 through the whole of it."""

    title: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]


def document(exchanges: Sequence[Exchange], title: str = texts.EXPORT_TITLE) -> Document:
    """Return the answered questions as a document."""
    sections: list[Section] = []
    notes: list[str] = []
    for exchange in exchanges:
        if exchange.answer is None:
            continue
        answer = exchange.answer
        numbers = {citation.n: len(notes) + place for place, citation in enumerate(answer.citations, start=1)}
        lines = tuple(_lines(answer, numbers))
        sections.append(Section(exchange.question, answer.understood_as, _lead(answer), lines))
        notes += [note(citation) for citation in answer.citations]
    return Document(title, tuple(sections), tuple(notes))


def clipped(clippings: Sequence[Clipping], title: str = texts.CLIPPINGS) -> Document:
    """Return clippings as a document, those that came from one question together."""
    sections: list[Section] = []
    notes: list[str] = []
    for question, group in groupby(clippings, lambda one: one.question):
        lines: list[Line] = []
        for one in group:
            notes.append(f"{note(one.citation)}{texts.in_file(one.file) if one.file else ''}")
            lines.append(Line(one.citation.quote, (len(notes),), quote=True))
        sections.append(Section(question, None, "", tuple(lines)))
    return Document(title, tuple(sections), tuple(notes))


def note(citation: Citation) -> str:
    """Return where a cited sentence stands: outlet, date, headline, article id and offsets."""
    return (
        f"{citation.source or texts.NO_OUTLET}, {texts.day_and_page(citation.published, citation.page)}: "
        f"{citation.title}"
        f" (article {citation.article_id}, characters {citation.start} to {citation.end})"
    )


def _lead(answer: Answer) -> str:
    # Of a sentence that is the answer there is no shorter form, and it follows as a quotation.
    if answer.kind == "answer" and not answer.rows:
        return answer.short or ""
    return answer.text.splitlines()[0]


def _lines(answer: Answer, numbers: dict[int, int]) -> Iterator[Line]:
    """Yield the parts of an answer that has several, then each cited sentence that they do not repeat."""
    said, marked = "", set[int]()
    for row in answer.rows:
        told = ", ".join(part for part in (row.label, texts.day(row.day) if row.day else "") if part)
        said += row.text
        marked |= {*row.marks}
        yield Line(f"{told}: {row.text}" if told else row.text, tuple(numbers[n] for n in row.marks if n in numbers))
    for citation in answer.citations:
        if citation.quote not in said or citation.n not in marked:
            yield Line(citation.quote, (numbers[citation.n],), quote=True)
