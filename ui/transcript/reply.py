"""The reply: what the chat says to one question, ready for its template."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from rag import Answer, Article, Citation, Row
from ui import texts
from ui.exports.plain import footnoted
from ui.page.conversation import Exchange, Stage
from ui.transcript.marks import linked, mark, without_marks

NEAREST = 3
# An answer of at most this many characters is one of a few words, and set large.
FEW_CHARACTERS = 60
# Days after which what is said to be so now may well have been overtaken.
OLD_DAYS = 365
_OF_NOW = re.compile(
    r"\b(?:latest|newest|now|nowadays|still|currently|current|recent|recently|today|at present)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to an exchange as it stands; what has no meaning yet is empty.

    `words` is the answer with its marks as links, safe HTML, empty where the cited sentences are the answer; `few`
    tells that it is short. `beside` are the citations that no row of the answer names, and `sides` its rows by label.
    """

    spoken: str
    lead: str = ""
    words: str = ""
    few: bool = False
    nearest: tuple[Article, ...] = ()
    beside: tuple[Citation, ...] = ()
    sides: Mapping[str, list[Row]] = field(default_factory=dict)
    level: str = "low"
    newest: date | None = None
    old: str = ""
    footnoted: str = ""
    citations: tuple[Citation, ...] = ()

    def cited(self, row: Row) -> list[Citation]:
        """Return the citations that a row of the answer names."""
        return [citation for citation in self.citations if citation.n in row.marks]

    def first(self, row: Row) -> Citation | None:
        """Return the first citation that a row names, None where it names none."""
        return next(iter(self.cited(row)), None)


def reply(exchange: Exchange) -> Reply:
    """Return what is said to an exchange."""
    answer = exchange.answer
    if answer is None:
        return Reply(spoken(exchange))
    lead, *_ = answer.text.splitlines() or [texts.ABSTAINED]
    named = {n for row in answer.rows for n in row.marks}
    nearest = dict.fromkeys(source.article for source in answer.passages)
    dates = [citation.published for citation in answer.citations if citation.published]
    newest = max(dates, default=None)
    sides: dict[str, list[Row]] = {}
    for row in answer.rows:
        sides.setdefault(row.label, []).append(row)
    return Reply(
        spoken=answer.text,
        lead=lead,
        words="" if _is_quotes(answer.text, answer) else _words(answer, exchange.id),
        few=len(answer.short or answer.text) <= FEW_CHARACTERS,
        nearest=tuple(nearest)[:NEAREST],
        beside=tuple(citation for citation in answer.citations if citation.n not in named),
        sides=sides,
        level=_level(answer.confidence),
        newest=newest,
        old=_old(exchange.question, newest, date.today()),
        footnoted=footnoted(answer),
        citations=answer.citations,
    )


def spoken(exchange: Exchange) -> str:
    """Return what a screen reader announces for the exchange as it stands, as plain text."""
    if exchange.answer is not None:
        return exchange.answer.text
    if exchange.stage is Stage.FAILED:
        return exchange.trouble or texts.UNEXPECTED
    if exchange.stage is Stage.STOPPED:
        return texts.STOPPED
    if exchange.stage is Stage.SEARCHING:
        return texts.SEARCHING
    return texts.reading(len(exchange.sources), len({source.article.id for source in exchange.sources}))


def _words(answer: Answer, turn: int) -> Markup:
    if answer.form == "verdict":
        return Markup("{} {}").format(answer.short, Markup("").join(mark(c, turn) for c in answer.citations))
    # What a file says of its article stands in the first line, and its one row repeats it; so do cited sentences.
    lead, _, rest = answer.text.partition("\n")
    text = lead if answer.form == "field" or _is_quotes(rest, answer) else answer.text
    return linked(text, answer.citations, turn, verbatim=[answer.short] if answer.short else [])


def _is_quotes(text: str, answer: Answer) -> bool:
    """Return whether a text says no more than the cited sentences do."""
    said, quoted = (
        "".join(without_marks(words).split())
        for words in (text, "".join(citation.quote for citation in answer.citations))
    )
    return said == quoted


def _old(question: str, newest: date | None, today: date) -> str:
    """Say that even the newest cited article is old, where the question is about now."""
    if newest is None or not _OF_NOW.search(question) or (today - newest).days <= OLD_DAYS:
        return ""
    return texts.old(newest, (today - newest).days)


def _level(confidence: float) -> str:
    """Return the key of `texts.CONFIDENCE` for a confidence of 0..1."""
    return "high" if confidence >= 0.75 else "fair" if confidence >= 0.45 else "low"
