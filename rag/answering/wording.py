"""Wording: the text a person reads, in each of the three tiers."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rag.citation import Citation, reference
from rag.heading import written
from rag.retrieval.time_expressions import TimeExpression
from rag.retrieval.told_times import told_times
from rag.retrieved_passage import RetrievedPassage
from rag.row import Row

ABSTAINED = "Not in these articles."
NEARLY = "No sentence answers this outright. {articles} {are} {about}:"
UNDECIDED = "Neither yes nor no is sure. The articles say:"
DIFFERING = "The articles differ:"
VERDICTS = {True: "Yes", False: "No"}
UNSUPPORTED = "[unsupported]"
NOTHING_PASSES = (
    "No article passes the filters, so there was nothing to read. Widen the dates, outlets or kinds, or choose other"
    " articles."
)
NO_ARTICLES = "There are no articles in the index yet. Put some into the folder {seeds} and run: citewire rebuild"

_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"))
_HEADLINES = 3


def bare(span: str, following: str = "") -> str:
    """Return a span without the punctuation that clings to its ends and without half a bracket or quotation mark.

    `following` is the text behind the span: a bracket that closes right there is taken in. The result always stands in
    span and following, word for word.
    """
    text = span.strip().strip(",;:").strip()
    for opening, closing in _PAIRS:
        if text.count(opening) > text.count(closing):
            before, _, inside = text.rpartition(opening)
            # A paper may close with another mark than it opened with.
            closes = following.startswith((closing, '"') if opening == "“" else closing)
            if closes and span.endswith(text):
                text += following[0]
            elif opening == "“" and len(inside) > len(before):
                # A bracket is an aside, and what is quoted is what was said.
                text = inside.strip()
            else:
                text = before.rstrip() if _says(before) else inside.lstrip()
        elif text.count(closing) > text.count(opening):
            inside, _, behind = text.partition(closing)
            text = inside.rstrip() if _says(inside) else behind.lstrip()
    if text.count('"') == 1 and "“" not in text:
        text = text.strip('"').strip() if text[0] == '"' or text[-1] == '"' else text
    # The full stop of a sentence goes, that of "Inc." or "U.S." stays.
    return text[:-1] if re.search(r"(?:^|\s)[a-z]{2,}\.$", text) else text


def _says(text: str) -> bool:
    return any(map(str.isalnum, text))


def answer_text(short: str, citations: Sequence[Citation]) -> str:
    """Return the answer with its marks: `Vasily Shpak [1][2]`."""
    return f"{short[0].upper()}{short[1:]} {marks(citation.n for citation in citations)}"


def dated(short: str, quote: str, published: date | None) -> str:
    """Return an answer that names a time as its article does with what it means: `Friday (2 February 2024)`.

    A day, a month or a year is told in full, or the year alone where nothing else is left open: `April (2012)`. `quote`
    is the sentence it stands in, by which "Friday" is the last one or the next.
    """
    start = quote.find(short)
    for time in told_times(quote, published) if start >= 0 and published else ():
        inside = start <= time.start < start + len(short) or time.start <= start < time.end
        at = min(time.end, start + len(short)) - start
        meant = _meant(time)
        if inside and meant and str(time.first.year) not in short:
            # "21 August" only leaves its year open.
            said = {*meant.lower().split()[:-1]} <= {*re.findall(r"\w+", short[:at].lower())}
            return f"{short[:at]} ({time.first.year if said else meant}){short[at:]}"
    return short


def _meant(time: TimeExpression) -> str:
    """Return the day, month or year that a time is, nothing for any other stretch."""
    first, last = time.first, time.last
    if first == last:
        return written(first)
    if (first.day, (last + timedelta(1)).day) != (1, 1):
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    whole = (first.year, first.month, last.month) == (last.year, 1, 12)
    return str(first.year) if whole else ""


def sentence_text(citations: Sequence[Citation]) -> str:
    """Return the sentences that answer, each with its mark."""
    return "\n".join(f"{' '.join(citation.quote.split())} [{citation.n}]" for citation in citations)


def verdict_text(verdict: bool, citations: Sequence[Citation]) -> str:
    """Return yes or no with the sentence it rests on: `Yes: Cisco destroyed its stocks. [1]`."""
    return f"{VERDICTS[verdict]}: {sentence_text(citations)}"


def rows_text(lead: str, rows: Sequence[Row]) -> str:
    """Return the lead with a line for each row: what it says, what it is about and when, its marks."""
    lines = []
    for row in rows:
        told = ", ".join(part for part in (row.label, written(row.day) if row.day else "") if part)
        lines.append(f"{row.text[0].upper()}{row.text[1:]}{f' ({told})' if told else ''} {marks(row.marks)}".rstrip())
    return "\n".join([lead, *lines])


def quotes_text(lead: str, citations: Sequence[Citation]) -> str:
    """Return the closest sentences, each in quotation marks with its mark, under the headlines of their articles."""
    lines, headed = [lead], ""
    for citation in citations:
        if citation.article_id != headed:
            headed = citation.article_id
            lines.append(citation.reference)
        lines.append(f"“{' '.join(citation.quote.split())}” [{citation.n}]")
    return "\n".join(lines)


def abstained_text(sources: Sequence[RetrievedPassage]) -> str:
    """Return the refusal, with the headlines nearest to the question where there are any."""
    nearest = list(dict.fromkeys(headline(source) for source in sources))[:_HEADLINES]
    return "\n".join([ABSTAINED, *(["Nearest headlines:"] if nearest else []), *(f"- {line}" for line in nearest)])


def headline(source: RetrievedPassage) -> str:
    """Return a source's headline with outlet and date."""
    return reference(source.article.title, source.article.source, source.article.published)


def marks(numbers: Iterable[int]) -> str:
    """Return `[1][2]` for the numbers of citations."""
    return "".join(f"[{number}]" for number in numbers)


def plural(number: int, noun: str) -> str:
    """Return a number with its noun: `1 article`, `2 articles`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
