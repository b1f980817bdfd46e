"""Figures in running text, in digits or in words."""

import re

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
_INEXACT = re.compile(
    r"\d|\b(?:zero|one|once|twice|double|triple|scores|\w+illions?|hal(?:f|ves)|thirds?|quarters?|tenths?|none|no|nobody|both|all|"
    r"several|few\w*|many|most|more|lots?|couple|pair|single|every\w*|some|numerous|countless|multiple|number)\b",
    re.IGNORECASE,
)


def tells_number(text: str) -> bool:
    """Say whether a text tells how many, exactly or roughly."""
    return FIGURE.search(text) is not None or _INEXACT.search(text) is not None
