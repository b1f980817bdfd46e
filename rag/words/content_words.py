"""Content words: what a text is about once its grammar is taken away."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s\b")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those some any each every all both either neither no not nor such same other another
    i me my mine we us our ours you your yours he him his she her hers it its they them their theirs one ones
    who whom whose what which when where why how whether whatever
    am is are was were be been being do does did done doing have has had having will would shall should can could
    may might must ought get gets got getting
    and or but if then than so as because since while although though until unless
    of in on at by for with from to into onto over under about against between through during before after above
    below up down out off upon within without toward towards per via
    there here now just only also very too more most much many few less least own again further ever
    please tell know say says said show find exactly actually really
    let s t re ve ll d m don isn wasn aren weren didn doesn hasn haven hadn won wouldn couldn shouldn
    """.split()  # noqa: SIM905  a list of a hundred quoted words would be harder to read
)

# Endings that change a word's grammar, longest first; those of the second row may leave as few as three letters.
_LONG_ENDINGS = (
    "izations isations ization isation ational ations ation izing ising ized ised izes ises ments ment ness ize ise"
)
_SHORT_ENDINGS = "ering ered ings ing edly ies ied ers ed er es ly s e y"
_ENDINGS = [(ending, 4) for ending in _LONG_ENDINGS.split()] + [(ending, 3) for ending in _SHORT_ENDINGS.split()]

# Past forms of the verbs that news is written with, each group one word; forms that are nouns too are left out.
_IRREGULAR_GROUPS = """
    speak spoke spoken, hold held, lend lent, give gave given, take took taken, make made, build built, buy bought,
    sell sold, pay paid, win won, lose lost, begin began begun, rise rose risen, fall fell fallen, grow grew grown,
    meet met, send sent, spend spent, think thought, write wrote written, choose chose chosen, break broke broken,
    bring brought, become became, see saw seen, go went gone, drive drove driven, fly flew flown, keep kept,
    catch caught, strike struck, seek sought, understand understood, withdraw withdrew withdrawn, steal stole stolen,
    fight fought, feel felt, die died, flee fled
"""
_IRREGULAR = {form: group.split()[0] for group in _IRREGULAR_GROUPS.split(",") for form in group.split()[1:]}


def fold(text: str) -> str:
    """Return the text in lower case without diacritics, so that `Škoda` and `skoda` are one word."""
    if text.isascii():
        return text.lower()
    return _NOT_ASCII.sub(_unmarked, unicodedata.normalize("NFKD", text.casefold()))


def _unmarked(found: re.Match[str]) -> str:
    return "".join(character for character in found[0] if not unicodedata.combining(character))


def words(text: str) -> list[str]:
    """Return the folded words and numbers of a text, in order; a number keeps its inner point or comma."""
    return _WORD.findall(fold(_POSSESSIVE.sub("", text)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the word without its grammatical ending; a number is returned as it is.

    It is meant to be compared with other stems only: rougher than Porter's, and as such kinder to `localise` against
    `localization`.
    """
    if word[0].isdigit():
        return word.replace(",", "")
    word = _IRREGULAR.get(word, word)
    short = _shorten(word)
    # A verb's silent e and a noun's y come back once the ending is off: destroyed, destroy.
    return short[:-1] if len(short) > 3 and short[-1] in "ey" else short


def _shorten(word: str) -> str:
    for ending, kept in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= kept:
            short = word[: -len(ending)]
            doubled = ending in ("ed", "ing") and short[-1] == short[-2] and short[-1] not in "lsz"
            return short[:-1] if doubled else short
    return word


def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning, each once, in order of first appearance."""
    return tuple(dict.fromkeys(stem(word) for word in words(text) if word not in FUNCTION_WORDS))
