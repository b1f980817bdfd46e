"""Free pronouns: the words of a question that point outside it.

A pronoun that its own question explains ("Why did Cisco destroy its stocks?") is bound and must be left alone. Without
a parser the test is a rough form of binding theory: a possessive may be bound by any noun before it, a plain pronoun
only by a noun of an earlier clause, and the empty "it" of "is it true that" points nowhere.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.words.content_words import FUNCTION_WORDS

Refers = Literal["person", "thing", "place", "nominal"]

_PERSON = {"he", "him", "his", "she", "her", "hers"}
_THING = {"it", "its", "they", "them", "their", "theirs"}
_POSSESSIVE = {"his", "her", "hers", "its", "their", "theirs"}
_CLAUSE = {"and", "but", "or", "that", "if", "when", "because", "after", "before", "while", "although", "since", "as"}
_CLAUSE_WH = {"who", "which", "what", "why", "where", "how", "whether"}
_DETERMINERS = frozenset("the a an some any many much which what all every each no several".split())  # noqa: SIM905
_SOMEBODY = frozenset("who man woman minister president person official author writer".split())  # noqa: SIM905
_BE = {"is", "are", "was", "were", "be", "been", "being"}
_AUXILIARY = _BE | frozenset("do does did has have had will would can could shall should might".split())  # noqa: SIM905
_EMPTY_IT = re.compile(
    r"\bit\s+(?:(?:really|still|ever|also|been|be|is|was)\s+)*"
    r"(?:true|false|possible|impossible|likely|unlikely|clear|known|said|expected|worth\s+\w+ing|necessary|legal|illegal|"
    r"that|who|time|rain\w*|snow\w*|\d|take|takes|cost|costs|mean\s+to)\b|\b(?:what time|what day) is it\b|"
    # What was said is no thing that a name stands for.
    r"\b(?:say|said|says|saying)\s+(?:it|that)\s*(?=[?!.]*$)",
    re.IGNORECASE,
)
_LONGEST = 16
_OPENING = re.compile(r"^(?:speaking|talking|going\s+back|coming\s+back|back)\s+(?:about|of|to)\b", re.IGNORECASE)
_VERB = re.compile(r"(?:ed|s)$")
_TOKEN = re.compile(r"[\w'-]+|[,;:]")


@dataclass(frozen=True, slots=True)
class FreePronoun:
    """One word or short phrase of a question that needs the conversation; offsets into the question.

    `noun` is set for phrases such as "that fund", where the words after the pointer say what is meant.
    """

    start: int
    end: int
    text: str
    refers: Refers
    possessive: bool
    noun: str | None = None


def free_pronouns(question: str) -> list[FreePronoun]:
    """Return the pronouns that nothing in the question itself explains, in order.

    Who says so much before it, or speaks of something first ("Speaking of vaccines, how are they made?"), explains it.
    """
    if len(question.split()) > _LONGEST or _OPENING.match(question):
        return []
    tokens = list(_TOKEN.finditer(question))
    empty = [match.span() for match in _EMPTY_IT.finditer(question)]
    found = []
    for index, token in enumerate(tokens):
        if any(start <= token.start() < end for start, end in empty):
            continue
        pronoun = _pronoun(question, tokens, index)
        if pronoun is not None and not _bound(tokens, index, pronoun):
            found.append(pronoun)
    return found


def _pronoun(question: str, tokens: list[re.Match[str]], index: int) -> FreePronoun | None:
    token = tokens[index]
    # "IT" and "US" in capitals are names.
    word = token[0].lower() if not token[0].isupper() else ""
    following = tokens[index + 1][0].lower() if index + 1 < len(tokens) else ""
    previous = tokens[index - 1][0].lower() if index else ""
    stem, _, ending = word.partition("'")
    if stem in _PERSON | _THING and ending in ("", "s", "d", "ll", "ve", "re"):
        # "her" owns a noun that follows, else it is an object; "his" always owns.
        owns = stem in _POSSESSIVE and (stem != "her" or _is_noun(following))
        end = token.start() + len(stem)
        refers: Refers = "person" if stem in _PERSON else "thing"
        return FreePronoun(token.start(), end, question[token.start() : end], refers, owns)
    if word in ("this", "that", "these", "those"):
        return _demonstrative(question, tokens, index, previous, following)
    asked_who = tokens[0][0].lower() == "who" and not following
    if word == "there" and index and (asked_who or (previous not in _BE and following not in _BE | {"has", "have"})):
        return FreePronoun(token.start(), token.end(), token[0], "place", possessive=False)
    return None


def _demonstrative(
    question: str, tokens: list[re.Match[str]], index: int, previous: str, following: str
) -> FreePronoun | None:
    token = tokens[index]
    if previous in _BE and index == 1 and following in ("a", "an", "the", "still", "true", "right", "correct"):
        return FreePronoun(token.start(), token.end(), token[0], "thing", possessive=False)
    alone = not following or following in _AUXILIARY | FUNCTION_WORDS - _DETERMINERS or following in ",;:"
    if alone and (
        index == 0 or not following or previous in _AUXILIARY | {"about", "of", "for", "by", "with", "after"}
    ):
        # "the fund that was" points back inside the question.
        return FreePronoun(token.start(), token.end(), token[0], "thing", possessive=False)
    if token[0].lower() != "that" and _is_noun(following) and following not in ("year", "month", "week", "day", "time"):
        end = tokens[index + 1].end()
        return FreePronoun(
            token.start(), end, question[token.start() : end], "nominal", possessive=False, noun=following
        )
    if previous in _AUXILIARY | {"about", "of", "in", "by", "at", "for", "from"} and _is_noun(following):
        end = tokens[index + 1].end()
        return FreePronoun(
            token.start(), end, question[token.start() : end], "nominal", possessive=False, noun=following
        )
    return None


def _bound(tokens: list[re.Match[str]], index: int, pronoun: FreePronoun) -> bool:
    if pronoun.refers in ("nominal", "place"):
        return False
    clause = 0
    for position in range(1, index):
        word = tokens[position][0].lower()
        if word in _CLAUSE | {",", ";", ":"} or (word in _CLAUSE_WH and not _is_noun(tokens[position - 1][0].lower())):
            clause = position
    limit = index if pronoun.possessive else clause
    return any(_may_bind(tokens, position, pronoun.refers) for position in range(limit))


def _may_bind(tokens: list[re.Match[str]], position: int, refers: Refers) -> bool:
    """Whether the token heads something a pronoun can stand for: a capitalised name or a noun with its determiner."""
    word = tokens[position][0]
    if position and word[0].isupper() and word.lower() not in FUNCTION_WORDS:
        return True
    if refers == "person":
        return word.lower() in _SOMEBODY
    previous = tokens[position - 1][0].lower() if position else ""
    # "what happened to its orders" has no noun behind "what".
    verb = previous in ("what", "which") and _VERB.search(word) is not None
    return previous in _DETERMINERS and not verb and _is_noun(word.lower())


def _is_noun(word: str) -> bool:
    return bool(word) and word[0].isalpha() and word not in FUNCTION_WORDS | _AUXILIARY
