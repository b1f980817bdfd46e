"""The reply: what the chat says to one question, as safe HTML."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from rag import Answer, Citation, RetrievedPassage
from ui import texts
from ui.export import footnoted
from ui.page.conversation import Exchange, Stage
from ui.page.page_html import act, trouble
from ui.transcript.card import dateline, headline

NEAREST = 3
# Days after which news may well have been overtaken.
OLD_DAYS = 365
_MARK = re.compile(r"\[(\d{1,3})\]")


def reply(exchange: Exchange, turn: int) -> str:
    """Return the reply to question number `turn` in the state it has reached."""
    if exchange.answer is not None:
        return _outcome(exchange, exchange.answer, turn)
    again = f'<p class="cw-foot">{act("again", texts.RETRY, turn)}</p>'
    if exchange.stage is Stage.FAILED:
        return trouble(exchange.trouble or texts.UNEXPECTED) + again
    if exchange.stage is Stage.STOPPED:
        return f'<div class="cw-reply cw-stopped"><p>{texts.STOPPED}</p>{again}</div>'
    return f'<div class="cw-reply cw-working"><p>{escape(working(exchange))}</p></div>'


def working(exchange: Exchange) -> str:
    """Return the progress line of an unfinished exchange, as plain text."""
    if exchange.stage is Stage.SEARCHING:
        return texts.SEARCHING
    return texts.reading(len(exchange.sources), len({source.article.id for source in exchange.sources}))


def spoken(exchange: Exchange) -> str:
    """Return what a screen reader announces for the exchange as it stands, as plain text."""
    if exchange.answer is None:
        if exchange.stage is Stage.FAILED:
            return exchange.trouble or texts.UNEXPECTED
        return texts.STOPPED if exchange.stage is Stage.STOPPED else working(exchange)
    return exchange.answer.text


def linked(text: str, citations: Iterable[Citation], turn: int, *, verbatim: Iterable[str] = ()) -> str:
    """Return `text` escaped, with its [n] marks as links to the cited sentences.

    A [n] inside a quote, or inside one of the `verbatim` strings, is the article's own text and stays text.
    """
    by_number = {citation.n: citation for citation in citations}
    quoted = [*(citation.quote for citation in by_number.values()), *verbatim]
    own = [place for words in quoted for place in _places(text, words)]
    html, done = [], 0
    for match in _MARK.finditer(text):
        citation = by_number.get(int(match[1]))
        if citation is None or any(first <= match.start() and match.end() <= last for first, last in own):
            continue
        html += [escape(text[done : match.start()]), _link(citation, turn)]
        done = match.end()
    return "".join([*html, escape(text[done:])])


def _outcome(exchange: Exchange, answer: Answer, turn: int) -> str:
    """Return the reply to an answered question: answer, quotes or abstention."""
    understood = ""
    if answer.understood_as:
        understood = (
            f'<p class="cw-understood">{texts.UNDERSTOOD} “{escape(answer.understood_as)}” '
            f"{act('reword', texts.REWORD, turn)}</p>"
        )
    body = {"answer": _answer, "quotes": _quotes, "abstained": _abstained}[answer.kind](answer, turn)
    return f'<div class="cw-reply cw-{answer.kind}">{understood}{body}{_foot(exchange, answer, turn)}</div>'


def _foot(exchange: Exchange, answer: Answer, turn: int) -> str:
    """Return the last lines of a reply: how sure and how old it is, in words, and what can be done with it."""
    told = ""
    if answer.kind == "answer":
        level = _level(answer.confidence)
        told = (
            f'<p class="cw-foot"><span class="cw-confidence" data-level="{level}">{texts.CONFIDENCE[level]}</span></p>'
        )
    age = _age(answer.citations, date.today())
    told += f'<p class="cw-old">{escape(age)}</p>' if age else ""
    return (
        f'{told}<p class="cw-foot cw-tools"><button type="button" class="cw-act cw-copy" data-done="{texts.COPIED}"'
        f' data-copy="{escape(footnoted(answer))}">{texts.COPY}</button>{act("again", texts.RETRY, turn)}'
        f"{_vote('up', texts.RIGHT, exchange, turn)}{_vote('down', texts.WRONG, exchange, turn)}</p>"
        f"{_correction(exchange, turn)}"
    )


def _age(citations: Iterable[Citation], today: date) -> str | None:
    """Say when even the newest cited article is old; None where it is not, or no date is known."""
    dates = [citation.published for citation in citations if citation.published]
    if not dates or (today - max(dates)).days <= OLD_DAYS:
        return None
    return texts.old(max(dates), (today - max(dates)).days)


def _vote(verdict: str, label: str, exchange: Exchange, turn: int) -> str:
    pressed = "true" if exchange.vote == verdict else "false"
    return (
        f'<button type="button" class="cw-act cw-vote" data-act="{verdict}" data-turn="{turn}"'
        f' aria-pressed="{pressed}" title="{texts.VOTE_NOTE}">{label}</button>'
    )


def _correction(exchange: Exchange, turn: int) -> str:
    """Return the form that asks what would have been right, once an answer was found wrong."""
    if exchange.vote != "down":
        return ""
    if exchange.right is not None:
        return f'<p class="cw-corrected">{texts.CORRECTED}</p>'
    return (
        f'<form class="cw-correct" data-turn="{turn}"><label>{texts.CORRECTION}'
        f'<input type="text" name="right" maxlength="500" autocomplete="off"></label>'
        f'<button type="submit">{texts.SAVE}</button>'
        f'<button type="button" class="cw-untold">{texts.UNTOLD}</button></form>'
    )


def _answer(answer: Answer, turn: int) -> str:
    verbatim = [answer.short] if answer.short else []
    text = linked(answer.text, answer.citations, turn, verbatim=verbatim)
    said = _rows(answer, turn) or f'<p class="cw-text">{text}</p>'
    return f"{said}{_evidence(answer.citations, turn)}"


def _rows(answer: Answer, turn: int) -> str:
    """Return the parts of an answer that has several, each with its date, what it is about and its marks."""
    if not answer.rows:
        return ""
    by_number = {citation.n: citation for citation in answer.citations}
    items = ""
    for row in answer.rows:
        marks = "".join(_link(by_number[n], turn) for n in row.marks if n in by_number)
        when = f'<time datetime="{row.day.isoformat()}">' if row.day else "<time>"
        items += (
            f'<li><p class="cw-when">{when}{escape(texts.day(row.day))}</time> {escape(row.label)}</p>'
            f'<p class="cw-said">{escape(row.text)} {marks}</p></li>'
        )
    lead = escape(answer.text.splitlines()[0])
    return f'<section class="cw-differ" aria-label="{lead}"><h3>{lead}</h3><ul>{items}</ul></section>'


def _quotes(answer: Answer, turn: int) -> str:
    return f'<p class="cw-lead">{texts.QUOTES}</p>{_evidence(answer.citations, turn)}'


def _abstained(answer: Answer, turn: int) -> str:
    lead, *_ = answer.text.splitlines() or [texts.ABSTAINED]
    html = f'<p class="cw-lead">{escape(lead)}</p>'
    if not answer.passages:
        # Its one line says why there was nothing to read, and what mends that.
        return html
    headlines = "".join(
        f"<li>{headline(source.article.id, source.article.title, turn)}"
        f'<span class="cw-dateline">{dateline(source.article.source, source.article.published)}</span></li>'
        for source in _nearest(answer.passages)
    )
    advice = "".join(f"<li>{escape(line)}</li>" for line in texts.ADVICE)
    return (
        f'{html}<p>{texts.ABSTAINED_MORE}</p><h3>{texts.NEAREST}</h3><ul class="cw-nearest">{headlines}</ul>'
        f'<h3>{texts.ADVICE_TITLE}</h3><ul class="cw-advice">{advice}</ul>'
    )


def _evidence(citations: Iterable[Citation], turn: int) -> str:
    """Return the cited sentences as quotations, each with its mark, outlet and date."""
    items = (
        f"<li><blockquote>{escape(citation.quote)}</blockquote>"
        f'<p class="cw-dateline">{_link(citation, turn)}'
        f"{dateline(citation.source, citation.published, citation.page)}</p></li>"
        for citation in citations
    )
    return f'<ol class="cw-evidence">{"".join(items)}</ol>'


def _link(citation: Citation, turn: int) -> str:
    label = escape(texts.mark_label(citation.n, citation.title))
    return (
        f'<a class="cw-ref" href="#cw-sources" data-turn="{turn}" data-n="{citation.n}"'
        f' aria-label="{label}" title="{label}">{citation.n}</a>'
    )


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield each place where `words` stands in `text`."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)


def _nearest(sources: Iterable[RetrievedPassage]) -> list[RetrievedPassage]:
    """Return the best source of each of the nearest articles."""
    best: dict[str, RetrievedPassage] = {}
    for source in sources:
        best.setdefault(source.article.id, source)
    return list(best.values())[:NEAREST]


def _level(confidence: float) -> str:
    """Return the key of `texts.CONFIDENCE` for a confidence of 0..1."""
    return "high" if confidence >= 0.75 else "fair" if confidence >= 0.45 else "low"
