"""Memory: what the earlier turns of a conversation were about, so that a pronoun finds what it stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.follow_up.ellipsis import asks_for_object
from rag.turn import Turn
from rag.words.content_words import FUNCTION_WORDS, stem
from rag.words.names import Name, is_body, names_in

_NAMES_A_THING = re.compile(r"^(?:in |at |of )?(?:which|what)\b", re.IGNORECASE)
_ASKS_WHERE = re.compile(r"^(?:where|in (?:which|what) (?:city|town|country|place|region))\b", re.IGNORECASE)
_IN_A_PLACE = re.compile(r"\b(?:in|at|from|to)\s+(?:the\s+)?$")
_DEFINED = re.compile(r"^what\s+(?:is|are|was|were)\s+([^?,]+?)\??$", re.IGNORECASE)
_NOUN_PHRASE = re.compile(r"\b(?:the|an?)\s+([\w'-]+(?:\s+[\w'-]+)?)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPEAKER = re.compile(
    r"\b(?:did|does|has|would)\s+([A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)?)\s+"
    r"(?:say|said|think|thought|call|called|mean|warn|claim|describe|speak|spoken|tell|told|want|explain|announce|add)\b"
)

# A surname is all that many a quote gives: "..., Borisov said."
_SAID = re.compile(r"\b([A-Z][\w'-]+) (?:said|added|warned|explained|noted|told|answered|concluded|wrote|writes)\b")


@dataclass(frozen=True, slots=True)
class Memory:
    """The earlier turns, oldest first, and what they mention. Each look-up takes the newest turn that can answer."""

    turns: tuple[Turn, ...]

    def person(self) -> str | None:
        """The person mentioned last: in the answer, else in the question, else in a cited sentence."""
        known = [
            name.text for turn in self.turns for text in _texts(turn) for name in names_in(text) if name.person > 1
        ]
        for turn in reversed(self.turns):
            for text in _texts(turn):
                named = names_in(text)
                full = max((name for name in named if name.person), key=lambda name: name.person, default=None)
                # Two capitals make a person only where something says so, or a "who" was asked for.
                if full and (full.person > 1 or (text == turn.short and turn.asked.lower().startswith("who"))):
                    return full.text
                surname = next((name.text for name in named if any(k.endswith(" " + name.text) for k in known)), None)
                if surname:
                    return next(k for k in reversed(known) if k.endswith(" " + surname))
            speaker = _SPEAKER.search(turn.asked) or next(filter(None, map(_SAID.search, turn.quotes)), None)
            if speaker:
                return speaker[1]
        return None

    def thing(self, *, acts: bool = False) -> str | None:
        """What the conversation was last about, people left aside; with `acts`, the one who did it.

        After "What did Cisco destroy?" it is Cisco that acts, and what Cisco destroyed that anything else is about.
        """
        for turn in reversed(self.turns):
            topic = _topic(turn.asked)
            if turn.short and not acts and asks_for_object(turn.asked) and not any(map(str.isdigit, turn.short)):
                return object_of(turn.short, topic)
            named = _things(turn.short) if turn.short and _NAMES_A_THING.match(turn.asked) else ()
            if turn.short and named and turn.short.removeprefix("the ").startswith(named[0].text):
                return with_article(named[0].text)
            if topic or (turn.short and (topic := _topic(turn.short))):
                return topic
        return None

    def finding(self) -> str | None:
        """The last answer itself, as "that" in "Is that a record?" means it."""
        return self.turns[-1].short if self.turns else None

    def place(self) -> str | None:
        """The place mentioned last: the answer to a "where", else a name after "in" or "at"."""
        for turn in reversed(self.turns):
            if turn.short and _ASKS_WHERE.match(turn.asked):
                return turn.short
            for text in _texts(turn):
                for name in _things(text):
                    if _IN_A_PLACE.search(text[: name.start]):
                        return with_article(_headed(text, name))
        return None

    def of_noun(self, noun: str) -> str | None:
        """The name that ends in this noun, such as the Industrial Development Fund for `fund`; "year" finds a year."""
        for turn in reversed(self.turns):
            for text in _texts(turn):
                if noun == "year" and (years := _YEAR.findall(text)):
                    return str(years[-1])
                for name in _things(text):
                    if stem(_headed(text, name).split()[-1].lower()) == stem(noun):
                        return with_article(_headed(text, name))
            if turn.short and re.match(rf"(?:which|what)\s+(?:\w+\s+)?{re.escape(noun)}\b", turn.asked, re.IGNORECASE):
                return turn.short
        return None


def with_article(name: str) -> str:
    """Return the name as it stands in a sentence: with "the" where it ends in a common noun such as Fund."""
    return f"the {name}" if " " in name and is_body(name.split()[-1]) else name


def object_of(short: str, owner: str | None) -> str:
    """Return what an answer names, cut at its first comma: `all its stocks, IT equipment` becomes `Cisco's stocks`."""
    named = short.split(",")[0].strip()
    owned = re.match(r"(?:all )?(?:its|their|his|her) ", named)
    return f"{owner}'s {named[owned.end() :]}" if owned and owner else named


def _texts(turn: Turn) -> Iterator[str]:
    yield from filter(None, (turn.short, turn.asked, *turn.quotes))


def _things(text: str) -> Sequence[Name]:
    # "IT" and "EU" describe more often than they name.
    return [name for name in names_in(text) if not name.person and len(name.text) > 2]


def _headed(text: str, name: Name) -> str:
    """Return the name with the common noun behind it, if it has one: `InfoSpace forum`."""
    following = re.match(r" ([a-z]\w+)", text[name.end :])
    return f"{name.text} {following[1]}" if following and is_body(following[1]) else name.text


def _topic(question: str) -> str | None:
    """Return what a question is about: its first name that is no mere place, else the noun phrase it asks after."""
    named = _things(question)
    subjects = [name for name in named if not re.search(r"\b(?:in|from) (?:the )?$", question[: name.start])] or named
    if subjects:
        return with_article(_headed(question, subjects[0]))
    defined = _DEFINED.match(question)
    if defined and len(defined[1].split()) <= 5:
        return defined[1]
    for phrase in _NOUN_PHRASE.finditer(question):
        kept = []
        for word in phrase[1].split():
            if word.lower() in FUNCTION_WORDS:
                break
            kept.append(word)
        if kept:
            return "the " + " ".join(kept)
    return None
