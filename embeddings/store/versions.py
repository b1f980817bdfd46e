"""Versions: texts alike in nearly all words that differ in what matters: a figure, a name, a no, a verdict.

A correction and an update of a story are such versions, and no copies: the words are compared place by place.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from embeddings.sentences import DATELINE

_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+(?:['’]\w+)*")
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip
_NUMBERS = {word: str(number) for number, word in enumerate(_UNITS)}
_NUMBERS |= {word: str(10 * number) for number, word in enumerate(_TENS, start=2)}
_NUMBERS |= dict.fromkeys(("dozen", "dozens"), "12")
_SCALES = frozenset((
    "hundred", "thousand", "million", "billion", "trillion", "hundreds", "thousands", "millions", "billions",
    "half", "quarter",
))  # fmt: skip
_NOES = frozenset((
    "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "denies", "denied",
    "deny", "nicht", "kein", "keine", "keiner", "nie", "ne", "pas", "jamais", "не", "нет", "ни", "nunca", "jamás",
    "non", "mai", "inte", "não", "nem",
))  # fmt: skip
# Words that turn what is told into its opposite where one takes the place of another.
_VERDICTS = frozenset((
    "acquitted", "acquittal", "convicted", "conviction", "guilty", "innocent", "cleared", "charged", "dismissed",
    "upheld", "overturned", "quashed", "approved", "rejected", "passed", "failed", "accepted", "refused", "granted",
    "denied", "won", "lost", "beat", "beaten", "rose", "fell", "rises", "falls", "rising", "falling", "up", "down",
    "higher", "lower", "more", "fewer", "less", "increase", "decrease", "increased", "decreased", "alive", "dead",
    "survived", "died", "killed", "injured", "wounded", "missing", "arrested", "released", "freed", "jailed",
    "detained", "confirmed", "suspended", "reinstated", "banned", "allowed", "legal", "illegal", "opened", "closed",
    "before", "after", "yes", "north", "south", "east", "west",
))  # fmt: skip
# Capitals that open a sentence make no name of these.
_COMMON = frozenset((
    "the", "a", "an", "in", "on", "at", "by", "he", "she", "it", "they", "this", "that", "these", "those", "and",
    "but", "for", "as", "after", "before", "his", "her", "their", "its", "when", "while", "there", "some", "we",
    "i", "about", "around", "more", "nearly", "almost", "so", "if", "with", "from", "to", "of", "police",
    "officials",
))  # fmt: skip


def are_versions(one: str, other: str, *, contained: bool = False) -> bool:
    """Tell whether two texts differ in a figure, a name, a negation or a verdict at the same place.

    With `contained`, one may say more than the other: only what stands in the place of something else counts.
    """
    first, second = (_TOKEN.findall(_story(text)) for text in (one, other))
    left, right = ([token.casefold() for token in tokens] for tokens in (first, second))
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal" or (contained and kind != "replace"):
            continue
        if _differ(first[a:b], second[c:d], replaced=kind == "replace"):
            return True
    return False


def _differ(left: Sequence[str], right: Sequence[str], *, replaced: bool) -> bool:
    if _figures(left) != _figures(right) or _noes(left) != _noes(right):
        return True
    if not replaced:
        return False
    if _among(left, _VERDICTS) != _among(right, _VERDICTS):
        return True
    return len(left) == len(right) and any(map(_are_names, left, right))


def _figures(tokens: Sequence[str]) -> list[str]:
    """Return the figures among tokens in order, words as digits."""
    found = []
    for token in tokens:
        word = token.casefold()
        if word[0].isdigit() or word in _NUMBERS or word in _SCALES:
            found.append(_NUMBERS.get(word, word.rstrip("s")))
    return found


def _noes(tokens: Sequence[str]) -> int:
    return sum(word in _NOES or word.endswith(("n't", "n’t")) for word in map(str.casefold, tokens))


def _among(tokens: Sequence[str], words: frozenset[str]) -> set[str]:
    return {word for word in map(str.casefold, tokens) if word in words}


def _are_names(one: str, other: str) -> bool:
    both = one[:1].isupper() and other[:1].isupper()
    return both and one.casefold() != other.casefold() and _COMMON.isdisjoint((one.casefold(), other.casefold()))


def _story(text: str) -> str:
    """Return a text without its dateline, which each outlet writes in its own way."""
    dateline = DATELINE.match(text)
    return text[dateline.end() :] if dateline else text
