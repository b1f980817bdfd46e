"""The conversation: a follow-up is put into full words before anything is searched for.

What a pronoun stands for, or whether a short question goes on about the same matter, grammar alone does not tell. So
every likely reading is made, and the one that the articles speak of most is taken.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rag.follow_up.ellipsis import asks_anew, complete, fragment_of, names_time
from rag.follow_up.pronouns import FreePronoun, free_pronouns
from rag.follow_up.topics import Topic, topics
from rag.turn import Turn
from rag.words.content_words import FUNCTION_WORDS, content_stems
from rag.words.names import names_in

# What was said many turns ago is rarely what is meant.
_TURNS_REMEMBERED = 6
# Whoever asks brings the turns along, so they may be of any length; no question, short answer or sentence is longer.
_TEXT_REMEMBERED, _QUOTES_REMEMBERED = 2_000, 20
_READINGS = 5
# How much more of a less likely reading the articles must speak of.
_LESS_LIKELY = 0.1
# A question with more content words stands by itself; one with as few must gain so much by the topic, and then the
# articles must speak of it.
_FEW_WORDS, _GAIN, _SPOKEN = 3, 0.2, 0.95

_EXAMPLES = re.compile(
    r"^(?:(?:can you |could you |please )*(?:give|show|name|tell) (?:me |us )?)?(?:some |any |a few |an? )?"
    r"(?:more |other )?(?:for )?examples?(?: please)?[\s?!.]*$|^(?:such as|like)(?: what)?[\s?!.]*$",
    re.IGNORECASE,
)
_ACTS = re.compile(r"\b(?:do|does|did|will|would|can|could|has|have|had)\s+$", re.IGNORECASE)

Strength = Callable[[str, str], float]


def understand(question: str, history: Sequence[Turn], strength: Strength) -> str | None:
    """Return a follow-up as a question that stands by itself, None where the question already does.

    `strength` tells how much the articles that are found for a first text speak of a second (0 to 2). What nothing in
    the conversation explains is left as it was: a wrong guess would be worse.
    """
    if not history:
        return None
    turns = tuple(map(_clipped, history[-_TURNS_REMEMBERED:]))
    leaning = list(dict.fromkeys(_readings(question, turns)))[:_READINGS]
    if leaning:
        if len(leaning) == 1:
            return leaning[0]
        worth = {reading: strength(reading, reading) - _LESS_LIKELY * place for place, reading in enumerate(leaning)}
        return max(worth, key=lambda reading: worth[reading])
    if names_in(question) or len(content_stems(question)) > _FEW_WORDS or not content_stems(question):
        return None
    longer = next(iter(_on_topic(question, topics(turns))), None)
    if longer is None:
        return None
    gained = strength(longer, question)
    return longer if gained >= max(_SPOKEN, strength(question, question) + _GAIN) else None


def _clipped(turn: Turn) -> Turn:
    """Return the turn without what goes beyond any text that is read here, and without halves of characters."""

    def clip(text: str) -> str:
        return text[:_TEXT_REMEMBERED].encode("utf-8", "replace").decode("utf-8")

    return replace(
        turn,
        question=clip(turn.question),
        short=turn.short and clip(turn.short),
        understood_as=turn.understood_as and clip(turn.understood_as),
        quotes=tuple(map(clip, turn.quotes[:_QUOTES_REMEMBERED])),
    )


def _readings(question: str, turns: Sequence[Turn]) -> Iterator[str]:
    """Yield the question with what it leaves out or points to put in, the likeliest reading first."""
    known = topics(turns)
    fragment = fragment_of(question)
    if _EXAMPLES.match(question):
        yield from (f"What are examples of {topic.text}?" for topic in known[:2])
    elif fragment is not None:
        filled = fragment if asks_anew(fragment) else next(_filled(fragment, known, turns[-1].short), fragment)
        yield complete(filled, turns[-1].asked, turns[-1].short)
        # A time takes the place of a time, and "why?" asks of the same matter; anything else may be a new subject.
        if not asks_anew(fragment) and not names_time(fragment):
            yield from _on_topic(fragment, known)
    else:
        yield from _filled(question, known, turns[-1].short)
        if not names_in(question):
            yield from _named_in_full(question, known)


def _named_in_full(question: str, known: Sequence[Topic]) -> Iterator[str]:
    """Yield the question with the full name of what it calls "the fund", where a topic ends in that noun."""
    for called in re.finditer(r"\bthe ([a-z]+)\b(?! of\b)", question):
        for topic in known:
            if " " in topic.text and topic.text[-1:].isalpha() and topic.text.lower().endswith(f" {called[1]}"):
                yield question[: called.start()] + topic.text + question[called.end() :]


def _on_topic(question: str, known: Sequence[Topic]) -> Iterator[str]:
    for topic in known[:2]:
        yield f"{question.rstrip(' ?!.')} ({topic.text})?"


def _filled(question: str, known: Sequence[Topic], answered: str | None) -> Iterator[str]:
    """Yield the question with its free pronouns replaced, by one topic after the other; "that" may be the answer."""
    pronouns = free_pronouns(question)
    if not pronouns:
        return
    persons = [topic for topic in known if topic.person]
    things = [topic for topic in known if not topic.person]
    for place in range(_READINGS):
        filled = question
        # From the last to the first, so that offsets hold.
        for index, pronoun in reversed(list(enumerate(pronouns))):
            # In "Why did it sell its stocks?" the second word means what the first does.
            if pronoun.possessive and any(earlier.refers == pronoun.refers for earlier in pronouns[:index]):
                continue
            # "did it ..." makes the pronoun the one who acts, "was it ..." does not.
            acting = [one for one in things if one.acts] if _ACTS.search(question[: pronoun.start]) else things
            fitting = _fitting(pronoun, persons, acting, answered)
            if fitting:
                topic = fitting[min(place, len(fitting) - 1)]
                filled = filled[: pronoun.start] + _inflect(topic.text, pronoun) + filled[pronoun.end :]
        if filled == question:
            return
        yield filled


def _fitting(
    pronoun: FreePronoun, persons: Sequence[Topic], things: Sequence[Topic], answered: str | None
) -> Sequence[Topic]:
    if pronoun.refers == "person":
        return persons
    if pronoun.noun is not None:
        noun = set(content_stems(pronoun.noun))
        return [topic for topic in things if noun & set(content_stems(topic.text))]
    if pronoun.text.lower() in ("this", "that") and answered:
        return [Topic(answered), *things]
    plural = pronoun.text.lower() in ("they", "them", "their")
    return [*things, *persons] if plural or not things else things


def _inflect(referent: str, pronoun: FreePronoun) -> str:
    first = referent.split()[0].lower()
    initial = referent[0].lower() if first in FUNCTION_WORDS else referent[0]
    words = (referent[0].upper() if pronoun.start == 0 else initial) + referent[1:]
    if pronoun.refers == "place":
        return f"in {words}"
    if not pronoun.possessive:
        return words
    return words + ("'" if words.endswith("s") else "'s")
