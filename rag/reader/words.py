"""Words: the smallest pieces of text an answer may consist of, so that no answer cuts a number or a name in two."""

import re
import unicodedata
from functools import lru_cache

from embeddings.passage import Span

# Scripts written without spaces: a reader may be asked for any run of their characters, so each is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARK = "\ue000"  # stands for every combining mark while matching: Python's \w leaves marks out
_CURRENCY = "$¢£¤¥\u20a0-\u20cf"
_THIN_SPACE = "\u00a0\u2009\u202f"

_YEARS = r"(?<=\b\d{4})[-‐‑–—](?=\d{4}\b)"  # 1939-1945: each of the two may be asked for
_NUMBER = rf"""
    (?:[A-Z]{{0,3}}[{_CURRENCY}][ {_THIN_SPACE}]?)?         # US$, € before the digits
    (?:(?<![\w)\]])[-+−±]?[{_CURRENCY}]?\.?)?               # -5, -$5, .5
    (?:\d{{1,3}}(?:[ {_THIN_SPACE}]\d{{3}}(?!\d))+|\d+)         # 1 000 000
    (?:[.,:/'’·]\d+)*                                        # 1,000.50  10:30
    (?:[ {_THIN_SPACE}]?(?:[%‰]|[{_CURRENCY}](?!\d)|°[CF]?))?         # 25%, 5 €, 20 °C
    (?:[- {_THIN_SPACE}](?i:hundred|thousand|million|billion|trillion|percent|per\ cent|bn|mln)\b)*
    (?:[- {_THIN_SPACE}](?i:(?:ro?uble|dollar|euro|pound|cent|kopeck|franc|rupee|peso|krona|yuan|yen)s?)\b)?
"""
_LETTERS = rf"""
    [A-Za-z](?:\.[A-Za-z])+\.?(?![^\W\d_])                   # U.S., a.m.
    | (?:(?![{_UNSPACED}])[^\W\d]|{_MARK})(?:(?![{_UNSPACED}])\w|{_MARK})*[+#]*
"""
_WORD = re.compile(
    rf"""
    [{_UNSPACED}]{_MARK}*
    | (?:{_NUMBER}|{_LETTERS})
      (?:
        (?:(?!{_YEARS})(?:[-‐‑&@]|(?<=\d)[–—](?=\d))|(?<=\d)(?=[^\W\d])|['’](?!s\b)(?=[^\W\d])|(?<=[a-z])\.(?=[a-z]))
        (?:{_NUMBER}|{_LETTERS})
      )*
    | [{_CURRENCY}%‰§№°©®™]
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[Span, ...]:
    """Return the words of a text in order; punctuation and spaces between them belong to no word.

    A number keeps its sign, percent sign, separators, magnitude and currency ("US$5 million", "5 million rubles");
    hyphenated words and number ranges stay whole, but not ranges of years; a possessive 's does not belong to its word.
    """
    return tuple(Span(*match.span()) for match in _WORD.finditer(_flatten_marks(text)))


def _flatten_marks(text: str) -> str:
    """Replace each combining mark by one character that the pattern knows, keeping every offset."""
    if text.isascii():
        return text
    return "".join(_MARK if unicodedata.category(character).startswith("M") else character for character in text)
