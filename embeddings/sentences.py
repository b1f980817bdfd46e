"""Sentences: exact spans of a text, found line by line."""

import re
from collections.abc import Iterator
from functools import cache

from nupunkt import PunktSentenceTokenizer
from nupunkt.models import load_default_model

from embeddings.passage import Span

# Written before a number or a name in wire copy, and unknown to the default model of the tokenizer.
_ABBREVIATIONS = ["rs", "lt", "sgt", "col", "maj", "capt", "bln", "mln", "tln", "approx", "mt", "ft", "tel"]
# What the tokenizer is given at once, and how much of either end only lends context to its decisions: on a run of marks
# its cost grows with the square of the length. A sentence that fills a window is cut at a space.
_WINDOW = 8_000
_MARGIN = 500
_LINE = re.compile(r"[^\n]+")
_NOT_SPACE = re.compile(r"\S")
_BULLET = re.compile(r"(?:[-*•‣◦▪·–—]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
# The agency's opening of a story, "MOSCOW. April 5 (Interfax) - " or "LONDON, Jan 5 (Reuters) — "; without a day only
# where the place is in capitals and the agency in brackets, "LUND, Norland (AP) — ".
_PLACE = r"[A-Z][\w.'’-]*(?:[ /,]+[A-Z][\w.'’-]*){0,5}"
_DAY = r"(?:\d{1,2}\s+[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s+\d{1,2})(?:,?\s+\d{4})?"
_BRACKETED = r"\((?P<agency>[A-Z][^()\n]{1,40})\)\s*(?:--?|–|—|:)"
DATELINE = re.compile(
    rf"(?:(?:{_PLACE})[.,]?\s+{_DAY}[.,]?\s*(?:{_BRACKETED}|/(?P<slashed>[A-Z][^/\n]{{1,40}})/[.:]?\s*(?:--?|–|—)?)"
    rf"|(?=[A-Z]{{3}}|[A-Z]{{2,}}\s[A-Z]{{2}})(?:{_PLACE})[.,]?\s+{_BRACKETED.replace('agency', 'undated')})\s*"
)


def split_sentences(text: str) -> list[Span]:
    """Return the sentences of normalised `text` in order: no span crosses a line, starts or ends with a space.

    A line is a paragraph, a heading, a byline or an item of a list. The mark of an item stands outside its first
    sentence, and an agency's dateline is a span of its own.
    """
    return [span for line in _LINE.finditer(text) for span in _of_line(text, line.start(), line.end())]


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    if bullet := _BULLET.match(text, start, end):
        start = bullet.end()
    elif dateline := DATELINE.match(text, start, end):
        yield _trimmed(text, start, dateline.end())
        start = dateline.end()
    open_at, worded = start, False
    for left, right in _tokenize(text, start, end):
        worded = worded or any(map(str.isalnum, text[left:right]))
        following = _NOT_SPACE.search(text, right, end)
        if following and (not worded or (following[0].islower() and text[left:right].rstrip().endswith("."))):
            # A false break: nothing but marks before it, or a small letter after it.
            continue
        if text[open_at:right].strip():
            yield _trimmed(text, open_at, right)
        open_at, worded = right, False


def _tokenize(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the tokenizer's sentences of one line, window by window."""
    at, close = start, start
    while close < end:
        context, close = max(start, at - _MARGIN), min(at + _WINDOW, end)
        spans = [(context + left, context + right) for left, right in _tokenizer().span_tokenize(text[context:close])]
        spans = [(max(left, at), right) for left, right in spans if right > at]
        if close < end:
            settled = close - _MARGIN
            cut = text.rfind(" ", at + 1, settled)
            spans = [span for span in spans if span[1] <= settled] or [(at, cut if cut > 0 else settled)]
        yield from spans
        at = spans[-1][1] if spans else close


def _trimmed(text: str, start: int, end: int) -> Span:
    sentence = text[start:end]
    return Span(start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip()))


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    tokenizer = load_default_model()
    tokenizer.add_abbreviations(_ABBREVIATIONS)
    return tokenizer
