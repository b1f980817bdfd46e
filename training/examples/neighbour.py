"""The neighbour: beside the sentence that answers stands one of the same form on another name or year.

News lists its matters: so many trams for one depot, so many for the next. A reader that points at whatever has the
right form takes the neighbour's. One that has seen both side by side, asked now about the one and now about the other,
compares (adversarial sentences; Jia and Liang 2017, arXiv 1707.07328).
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.words.content_words import FUNCTION_WORDS
from training.examples.example import Example
from training.examples.perturbation import NUMBER, Perturber, other_digits, stands_in, whole_words, words

_OPENING = re.compile(r"who|what|when|where|which|why|how \w+|how", re.IGNORECASE)
# Of the questions, so many are asked about the neighbour.
_ABOUT_NEIGHBOUR = 0.5
# Of the neighbours, so many share the sentence.
_COORDINATED = 0.4
# A longer answer is seldom one that another could stand in for.
_LONGEST_ANSWER = 6


@dataclass(frozen=True, slots=True)
class Neighboured:
    """A question with a passage that tells two things of one form, and the answers of the one it asks about."""

    asked: str
    text: str
    golds: tuple[str, ...]


class Neighbours:
    """Writes neighbours; other answers come from questions of the collection that open with the same word."""

    def __init__(self, examples: Sequence[Example], perturber: Perturber) -> None:
        self._perturber = perturber
        self._answers: dict[str, list[str]] = {}
        for example in examples:
            opening = _opening(example.asked)
            if opening and example.golds and example.ingredient.target == "span":
                self._answers.setdefault(opening, []).append(example.golds[0])

    def __call__(self, example: Example, rng: random.Random) -> Neighboured | None:
        """Return the example with a neighbour in its passage; None where its sentence and question share no subject."""
        context, place = example.context, rng.choice(example.answers)
        begin, end = context.sentence_span(context.sentence_at(place.first))
        start, stop = int(context.offsets[place.first, 0]) - begin, int(context.offsets[place.last, 1]) - begin
        sentence = context.text[begin:end]
        answer = sentence[start:stop]
        subject = self._subject(example, sentence, answer, rng)
        other = self._other_answer(example, answer, rng)
        if not answer or subject is None or other is None:
            return None
        shared, strange = subject
        told = _exchanged(sentence[:start], shared, strange) + other + _exchanged(sentence[stop:], shared, strange)
        if told == sentence or stands_in(other, context.text):
            return None
        both = [sentence, told]
        rng.shuffle(both)
        text = context.text[:begin] + _joined(both, rng) + context.text[end:]
        if rng.random() < _ABOUT_NEIGHBOUR:
            return Neighboured(_exchanged(example.asked, shared, strange), text, (other,))
        return Neighboured(example.asked, text, example.golds)

    def _subject(self, example: Example, sentence: str, answer: str, rng: random.Random) -> tuple[str, str] | None:
        """Choose what question and sentence both speak of, and what the neighbour speaks of instead."""
        taken = words(" ".join([answer, *example.golds]))
        names = [
            name
            for name in self._perturber.names(example.context.text)
            if len(name) > 2 and name.lower() not in FUNCTION_WORDS and not words(name) & taken
            if stands_in(name, example.asked) and stands_in(name, sentence)
        ]
        numbers = [
            match[0]
            for match in NUMBER.finditer(example.asked)
            if stands_in(match[0], sentence) and match[0] not in answer
        ]
        if not names and not numbers:
            return None
        shared = rng.choice([*names, *numbers])
        strange = self._perturber.strange(rng) if shared in names else other_digits(shared, rng)
        clashes = words(strange) & (taken | words(example.asked)) if shared in names else False
        return None if clashes or stands_in(strange, example.context.text) else (shared, strange)

    def _other_answer(self, example: Example, answer: str, rng: random.Random) -> str | None:
        if any(mark.isdigit() for mark in answer):
            numbers = list(NUMBER.finditer(answer))
            if not numbers:
                return None
            old = rng.choice(numbers)
            return answer[: old.start()] + other_digits(old[0], rng) + answer[old.end() :]
        others = self._answers.get(_opening(example.asked))
        other = rng.choice(others) if others else ""
        alike = other[:1].isupper() == answer[:1].isupper() and not any(mark.isdigit() for mark in other)
        short = max(len(other.split()), len(answer.split())) <= _LONGEST_ANSWER
        return other if other and alike and short and not words(other) & words(answer) else None


def _opening(asked: str) -> str:
    match = _OPENING.search(asked)
    return match[0].lower() if match else ""


def _joined(both: list[str], rng: random.Random) -> str:
    first, second = both
    if rng.random() >= _COORDINATED or not first.endswith("."):
        return f"{first} {second}"
    opens = second.split()[0]
    if opens.lower() in FUNCTION_WORDS:
        second = second[0].lower() + second[1:]
    return first[:-1] + rng.choice((", while ", "; ", ", and ", ", but ")) + second


def _exchanged(text: str, old: str, new: str) -> str:
    return whole_words(old).sub(lambda _: new, text)
