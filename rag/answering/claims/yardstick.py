"""The yardstick: a year that a sentence only measures by.

"Turnout was 61 percent, the lowest since 1998" does not tell the turnout in 1998.
"""

import re

_IN_YEAR = re.compile(r"\bin\s+(?:[A-Z][a-z]+\s+)?((?:19|20)\d\d)\b")
_MEASURED_BY = re.compile(
    r"\b(?:since|than(?:\s+in)?|compared\s+(?:with|to)|up\s+from|down\s+from|against)\s+(?:[A-Z][a-z]+\s+)?$"
)


def is_yardstick(question: str, sentence: str) -> bool:
    """Say whether a year that is asked about stands in the sentence as what something else is measured by."""
    if _MEASURED_BY.search(question[: max((year.start(1) for year in _IN_YEAR.finditer(question)), default=0)]):
        return False
    return any(
        places and all(_MEASURED_BY.search(sentence[:place]) for place in places)
        for year in _IN_YEAR.findall(question)
        for places in [[found.start() for found in re.finditer(year, sentence)]]
    )
