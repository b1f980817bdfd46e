"""The names: who and what the articles name most, counted by capital letters alone.

A name is looked for where an article opens, which is where news says whom it is about, and inside a sentence, where a
capital letter is no mere beginning. No weights are needed.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import islice
from typing import Final

# Characters of an article that are looked at.
_OPENING: Final = 700
_CAPITALS: Final = "".join(letter for letter in map(chr, range(0x530)) if letter.isupper())
# An apostrophe belongs to a name but for the ending of "Cisco's".
_WORD: Final = rf"[{_CAPITALS}](?:[\w-]|['’](?!s\b)(?=\w)|\.(?=[{_CAPITALS}]))*"
_NAME: Final = re.compile(rf"(?<=[\w,;)] ){_WORD}(?: (?:of the |of |the |de |van |von |bin )?{_WORD})*")
_INITIALS: Final = re.compile(r"\w(?:\.\w)+")
# What stands before a name and is no part of it, and what English writes with a capital although it names nobody.
_TITLES: Final = frozenset(
    "president minister premier chancellor governor mayor senator secretary general chief director professor judge"  # noqa: SIM905
    " doctor mr mrs ms dr sir lady king queen prince princess colonel captain pope the a an".split()
)
_COMMON: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"  # noqa: SIM905
    " september october november december".split()
)
_NO_NAME: Final = re.compile(
    r".{1,2}|i['’]\w+|\w+(?:ians?|ese|ish|eli|elis|raqi|stani)|americans?|europeans?|germans?|french|dutch|greek|swiss"
)


def most_named(texts: Iterable[str], *, without: Collection[str], most: int) -> tuple[tuple[str, int], ...]:
    """Return the names that most of the texts name, each with their number; what a single text names is left out.

    Names `without`, such as those of outlets, are passed over. A surname counts for the one full name for which texts
    use it.
    """
    named = [frozenset(map(_bare, _NAME.findall(text[:_OPENING]))) - {""} for text in texts]
    full = _full_names(named)
    counts = Counter(name for names in named for name in {full.get(name, name) for name in names})
    passed_over = {name.casefold() for name in without}
    several = ((name, n) for name, n in counts.most_common() if n > 1 and name.casefold() not in passed_over)
    return tuple(islice(several, most))


def _full_names(named: Iterable[Collection[str]]) -> dict[str, str]:
    """Return the full name for each surname that stands beside just one that ends in it."""
    by_surname: dict[str, set[str]] = {}
    for names in named:
        for name in names:
            before, _, surname = name.rpartition(" ")
            if before and " of " not in name and surname in names:
                by_surname.setdefault(surname, set()).add(name)
    return {surname: full.pop() for surname, full in by_surname.items() if len(full) == 1}


def _bare(name: str) -> str:
    """Return a name without the titles before it and the days behind it, empty where nothing is left that names."""
    words = name.split(" ")
    while words and words[0].casefold() in _TITLES | _COMMON:
        words = words[1:]
    while words and words[-1].casefold() in _COMMON:
        words = words[:-1]
    if len(words) == 1 and _NO_NAME.fullmatch(words[0].casefold()):
        return ""
    return f"{' '.join(words)}." if words and _INITIALS.fullmatch(words[-1]) else " ".join(words)
