"""The attribution: whose figure it is, where a sentence gives several.

Asked for the trams of Vass, a reader points at either figure of "14 trams for Ost and 22 for Vass"; asked how many
libraries shut, at either of "14 of its 60 libraries". What the sentence says right beside each figure tells them apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, content_stems, fold, stem
from rag.words.names import is_calendar

_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozens?"
)
# A figure with its currency, its scale and its percent.
FIGURE = re.compile(
    rf"(?:\b(?:US|A|C|NZ|HK))?(?:[$€£¥]\s?)?\b(?:\d+(?:[.,]\d+)*(?:bn|m|k)?|(?:{_NUMBER_WORDS})(?:-(?:{_NUMBER_WORDS}))?)\b"
    r"(?:[\s-](?:hundred|thousand|million|billion|trillion|dozen)\b)*(?:\s?%|\s(?:percentage points?|per ?cent)\b)?",
    re.IGNORECASE,
)
# The figures of a date are no amounts.
_WHEN = re.compile(r"\b(?:when|year|month|date|day|time)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_SHARE = re.compile(r"%|percentage|per ?cent", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥]")
_CUT = re.compile(r";\s+|,?\s+(?:and|but|while|whereas|against|versus)\s+|,\s+", re.IGNORECASE)
_NAME = re.compile(r"\b[^\W\d_a-z][\w&’'-]*")
_OF_ALL = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|our|all|a|total|of|some)\s+)*", re.IGNORECASE)
# Behind a figure whose unit is left out no other unit follows.
_BARE = re.compile(r"\W*$|\s*[,.;)]|\s+(?:in|for|to|at|on|by|from|and|with|as|of)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\s+[a-z][\w'’-]*")
_HOW_MANY = re.compile(r"\bhow\s+many\s+(?:of\s+the\s+|other\s+)?([\w-]+)", re.IGNORECASE)
_NAME_OR_NOUN = re.compile(r"[^\W\d_][\w’'-]*")
# What is counted follows its figure within so many words.
_BEFORE_NOUN = 3
_CLAUSE = re.compile(
    r"\s+(?:(?:that|which|who|whom|it|they|he|she|we)\b[^,;.]*|[a-z]+ed(?=\s+(?:was|were|is|are|has|have|had|will|would)\b))"
)
# "Of the 12 applicants, 7 came from Vass".
_OF = re.compile(r"\bof\s+(?:(?:the|its|their|his|her|all|those|these)\s+)*$", re.IGNORECASE)
_COUNTED_FIRST = re.compile(r"(?:\s+[\w’'-]+){1,3},\s+(?:only\s+|just\s+)?")


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
    """Return the one of "14 of its 60 libraries" with which is done what is asked, where the span is not that one.

    What is done with the 14 stands right before or behind ("will shut 14 of", "libraries are to be shut"). Of the 60 it
    is told between them and what is counted, or in a clause of its own: "60 old libraries", "60 libraries it built".
    """
    for first, second in pairwise(figures):
        between = sentence[first.end : second.start]
        if not first.start <= span.start < second.end:
            continue
        if _OF_ALL.fullmatch(between):
            some, every = _told_of_both(question, sentence, first, second)
            if asked & some:
                return first if span.start >= second.start else None
            if asked & every:
                return second
        counted_first = _OF.search(sentence[: first.start]) and _COUNTED_FIRST.fullmatch(between)
        if counted_first and span.end <= second.start and asked & {*content_stems(sentence[second.end :])[:1]}:
            return second
    return None


def _told_of_both(question: str, sentence: str, first: Span, second: Span) -> tuple[set[str], set[str]]:
    """Return what is told of the first of "14 of its 60 libraries" and what of the second, as stems."""
    behind = sentence[second.end :]
    noun = _HOW_MANY.search(question)
    words = list(_NAME_OR_NOUN.finditer(behind))[:_BEFORE_NOUN]
    counted = next((word for word in words if noun and stem(fold(word[0])) == stem(fold(noun[1]))), None)
    counted = counted or _COUNTED.match(behind)
    adjectives, rest = (behind[: counted.start()], behind[counted.end() :]) if counted else ("", behind)
    clause = _CLAUSE.match(rest)
    every = {*content_stems(adjectives), *content_stems(clause[0] if clause else "")}
    rest = rest[clause.end() :] if clause else rest
    return {*content_stems(sentence[: first.start])[-1:], *content_stems(rest)[:1]}, every


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
