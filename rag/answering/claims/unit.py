"""The unit: in what a figure is told, where the question says in what it wants it.

News tells one length or price twice, "48 km (30 mi)"; asked for miles, the one in brackets is meant, neither both
nor the kilometres.
"""

import re
from collections.abc import Iterator

from embeddings.passage import Span
from rag.words.content_words import fold, stem
from rag.words.figures import FIGURE

_UNITS = (
    "dollars?|euros?|pounds?|ro?ubles?|yen|yuan|crowns?|kron\\w+|francs?|rupees?|pesos?|liras?|zlotys?|kopecks?|cents?|pence|"
    "percent|degrees?|kilomet(?:re|er)s?|met(?:re|er)s?|miles?|feet|hectares?|acres?|lit(?:re|er)s?|barrels?|ton(?:ne)?s?|"
    "kilograms?|(?:kilo|mega|giga)watts?"
)
_SHORT_UNITS = {
    **{"km": "kilometer", "m": "meter", "mi": "mile", "ft": "feet", "foot": "feet", "kg": "kilogram", "ha": "hectare"},
    **{"kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "tonne": "ton", "tonnes": "ton", "penny": "pence"},
}
_SIGNS = {"$": "dollar", "€": "euro", "£": "pound"}
_COUNTED = re.compile(rf"\bhow\s+many\s+(?:[\w-]+\s+)?({_UNITS})\b", re.IGNORECASE)
_TOLD_IN = re.compile(
    rf"\b(?:how|what|which)\b.*\bin\s+({_UNITS})(?=\W*$|,\s|\s+(?:is|are|was|were|do|does|did|has|have|had|will|would|can)\b)",
    re.IGNORECASE,
)
_UNIT_BEHIND = re.compile(r"[\s-]([^\W\d_]+)")
_BRACKETS = re.compile(r"\(([^()]*)\)")
# A bracket that tells a figure again follows it within so many words.
_WORDS = 3


def in_asked_unit(question: str, sentence: str, span: Span) -> Span:
    """Return the figure in the unit that the question asks for where the span is one told twice, else the span.

    Spans are offsets in the sentence.
    """
    asked = _COUNTED.search(question) or _TOLD_IN.search(question)
    if asked is None:
        return span
    for told in _told_twice(sentence):
        meant = [one for one in told if _unit(asked[1]) == _unit_of(sentence, one)]
        inside = span.start < told[-1].end and told[0].start < span.end
        if len(meant) == 1 and inside:
            behind = _UNIT_BEHIND.match(sentence, meant[0].end)
            named = behind and _unit(behind[1]) == _unit(asked[1])
            return Span(meant[0].start, behind.end() if behind and named else meant[0].end)
    return span


def _told_twice(sentence: str) -> Iterator[list[Span]]:
    """Yield the figures of each bracket with the one right before it, all of them one amount in several units."""
    for bracket in _BRACKETS.finditer(sentence):
        inside = [Span(*one.span()) for one in FIGURE.finditer(sentence, bracket.start(), bracket.end())]
        before = [Span(*one.span()) for one in FIGURE.finditer(sentence, 0, bracket.start())]
        if inside and before and len(sentence[before[-1].end : bracket.start()].split()) <= _WORDS:
            yield [before[-1], *inside]


def _unit_of(sentence: str, figure: Span) -> str:
    """Return the unit of a figure by its sign or by the word behind it, empty where it has neither."""
    signed = next((unit for sign, unit in _SIGNS.items() if sign in sentence[figure.start : figure.end]), "")
    behind = _UNIT_BEHIND.match(sentence, figure.end)
    return _unit(signed) if signed else _unit(behind[1]) if behind else ""


def _unit(word: str) -> str:
    word = re.sub(r"^kron[aeor]+$", "krone", re.sub(r"(?<=met|lit)res?$", "er", fold(word)).replace("roub", "rub"))
    return stem(_SHORT_UNITS.get(word, word))
