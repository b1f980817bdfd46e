"""The age: at what time of a life somebody was as old as a sentence says, and whether an age is asked for at all.

"She left Ost when she was 20" tells how old she was when she left it, and neither how old she is nor how old she was
when she died, nor of what.
"""

import re

from embeddings.passage import Span
from rag.words.content_words import content_stems
from rag.words.figures import FIGURE
from rag.words.names import names_in

_ASKED = re.compile(r"\b(?:how\s+old|(?:what|which)\s+age)\b", re.IGNORECASE)
_MAY_BE_ASKED = re.compile(r"\b(?:old|older|age|aged|when|long|young)\b", re.IGNORECASE)
_AGE_OF = re.compile(r"(?:at\s+)?(?:the\s+)?age\s+of\b", re.IGNORECASE)
_THEN = re.compile(
    r"\b(?:when\s+(?:he|she|they|[A-Z][\w’'-]+)\s+(?:was|were)|(?:at|by|from|since|before|after|until)\s+(?:the\s+)?age(?:\s+of)?)\s+"
    r"(?:only\s+|just\s+|about\s+|aged\s+|still\s+)?\W*$"
)
_AGE = frozenset(content_stems("how old, at what age, years, year"))


def unasked_age(question: str, sentence: str, span: Span) -> bool:
    """Say whether the age in the span is told of another event than the one that the question asks about, or of one
    where it asks about none; or is no answer, as where it asks for a cause.
    """
    if not _ASKED.search(question):
        return _AGE_OF.match(sentence, span.start) is not None and not _MAY_BE_ASKED.search(question)
    figure = FIGURE.search(sentence, span.start, span.end)
    if figure is None or not _THEN.search(sentence[: figure.start()]):
        return False
    named = {stem for name in names_in(question) for stem in content_stems(name.text)}
    event = frozenset(content_stems(question)) - _AGE - named
    # Of somebody who was, any time of the life may be meant.
    now = re.search(r"\b(?:is|are)\b", question) is not None
    return not event & frozenset(content_stems(sentence)) if event else now
