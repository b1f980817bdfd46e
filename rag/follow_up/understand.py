"""The conversation: a follow-up is put into full words before anything is searched for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.follow_up.ellipsis import asks_anew, complete, fragment_of
from rag.follow_up.memory import Memory
from rag.follow_up.pronouns import FreePronoun, free_pronouns
from rag.turn import Turn
from rag.words.content_words import FUNCTION_WORDS
from rag.words.names import is_body, names_in

# What was said many turns ago is rarely what a pronoun means.
_TURNS_REMEMBERED = 6
# Whoever asks brings the turns along, so they may be of any length; no question, short answer or sentence is longer.
_TEXT_REMEMBERED, _QUOTES_REMEMBERED = 2_000, 20

# "did it ..." makes the pronoun the one who acts, "was it ..." does not.
_ACTS = re.compile(r"\b(?:do|does|did|will|would|can|could|has|have|had)$")
_IN = re.compile(r"\b(?:in|of|during|since|from|until|by|for)$")


def understand(question: str, history: Sequence[Turn]) -> str | None:
    """Return a follow-up as a question that stands by itself, None where the question already does.

    Rules over the earlier questions, answers and cited sentences fill in pronouns ("What did he call it?") and ellipsis
    ("And in 2022?", "Why?"). What the rules cannot place is left as it was: a wrong guess would be worse.
    """
    if not history:
        return None
    turns = tuple(map(_clipped, history[-_TURNS_REMEMBERED:]))
    memory = Memory(turns)
    fragment = fragment_of(question)
    if fragment is not None:
        named = fragment if asks_anew(fragment) else _fill(fragment, memory)
        understood = complete(named, turns[-1].asked, turns[-1].short)
    else:
        understood = _name_the(_fill(question, memory), question, memory)
    return understood if understood != question else None


def _clipped(turn: Turn) -> Turn:
    """Return the turn without what goes beyond any text that is read here."""
    return replace(
        turn,
        question=turn.question[:_TEXT_REMEMBERED],
        short=turn.short and turn.short[:_TEXT_REMEMBERED],
        understood_as=turn.understood_as and turn.understood_as[:_TEXT_REMEMBERED],
        quotes=tuple(quote[:_TEXT_REMEMBERED] for quote in turn.quotes[:_QUOTES_REMEMBERED]),
    )


def _fill(question: str, memory: Memory) -> str:
    """Replace each free pronoun by what it stands for, from the last to the first so that offsets hold."""
    filled = question
    free = free_pronouns(question)
    for index, pronoun in reversed(list(enumerate(free))):
        # In "Why did it sell its stocks?" the second word means what the first does.
        if pronoun.possessive and any(earlier.refers == pronoun.refers for earlier in free[:index]):
            continue
        before = question[: pronoun.start].rstrip().lower()
        referent = _referent(
            pronoun, memory, acts=_ACTS.search(before) is not None, after_preposition=_IN.search(before) is not None
        )
        if referent is not None:
            filled = filled[: pronoun.start] + _inflect(referent, pronoun) + filled[pronoun.end :]
    return filled


def _referent(pronoun: FreePronoun, memory: Memory, *, acts: bool, after_preposition: bool) -> str | None:
    if pronoun.refers == "person":
        return memory.person()
    if pronoun.refers == "place":
        place = memory.place()
        return f"in {place}" if place else None
    if pronoun.noun is not None:
        named = memory.of_noun(pronoun.noun)
        return f"in {named}" if named and pronoun.noun == "year" and not after_preposition else named
    if pronoun.text.lower() in ("this", "that"):
        return memory.finding() or memory.thing()
    thing = memory.thing(acts=acts)
    return memory.person() if thing is None and pronoun.text.lower() in ("they", "them", "their") else thing


def _inflect(referent: str, pronoun: FreePronoun) -> str:
    first = referent.split()[0].lower()
    initial = referent[0].lower() if first in FUNCTION_WORDS else referent[0]
    words = (referent[0].upper() if pronoun.start == 0 else initial) + referent[1:]
    if not pronoun.possessive:
        return words
    return words + ("'" if words.endswith("s") else "'s")


def _name_the(question: str, asked: str, memory: Memory) -> str:
    """Give "the fund" its full name where the last turn named one and the question names nothing itself."""
    if question != asked or names_in(question):
        return question
    for match in re.finditer(r"\bthe ([a-z]+)\b(?! of\b)", question):
        last = Memory(memory.turns[-1:])
        name = last.of_noun(match[1]) if is_body(match[1]) else None
        if name is not None:
            return question[: match.start()] + name + question[match.end() :]
    return question
