"""Marks: the [n] of an answer as links to the sentences that they stand for."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from rag import Citation
from ui import texts

_MARK = re.compile(r"\[(\d{1,3})\]")
# As much of a sentence as shows while the pointer is on its mark.
_SHOWN = 400


def mark(citation: Citation, turn: int) -> Markup:
    """Return the link to a cited sentence, which carries the sentence to show while the pointer is on it."""
    label, quote = texts.mark_label(citation.n, citation.title), citation.quote[:_SHOWN]
    return Markup(
        '<a class="cw-ref" href="#cw-sources" data-turn="{turn}" data-n="{n}" data-quote="{quote}"'
        ' aria-label="{label}">{n}</a>'
    ).format(turn=turn, n=citation.n, quote=quote, label=label)


def linked(text: str, citations: Iterable[Citation], turn: int, *, verbatim: Iterable[str] = ()) -> Markup:
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
        html += [escape(text[done : match.start()]), mark(citation, turn)]
        done = match.end()
    return Markup("").join([*html, escape(text[done:])])


def without_marks(text: str) -> str:
    """Return text without anything that looks like a mark."""
    return _MARK.sub("", text)


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield each place where `words` stands in `text`."""
    start = text.find(words) if words else -1
    while start >= 0:
        yield start, start + len(words)
        start = text.find(words, start + 1)
