"""The extent: how far the words go that name somebody, where a reader goes on into what else is told of them."""

import re

from embeddings.passage import Span

_WHO = re.compile(r"(?:and\s+|but\s+)?(?:who|whom|whose)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r",\s+(?:having|after|before|when|while|since|because|although|despite)\b.*$|"
    r"[\s,–—-]+(?:last|this|next)\s+(?:year|month|week|spring|summer|autumn|winter)$|"
    r"[\s,–—-]+(?:yesterday|today|earlier\s+this\s+\w+)$",
    re.IGNORECASE | re.DOTALL,
)


def named(question: str, sentence: str, span: Span) -> Span:
    """Return the span without a clause or a time behind it where the question asks who, else the span.

    Spans are offsets in the sentence.
    """
    said = sentence[span.start : span.end]
    while _WHO.match(question) and (shorter := _GOES_ON.sub("", said).rstrip(" ,–—-")) and shorter != said:
        said = shorter
    return Span(span.start, span.start + len(said))
