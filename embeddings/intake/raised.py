"""Raised figures: small figures above the line, which set beside the others would make another number of them."""

import re

_FIGURE = re.compile(r"[+\-−]?\d{1,3}[+\-−]?")
# Behind a word or a mark a raised figure points to a note; units that are squared have a letter or two.
_NOTED = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?…\"'”’»)\]])$")
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def raised(before: str, small: str) -> str:
    """Return what is read of `small`, set raised behind the words `before`: "" where it points to a note.

    >>> raised("10", "6"), raised("a harbour", "2"), raised("the 5", "th")
    ('⁶', '', 'th')
    """
    mark = small.strip()
    if not _FIGURE.fullmatch(mark):
        return small
    return "" if _NOTED.search(before) else mark.translate(_RAISED)
