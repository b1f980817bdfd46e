"""The attribution: whose figure it is, where a sentence gives several.

Asked for the trams of Vass, a reader points at either figure of "14 trams for Ost and 22 for Vass". The name beside
each figure tells them apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, content_stems, fold, stem
from rag.words.figures import FIGURE
from rag.words.names import is_calendar

# The figures of a date are no amounts.
_WHEN = re.compile(r"\b(?:when|year|month|date|day|time)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARE = re.compile(r"%|percentage|per ?cent", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥]")
_CUT = re.compile(r";\s+|,?\s+(?:and|but|while|whereas|against|versus|(?<!such )as)\s+|,\s+", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-z][\w&’'-]*")
_OF_ALL = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|all|a|total|of)\s+)*", re.IGNORECASE)
_HOW_MANY = re.compile(r"\bhow\s+many\s+(.+)", re.IGNORECASE)
_BESIDE = 3
# Behind a figure whose unit is left out no other unit follows.
_BARE = re.compile(r"\W*$|\s*[,.;)]|\s+(?:in|for|to|at|on|by|from|and|with|as|of)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch between two cuts, with its figures, the asked names in it, and whether it names any other."""

    span: Span
    figures: tuple[Span, ...]
    asked: frozenset[str]
    strange: bool


def rightful(question: str, sentence: str, span: Span) -> Span:
    """Return the figure of what is asked about where the span is another's in the same sentence, else the span.

    Spans are offsets in the sentence.
    """
    figures = [Span(*one.span()) for one in FIGURE.finditer(sentence)]
    if len(figures) < 2 or _WHEN.search(question) or not _held(figures, span):
        return span
    asked = frozenset(content_stems(question))
    return _of_all(question, asked, sentence, span, figures) or _of_the_asked(asked, sentence, span, figures) or span


def _of_all(question: str, asked: frozenset[str], sentence: str, span: Span, figures: list[Span]) -> Span | None:
    """Return the second of "3 of 5 requested permits" where that is what was done with all, as beside it is told."""
    counted = _HOW_MANY.search(question)
    if counted is None:
        return None
    done = asked - {*content_stems(" ".join(_noun(counted[1])))}
    for first, second in pairwise(figures):
        of_all = first.start <= span.start < second.end and _OF_ALL.fullmatch(sentence[first.end : second.start])
        if of_all and done & {*content_stems(" ".join(_noun(sentence[second.end :])[:_BESIDE]))}:
            return second
    return None


def _noun(text: str) -> list[str]:
    """Return the words that a text begins with up to one that carries no meaning: "BBC staff" of "BBC staff are"."""
    return [*takewhile(lambda word: word not in FUNCTION_WORDS, text.split())]


def _of_the_asked(asked: frozenset[str], sentence: str, span: Span, figures: list[Span]) -> Span | None:
    """Return the figure of the one stretch that names what is asked for and nothing else, for one beside another name.

    "How many for Vass?": 22 of "14 for Ost and 22 for Vass".
    """
    parts = _parts(asked, sentence, figures)
    strange = [part for part in parts if part.strange and part.span.start < span.end and span.start < part.span.end]
    # What is a name itself holds a figure by chance: Apollo 11.
    if not strange or (len(_held(figures, span)) == 1 and any(_names(sentence, span))):
        return None
    known = frozenset().union(*(part.asked for part in strange))
    places = [place for place, part in enumerate(parts) if not part.strange and part.asked - known]
    if len(places) != 1:
        return None
    # What goes on without another name is still told of the same.
    told = takewhile(lambda part: not part.strange, parts[places[0] :])
    return next((figure for part in told for figure in part.figures if _alike(sentence, span, figure)), None)


def _parts(asked: frozenset[str], sentence: str, figures: list[Span]) -> list[_Part]:
    edges = [0, *(edge for cut in _CUT.finditer(sentence) for edge in cut.span()), len(sentence)]
    parts = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        names = set(_names(sentence, Span(start, end)))
        amounts = tuple(one for one in _held(figures, Span(start, end)) if not _YEAR.fullmatch(_words(sentence, one)))
        parts.append(_Part(Span(start, end), amounts, frozenset(names & asked), bool(names - asked)))
    return parts


def _held(figures: list[Span], span: Span) -> list[Span]:
    return [one for one in figures if span.start < one.end and one.start < span.end]


def _names(sentence: str, span: Span) -> Iterator[str]:
    for word in _NAME.findall(sentence, span.start, span.end):
        if not (word.lower() in FUNCTION_WORDS or is_calendar(word.lower()) or FIGURE.fullmatch(word)):
            yield stem(fold(word))


def _alike(sentence: str, one: Span, other: Span) -> bool:
    """Whether a figure can stand for another: "41 percent" for "38 percent" or, its unit left out, for "38"."""
    told, meant = _words(sentence, other), _words(sentence, one)
    if any(unit.search(told) and not unit.search(meant) for unit in (_SHARE, _MONEY)):
        return False
    same = all(bool(unit.search(told)) == bool(unit.search(meant)) for unit in (_SHARE, _MONEY))
    return same or _BARE.match(sentence, other.end) is not None


def _words(sentence: str, span: Span) -> str:
    return sentence[span.start : span.end]
