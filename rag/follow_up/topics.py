"""Topics: what the earlier turns of a conversation were about, the likeliest first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from embeddings.passage import Span
from rag.answering.forms.speech import statements
from rag.follow_up.ellipsis import asks_for_object
from rag.turn import Turn
from rag.words.content_words import FUNCTION_WORDS
from rag.words.names import is_body, names_in, titles_in

_SHORT = 6
_DEFINED = re.compile(
    r"^(?:what|who)(?:'s|\s+(?:is|are|was|were))\s+(?:meant\s+by\s+)?(?P<noun>[^?,]+?)\??$|"
    r"^(?:what\s+is\s+)?(?:the\s+)?(?:meaning|definition|history|cause|purpose)\s+of\s+(?P<noun2>[^?,]+?)\??$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?!.*\b(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b)"
    r"(?:[\w'’-]+\s+){0,4}[\w'’-]+[.?!]*$",
    re.IGNORECASE,
)
_NOUN_PHRASE = re.compile(r"\b(?:the|an?)\s+((?:[\w'’-]+\s+){0,3}[\w'’-]+)", re.IGNORECASE)
_OWN_PHRASE = re.compile(r"\b(?:his|her|its|their)\s+((?:[\w'’-]+\s+){0,2}[\w'’-]+)", re.IGNORECASE)
_DONE = re.compile(r"[a-z]+ed\b|(?:sent|put|hit|shot|held|built|made|left|lost|found|given|taken|chosen|hurt)\b")
_DOING = re.compile(r"\b(?:do|does|did|will|would|can|could|shall|should|may|might|must)\s+$", re.IGNORECASE)
# Asked for by a name, the answer is what is spoken of next.
_IDENTIFIES = re.compile(
    r"^(?:in |at |of |by |from )?(?:who|which|what (?!is|was|are|were|do|does|did|has|have))\b", re.I
)
_ASKS_WHERE = re.compile(r"^(?:where|in (?:which|what) \w+)\b", re.IGNORECASE)
_OWNED = re.compile(r"^(?:all )?(?:its|their|his|her) ")
# An order opens with a capital letter, and no name does with it.
_ORDER = re.compile(
    r"^(?:compare|contrast|summari[sz]e|list|describe|explain|tell|show|find|give|name)\b\s*", re.IGNORECASE
)
# "Ost, Pell and Holm" are not one.
_SEVERAL = re.compile(r"[A-Z][^,;]*(?:,\s+[A-Z][^,;]*)+,?\s+and\s+.+")
_YEAR = re.compile(r"^\W*(?:1[5-9]|20)\d\d\W*$")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a pronoun may stand for: words of an earlier turn, whether they name a person, and whether it can act."""

    text: str
    person: bool = False
    acts: bool = True


def topics(turns: Sequence[Turn]) -> list[Topic]:
    """Return what the turns, oldest first, were about: the last one's answer, question and cited sentences first."""
    found: dict[str, Topic] = {}
    deferred: list[Topic] = []
    for turn in reversed(turns):
        own, quoted = list(_of(turn)), list(_quoted(turn))
        # A question that names nothing goes on about what the one before it did.
        for topic in [*own, *deferred, *(quoted if own else ())]:
            earlier = found.setdefault(topic.text.lower(), topic)
            if topic.person and not earlier.person:
                # A question seldom shows that a name is a person's; the sentence that answers it does.
                found[topic.text.lower()] = replace(earlier, person=True)
        deferred = [] if own else [*deferred, *quoted]
    for topic in deferred:
        found.setdefault(topic.text.lower(), topic)
    # Who is asked about by the surname is told there in full; a body may bear a founder's.
    surnames = {topic.text.split()[-1] for topic in found.values() if topic.person}
    namesakes = [topic for topic in found.values() if not topic.person and topic.text in surnames]
    told = [replace(topic, person=True) if topic in namesakes else topic for topic in found.values()]
    return [*told, *namesakes]


def _of(turn: Turn) -> Iterator[Topic]:
    short = (turn.short or "").split(";")[0].split(",")[0].strip()
    several = _SEVERAL.fullmatch((turn.short or "").strip()) is not None
    brief = 0 < len(short.split()) <= _SHORT and not any(map(str.isdigit, short))
    asked = list(_named(_ORDER.sub("", turn.asked)))
    if brief and not several and _IDENTIFIES.match(turn.asked) and any(word[0].isupper() for word in short.split()):
        yield Topic(with_article(short), _is_person(short, turn))
    if brief and asks_for_object(turn.asked):
        # "What did Cisco destroy?", "all its stocks": what is asked next is of Cisco's stocks.
        owned = _OWNED.match(short)
        yield Topic(f"{asked[0].text}'s {short[owned.end() :]}" if owned and asked else short, acts=False)
    yield from asked
    if brief and _ASKS_WHERE.match(turn.asked):
        yield Topic(short)
    if _BARE.match(turn.asked):
        yield Topic(turn.asked.strip(" .?!"))
    defined = _DEFINED.match(turn.asked)
    # "Who was sent to Ost?" asks for somebody, and defines nothing.
    if defined and not _DONE.match(defined["noun"] or ""):
        yield Topic((defined["noun"] or defined["noun2"]).strip())
    for phrase in _NOUN_PHRASE.finditer(turn.asked):
        noun = _head(phrase[1])
        if titled := _titled(noun):
            yield Topic(f"the {titled}", person=True)
            continue
        if noun and _DOING.search(turn.asked[: phrase.start()]):
            noun = _without_verb(noun, turn.asked[phrase.start(1) + len(noun) :])
        if noun:
            yield Topic(f"the {noun}")
    for phrase in _OWN_PHRASE.finditer(turn.asked):
        noun = re.sub(r"\s+\w+ed$", "", _head(phrase[1]))
        if noun:
            yield Topic(f"{asked[0].text}'s {noun}" if asked else f"the {noun}")


def _quoted(turn: Turn) -> Iterator[Topic]:
    """Yield whoever speaks and what is named in the sentences that a turn cited."""
    for quote in turn.quotes:
        yield from (Topic(one.speaker, person=True) for one in statements(quote, [Span(0, len(quote))]) if one.named)
        yield from _named(quote)


def _named(text: str) -> Iterator[Topic]:
    """Yield the names of a text, each with the common noun that belongs to it ("InfoSpace forum")."""
    for name in names_in(text):
        following = re.match(r" ([a-z]\w+)", text[name.end :])
        headed = f"{name.text} {following[1]}" if following and is_body(following[1]) else name.text
        if len(name.text) > 2 and not _YEAR.match(name.text):
            yield Topic(with_article(headed), name.person > 0)


def _is_person(short: str, turn: Turn) -> bool:
    surname = short.split()[-1]
    told = [name for text in (*turn.quotes, short) for name in names_in(text)]
    return turn.asked.lower().startswith("who") or any(name.person and name.text.endswith(surname) for name in told)


def _head(phrase: str) -> str:
    """Return a noun phrase up to its first word of grammar."""
    kept: list[str] = []
    for word in phrase.split():
        if word.lower() in FUNCTION_WORDS:
            break
        kept.append(word)
    return " ".join(kept)


def _titled(noun: str) -> str:
    """Return who is meant by a title, "Pope" of "Pope visit", nothing where a phrase holds none before its last noun.

    A mayor is somebody, a mayor's office is not.
    """
    words = noun.split()
    last = max((place for place, word in enumerate(words) if titles_in(word)), default=-1)
    behind = [word for word in words[last + 1 :] if is_body(word)]
    return " ".join(words[: last + 1]) if last >= 0 and not behind else ""


def _without_verb(noun: str, rest: str) -> str:
    """Return who does something without what it does: "did the fund lend in 2022" asks of the fund.

    `rest` follows in the question: where it says nothing of its own, the last word before it is the verb.
    """
    words = noun.split()
    idle = all(word in FUNCTION_WORDS or not word.isalpha() or word[0].isupper() for word in re.findall(r"\w+", rest))
    return " ".join(words[:-1]) if idle and len(words) > 1 else noun


def with_article(name: str) -> str:
    """Return the name as it stands in a sentence: with "the" where it ends in a common noun such as Fund."""
    return f"the {name}" if " " in name and is_body(name.split()[-1]) and not name.startswith("the ") else name
