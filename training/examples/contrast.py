"""The contrast: what question and passage share, changed on one side or on both.

Changed on one side, the passage speaks of another name, year, role or direction than the question and no longer answers
it; changed on both, it still does. That a word was put in says nothing, so the learner has to compare the two sides.
"""

import random
import re
from dataclasses import dataclass

from rag.words.content_words import FUNCTION_WORDS
from training.examples.example import Example
from training.examples.perturbation import NUMBER, OPPOSITE, Perturber, other_digits, stands_in, whole_words, words

# Of the changed pairs, so many are changed in the question alone, in the passage alone (the rest: in both).
_QUESTION_ALONE = 0.25
_PASSAGE_ALONE = 0.4

# A body of the same name is another body, and a deputy is not the head.
_BEFORE_NAMES = re.findall(
    r"\S+", "Women's Junior Youth Old New Little Upper Lower East West North South Royal National Young"
)
_BEHIND_NAMES = re.findall(
    r"\S+",
    "Foundation Institute Museum University Airport Festival Bank Group Park Hospital Bridge Cup Trophy Prize Academy "
    "Council Society Records Studios Junction Hotel Ventures Jr. II III",
)
_BEFORE_ROLES = re.findall(
    r"\S+", "deputy former vice acting assistant honorary interim outgoing designated junior shadow"
)
_ROLE = re.compile(
    r"\b(?:(?:prime )?minister|president|chief executive|ceo|chair(?:man|woman|person)?|director|mayor|secretary|"
    r"governor|editor|coach|captain|manager|head|ambassador|commissioner|spokes(?:man|woman|person)|leader|chancellor|"
    r"king|queen|bishop|general|commander|senator|judge|owner|founder|champion|winner|record|season|match|election|"
    r"champions?hips?|cup|open|army|team|league|tournament|parliament)\b",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|did|does|do|can|could|has|have|had|will|would|may|must)\b(?!\s+not\b)")
_NEGATION = re.compile(r"\b(?:not|no|never|none|without|nor)\b|n't", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A question with a passage and its headline, one of them or all changed; `answered` where they still agree."""

    asked: str
    headline: str
    text: str
    answered: bool


@dataclass(frozen=True, slots=True)
class _Change:
    """`cased` where only the form with capitals is meant, which a question may still put in lower case."""

    old: str
    new: str
    cased: bool = False

    def __call__(self, text: str, *, asked: bool = False) -> str:
        return whole_words(self.old, cased=self.cased and not asked).sub(self._put, text)

    def _put(self, match: re.Match[str]) -> str:
        return self.new.lower() if match[0].islower() else self.new


class Contraster:
    """Changes pairs; strange names come from the passages of the collection that the perturber knows."""

    def __init__(self, perturber: Perturber) -> None:
        self._perturber = perturber

    def __call__(self, example: Example, rng: random.Random) -> Contrast | None:
        """Return the example changed in one matter that both sides share; None where they share none."""
        if rng.random() < 0.15 and (negated := _negated(example, rng)):
            return Contrast(example.asked, example.headline, negated, answered=False)
        ways = [self._name, self._name, self._qualified, _role, _number, _opposite]
        rng.shuffle(ways)
        changes = next((found for way in ways if (found := way(example, rng))), None)
        if changes is None:
            return None
        asked, headline, text = example.asked, example.headline, example.context.text
        side = rng.random()
        if side < _QUESTION_ALONE or side >= _QUESTION_ALONE + _PASSAGE_ALONE:
            asked = _applied(changes, asked, asked=True)
        if side >= _QUESTION_ALONE:
            headline, text = _applied(changes, headline), _applied(changes, text)
        return Contrast(asked, headline, text, answered=side >= _QUESTION_ALONE + _PASSAGE_ALONE)

    def _name(self, example: Example, rng: random.Random) -> list[_Change]:
        name = self._shared(example, rng)
        if name is None:
            return []
        taken = words(" ".join([example.asked, *example.golds]))
        strange = self._perturber.strange(rng)
        if words(strange) & taken or stands_in(strange, example.context.text):
            return []
        changes = [_Change(name, strange, cased=True)]
        # The surname alone means the same person.
        last = name.split()[-1]
        if last != name and last[0].isupper():
            changes.append(_Change(last, strange.split()[-1], cased=True))
        return changes

    def _shared(self, example: Example, rng: random.Random) -> str | None:
        taken = words(" ".join(example.golds))
        shared = [
            name
            for name in self._perturber.names(example.context.text)
            if len(name) > 2 and name.lower() not in FUNCTION_WORDS
            if stands_in(name, example.asked) and not words(name) & taken
        ]
        return rng.choice(shared) if shared else None

    def _qualified(self, example: Example, rng: random.Random) -> list[_Change]:
        name = self._shared(example, rng)
        if name is None:
            return []
        new = f"{rng.choice(_BEFORE_NAMES)} {name}" if rng.random() < 0.4 else f"{name} {rng.choice(_BEHIND_NAMES)}"
        return [] if stands_in(new, example.context.text) else [_Change(name, new, cased=True)]


def _role(example: Example, rng: random.Random) -> list[_Change]:
    shared = [match[0] for match in _ROLE.finditer(example.asked) if stands_in(match[0], example.context.text)]
    shared = [role for role in shared if not any(stands_in(role, gold) for gold in example.golds)]
    if not shared:
        return []
    role = rng.choice(shared)
    return [_Change(role, f"{rng.choice(_BEFORE_ROLES)} {role}")]


def _number(example: Example, rng: random.Random) -> list[_Change]:
    shared = [match[0] for match in NUMBER.finditer(example.asked) if stands_in(match[0], example.context.text)]
    shared = [number for number in shared if not any(stands_in(number, gold) for gold in example.golds)]
    if not shared:
        return []
    old = rng.choice(shared)
    new = other_digits(old, rng)
    return [] if stands_in(new, example.context.text) else [_Change(old, new)]


def _opposite(example: Example, rng: random.Random) -> list[_Change]:
    shared = [
        word
        for word in re.findall(r"\w+", example.asked)
        if word.lower() in OPPOSITE and stands_in(word, example.context.text)
    ]
    if not shared:
        return []
    old = rng.choice(shared)
    return [_Change(old, OPPOSITE[old.lower()])]


def _negated(example: Example, rng: random.Random) -> str | None:
    """Return the passage with the sentence that answers denied; None where it has not just one verb to deny."""
    context, answer = example.context, rng.choice(example.answers)
    begin, end = context.sentence_span(context.sentence_at(answer.first))
    sentence = context.text[begin:end]
    verbs = list(_AUXILIARY.finditer(sentence))
    if len(verbs) != 1 or _NEGATION.search(example.asked) or _NEGATION.search(sentence):
        return None
    place = begin + verbs[0].end()
    return f"{context.text[:place]} {rng.choice(('not', 'not', 'never'))}{context.text[place:]}"


def _applied(changes: list[_Change], text: str, *, asked: bool = False) -> str:
    for change in changes:
        text = change(text, asked=asked)
    return text
