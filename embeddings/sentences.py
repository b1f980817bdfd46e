"""Sentences: exact spans of a text, found line by line."""

import re
from collections.abc import Iterator
from functools import cache

from nupunkt import PunktSentenceTokenizer
from nupunkt.models import load_default_model

from embeddings.passage import Span

# Written before a number or a name in wire copy, and unknown to the default model of the tokenizer.
_ABBREVIATIONS = ["rs", "lt", "sgt", "col", "maj", "capt", "bln", "mln", "tln", "approx", "mt", "ft", "tel"]
_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"(?:[-*•‣◦▪·–—]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
# The agency's opening of a story, "MOSCOW. April 5 (Interfax) - " or "LONDON, Jan 5 (Reuters) — ".
DATELINE = re.compile(
    r"(?P<place>[A-Z][\w.'’-]*(?:[ /,]+[A-Z][\w.'’-]*){0,5})[.,]?\s+"
    r"(?P<day>\d{1,2}\s+[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s+\d{1,2})(?:,?\s+(?P<year>\d{4}))?[.,]?\s*"
    r"(?:\((?P<agency>[A-Z][^()\n]{1,40})\)\s*(?:--?|–|—|:)|/(?P<slashed>[A-Z][^/\n]{1,40})/[.:]?\s*(?:--?|–|—)?)\s*"
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
    open_at: int | None = None
    for left, right in _tokenizer().span_tokenize(text[start:end]):
        first = left if open_at is None else open_at
        if _goes_on(text[start + first : start + right].rstrip(), text[start + right : end].lstrip()):
            open_at = first
            continue
        open_at = None
        if text[start + first : start + right].strip():
            yield _trimmed(text, start + first, start + right)


def _goes_on(sentence: str, rest: str) -> bool:
    """Tell whether a break after `sentence` is false: nothing but marks before it, or a small letter after it."""
    return bool(rest) and (not any(map(str.isalnum, sentence)) or (rest[0].islower() and sentence.endswith(".")))


def _trimmed(text: str, start: int, end: int) -> Span:
    sentence = text[start:end]
    return Span(start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip()))


@cache
def _tokenizer() -> PunktSentenceTokenizer:
    tokenizer = load_default_model()
    tokenizer.add_abbreviations(_ABBREVIATIONS)
    return tokenizer
