"""The reply: what the chat says to one question, as safe HTML."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from rag import Answer, Citation, Source
from ui import texts
from ui.card import dateline
from ui.conversation import Exchange, Stage
from ui.export import footnoted
from ui.page_html import trouble

NEAREST = 3
_MARK = re.compile(r"\[(\d{1,3})\]")


def reply(exchange: Exchange, turn: int) -> str:
    """Return the reply to question number `turn` in the state it has reached."""
    if exchange.answer is not None:
        return _outcome(exchange.answer, turn)
    if exchange.stage is Stage.FAILED:
        return trouble(exchange.trouble or texts.UNEXPECTED)
    if exchange.stage is Stage.STOPPED:
        return f'<div class="cw-reply cw-stopped"><p>{texts.STOPPED}</p></div>'
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


def _outcome(answer: Answer, turn: int) -> str:
    """Return the reply to an answered question: answer, quotes or abstention."""
    understood = ""
    if answer.understood_as:
        understood = f'<p class="cw-understood">{texts.UNDERSTOOD} “{escape(answer.understood_as)}”</p>'
    body = {"answer": _answer, "quotes": _quotes, "abstained": _abstained}[answer.kind](answer, turn)
    return f'<div class="cw-reply cw-{answer.kind}">{understood}{body}{_foot(answer)}</div>'


def _foot(answer: Answer) -> str:
    """Return the last line of a reply: how sure it is, in words, and a button that copies it with its sources."""
    sure = ""
    if answer.kind == "answer":
        level = _level(answer.confidence)
        sure = f'<span class="cw-confidence" data-level="{level}">{texts.CONFIDENCE[level]}</span>'
    return (
        f'<p class="cw-foot">{sure}<button type="button" class="cw-copy" data-done="{texts.COPIED}"'
        f' data-copy="{escape(footnoted(answer))}">{texts.COPY}</button></p>'
    )


def _answer(answer: Answer, turn: int) -> str:
    verbatim = [answer.short] if answer.short else []
    text = linked(answer.text, answer.citations, turn, verbatim=verbatim)
    return f'<p class="cw-text">{text}</p>{_evidence(answer.citations, turn)}'


def _quotes(answer: Answer, turn: int) -> str:
    return f'<p class="cw-lead">{texts.QUOTES}</p>{_evidence(answer.citations, turn)}'


def _abstained(answer: Answer, turn: int) -> str:  # noqa: ARG001
    lead, *_ = answer.text.splitlines() or [texts.ABSTAINED]
    html = f'<p class="cw-lead">{escape(lead)}</p>'
    if not answer.passages:
        return html
    headlines = "".join(
        f"<li><span>{escape(source.article.title)}</span>"
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
        f'<p class="cw-dateline">{_link(citation, turn)}{dateline(citation.source, citation.published)}</p></li>'
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


def _nearest(sources: Iterable[Source]) -> list[Source]:
    """Return the best source of each of the nearest articles."""
    best: dict[str, Source] = {}
    for source in sources:
        best.setdefault(source.article.id, source)
    return list(best.values())[:NEAREST]


def _level(confidence: float) -> str:
    """Return the key of `texts.CONFIDENCE` for a confidence of 0..1."""
    return "high" if confidence >= 0.75 else "fair" if confidence >= 0.45 else "low"
