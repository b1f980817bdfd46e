"""The perturbation: a question changed in one matter, so that the passage which answered it no longer does.

What retrieval brings for a question it has no answer to is close to it: the right subject with another year, person or
direction. Such near misses are rare in the data and are made here: a name, a number or a word with an opposite is
exchanged, or the question is negated. One in some ten made so can still be answered, which the learner stands.
"""

import random
import re
from collections.abc import Callable, Sequence

from training.examples.example import Example

_NAME = re.compile(r"\b[A-Z][\w'’-]+(?:\s+(?:(?:of|the|de|van|von|and)\s+)?[A-Z][\w'’-]+)*")
NUMBER = re.compile(r"\b\d[\d,.]*\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"”')\]]*\s+)$")
_QUESTION_WORDS = re.compile(
    r"(?:who|what|when|where|which|why|how|in|on|at|by|the|an?|is|was|did|does|do|may|i)", re.IGNORECASE
)
_AUXILIARY = re.compile(r"\b(is|are|was|were|did|does|do|can|could|has|have|had|will|would)\b", re.IGNORECASE)

_OPPOSITES = """
    first last, largest smallest, biggest smallest, most least, more fewer, before after, north south,
    northern southern, east west, eastern western, increase decrease, increased decreased, higher lower,
    highest lowest, high low,
    oldest youngest, older younger, earliest latest, early late, earlier later, longest shortest, long short, won lost,
    win lose, begin end, began ended, start stop, started stopped, open close, opened closed, born died, birth death,
    male female, men women, man woman, father mother, son daughter, brother sister, husband wife, king queen,
    internal external, public private, major minor, maximum minimum, above below, upper lower, inside outside,
    arrive leave, arrived left, buy sell, bought sold, teacher student, import export, imported exported, rise fall,
    rose fell, gain lose, gained lost, accept reject, accepted rejected, allow forbid, allowed forbidden, join leave,
    joined left, hot cold, positive negative, ancient modern, rural urban, strong weak, founded dissolved, add remove,
    added removed, support oppose, supported opposed, best worst, good bad, rich poor, majority minority, old new,
    created destroyed, built demolished, raised lowered, hired fired, attack defend, attacked defended, send receive,
    sent received, winter summer, spring autumn, morning evening, day night, left right, young old, cause prevent,
    caused prevented, success failure, advantage disadvantage, advantages disadvantages, common rare, likely unlikely
"""
OPPOSITE: dict[str, str] = {}
for _pair in _OPPOSITES.split(","):
    _one, _other = _pair.split()
    OPPOSITE.setdefault(_one, _other)
    OPPOSITE.setdefault(_other, _one)
_WORD = re.compile(r"\b(?:" + "|".join(sorted(OPPOSITE, key=len, reverse=True)) + r")\b", re.IGNORECASE)


class Perturber:
    """Changes questions; names that a passage does not offer come from the other passages of the collection."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._names = {text: names(text) for text in texts}
        self._strange = sorted({name for found in self._names.values() for name in found})

    def __call__(self, example: Example, rng: random.Random) -> str | None:
        """Return the question changed in one matter; None where it offers nothing to change."""
        ways: list[Callable[[Example, random.Random], str | None]] = [self._name, self._name, _number, _opposite]
        rng.shuffle(ways)
        for way in [*ways, _negated]:
            changed = way(example, rng)
            if changed:
                return changed
        return None

    def names(self, text: str) -> list[str]:
        """Return the names in one of the collection's passages."""
        return self._names[text]

    def strange(self, rng: random.Random) -> str:
        """Return a name of the collection."""
        return rng.choice(self._strange)

    def _name(self, example: Example, rng: random.Random) -> str | None:
        asked, offered = example.asked, self._names[example.context.text]
        # Some sets ask in lower case: there the passage's own names tell what a name is.
        held = [match.span() for name in offered for match in whole_words(name).finditer(asked)]
        held += [match.span() for match in _NAME.finditer(asked) if match.start()]
        if not held:
            return None
        start, end = rng.choice(held)
        taken = words(" ".join([asked, *example.golds]))
        pool = [name for name in offered if not words(name) & taken]
        name = rng.choice(pool) if pool and rng.random() < 0.7 else rng.choice(self._strange)
        return None if words(name) & taken else asked[:start] + name + asked[end:]


def names(text: str) -> list[str]:
    """Return the names in a text, each once: runs of capitalised words that do not just open a sentence."""
    found: dict[str, None] = {}
    for match in _NAME.finditer(text):
        opens = _SENTENCE_START.search(text, 0, match.start()) is not None
        first, _, rest = match[0].partition(" ")
        name = rest if _QUESTION_WORDS.fullmatch(first) else match[0]
        if name and (not opens or " " in name):
            found[name] = None
    return list(found)


def _number(example: Example, rng: random.Random) -> str | None:
    numbers = list(NUMBER.finditer(example.asked))
    if not numbers:
        return None
    old = rng.choice(numbers)
    offered = [number for number in NUMBER.findall(example.context.text) if len(number) == len(old[0])]
    taken = {old[0], *(number for gold in example.golds for number in NUMBER.findall(gold))}
    pool = [number for number in offered if number not in taken]
    new = rng.choice(pool) if pool and rng.random() < 0.6 else other_digits(old[0], rng)
    return None if new in taken else example.asked[: old.start()] + new + example.asked[old.end() :]


def other_digits(number: str, rng: random.Random) -> str:
    """Return another number like this one; of a year, another year of its time."""
    if number.isdigit() and len(number) == 4:
        return str(int(number) + rng.choice((-1, 1)) * rng.randint(1, 30))
    place = rng.choice([place for place, mark in enumerate(number) if mark.isdigit()])
    return number[:place] + str((int(number[place]) + rng.randint(1, 8)) % 9 + 1) + number[place + 1 :]


def _opposite(example: Example, rng: random.Random) -> str | None:
    found = list(_WORD.finditer(example.asked))
    if not found:
        return None
    old = rng.choice(found)
    return example.asked[: old.start()] + OPPOSITE[old[0].lower()] + example.asked[old.end() :]


def _negated(example: Example, rng: random.Random) -> str | None:
    match = _AUXILIARY.search(example.asked)
    # Rarely: a negated question is odd, and one odd form should not come to mean "no answer".
    if match is None or rng.random() < 0.8:
        return None
    return f"{example.asked[: match.end()]} not{example.asked[match.end() :]}"


def whole_words(term: str, *, cased: bool = False) -> re.Pattern[str]:
    """Return the pattern of a term where it stands as whole words, case aside unless it is `cased`."""
    return re.compile(rf"(?<!\w){re.escape(term)}(?!\w)", 0 if cased else re.IGNORECASE)


def stands_in(term: str, text: str) -> bool:
    """Tell whether a term stands in a text as whole words, case aside."""
    return whole_words(term).search(text) is not None


def words(text: str) -> set[str]:
    """Return the longer words and the digits of a text, case aside: what two names must not share."""
    return set(re.findall(r"\w{3,}|\d", text.lower()))
