"""The revision: whether a figure is told as the first one, which another took the place of, and which one is asked for.

Both stand side by side, "19 died; the ministry had first put the toll at 12", and a reader takes either.
"""

import re

from embeddings.passage import Span

_SAYING = (
    r"put|g[ai]ven?|sa(?:y|id)|report\w*|estimat\w*|t(?:ell|old)|name\w*|announc\w*|figures?|counts?|tolls?|version|set|"
    r"quot\w+"
)
_FIRST = re.compile(
    rf"\b(?:initial(?:ly)?|original(?:ly)?|first\s+(?:{_SAYING})|at\s+first|earlier(?!\s+(?:this|in|on)\b)|"
    r"previous(?:ly)?(?!\s+(?:year|month|week|day|quarter|season)\b))\b",
    re.IGNORECASE,
)
_FIRST_ASKED = re.compile(rf"\bfirst\b|{_FIRST.pattern}", re.IGNORECASE)
_LAST = re.compile(r"\b(?:revised|corrected|updated|amended|final)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"^(?:in\s+|since\s+)?(?:when|what\s+(?:year|month|day)|which\s+(?:year|month|day))\b", re.IGNORECASE
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b", re.IGNORECASE
)
_CUT = re.compile(r"[;,]\s|\.\s|\s(?:and|but|from|to|after)\s", re.IGNORECASE)


def asked_revision(question: str, sentence: str, span: Span) -> bool | None:
    """Say whether the span is the figure of the revision that a question asks for: the first one, or not that one.

    None where the question asks for neither, or the sentence does not tell. The span is offsets in the sentence.
    """
    first, last = _FIRST_ASKED.search(question), _LAST.search(question)
    if not (first or last) or _WHEN.match(question) or not _FIGURE.search(sentence, span.start, span.end):
        return None
    edges = [0, *(cut.end() for cut in _CUT.finditer(sentence)), len(sentence)]
    start = max(edge for edge in edges if edge <= span.start)
    end = min(edge for edge in edges if edge >= span.end)
    if not _FIRST.search(sentence, start, end):
        return None
    return bool(first)
