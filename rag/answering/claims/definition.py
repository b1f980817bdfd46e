"""The definition: who somebody is and what something is, where a sentence tells it outright.

"Harbour chief Edda Rohn", "Edda Rohn, the head of the port," and "Edda Rohn is head of the port" tell who she is, "a
polder is ..." what a polder is; "the aim of a polder is ..." tells what something else is. A reader finds the words,
and the place they stand in tells whether they define.
"""

import re
from collections.abc import Iterator
from itertools import islice

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS
from rag.words.names import titles_in

_ASKED = re.compile(
    r"^(?:who|what)(?:['’]s|\s+(?:is|are|was|were))\s+(?:meant\s+by\s+)?(?P<subject>[^?,]+?)[\s?]*$|"
    r"^what\s+do(?:es)?\s+(?P<meant>[^?,]+?)\s+mean[\s?]*$",
    re.IGNORECASE,
)
_MOST_WORDS = 5
# No sentence that tells who somebody is names them more often.
_NAMED = 8
_DETERMINER = re.compile(r"(?:the|an?|one\s+of|its|their|his|her|our)\s+", re.IGNORECASE)
# What stands between a name and the words behind it that tell what it is, a noun or not, or what somebody does.
_ASIDE = r"[”\"’']?(?:\s*\([^()]{1,40}\)|,\s*(?:aged\s+)?\d{1,3}\b)?"
_NOUN_BEHIND = re.compile(rf"{_ASIDE}(?:,?\s+(?:who\s+|which\s+)?(?:is|are|was|were)\s+|,\s+|\s+\(|\s+[—–]\s+)")
_MEANING_BEHIND = re.compile(rf"{_ASIDE}\s+(?:means?|meant|refers?\s+to|describes?|denotes?|stands?\s+for)\s+")
_LEADING_BEHIND = re.compile(
    rf"{_ASIDE},?\s+(?:who\s+)?(?=(?:(?:has|have|had)\s+)?(?:leads?|led|heads?|headed|runs?|run|directs?|directed|chairs?|"
    r"chaired|owns?|owned|found(?:s|ed)|represent(?:s|ed)|manage[sd]?|coach(?:es|ed)|govern(?:s|ed))\b)"
)
# Under or in something that has no name of its own it is told how it is done.
_UNDER = re.compile(r"^(?:under|in)\s+(?:an?\s+)?[“\"‘]?$", re.IGNORECASE)
_UNDERSTOOD_BEHIND = re.compile(r"[”\"’]?,\s+")
# And between such words and the name behind them.
_CALLED = re.compile(
    r",?\s+(?:(?:is|are|was|were|which|also|better|commonly)\s+){0,3}(?:known\s+as|called|dubbed|termed)\s+[“\"‘]?"
    r"(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
_LEADER = re.compile(r"\b(?:head|leader|chief|boss|founder|owner|member)\b", re.IGNORECASE)
_OFFICE_BEFORE = re.compile(r",?\s+(?:[A-Z][\w.’'-]*\s+){0,2}")
_ARTICLE = re.compile(r"\b(?:the|an?)\s+$", re.IGNORECASE)
_QUALIFIED = re.compile(r"(?:\b(?:former|acting|interim|deputy|vice|prime|senior|first|then)[\s-]+)+$", re.IGNORECASE)
_OF = re.compile(r"\b\w+\s+(?:of|for|behind)\s+(?:the\s+|an?\s+)?[“\"‘]?$", re.IGNORECASE)
_CLAUSE_END = re.compile(
    r"[;—–]|,\s+(?:(?:but|while|whereas|although|according\s+to)\b|(?:[\w.’'-]+\s+){0,6}(?:said|says|added|explained|wrote)\b)|"
    r"[.!?][”\"]?$"
)
_APPOSITION_END = re.compile(r"[,;:()—–]|[.!?][”\"]?$")
# At most so many words more are the rest of a definition that a reader broke off.
_REST = 14


def defining(question: str, sentence: str, span: Span) -> Span | None:
    """Return the span, made whole, where it tells who or what the very one is whom the question asks to define.

    None where it does not, or nothing of the kind is asked. Spans are offsets in the sentence.
    """
    for name in islice(_named(question, sentence), _NAMED):
        if span.end <= name.start and _before(question, sentence, name, span):
            qualified = _QUALIFIED.search(sentence[: span.start])
            return Span(qualified.start() if qualified else span.start, span.end)
        for place in _behind(sentence, name):
            skipped = sentence[place.start : span.start]
            if place.start <= span.start and (not skipped or _DETERMINER.fullmatch(skipped)):
                # What a reader broke off is told to its end.
                rest = sentence[span.end : place.end].split()
                return Span(place.start, place.end if span.end < place.end and len(rest) <= _REST else span.end)
    return None


def definition_in(question: str, sentence: str) -> Span | None:
    """Return the first words of the sentence that stand where it is told who or what the question asks to define."""
    return next((told for name in islice(_named(question, sentence), _NAMED) for told in _behind(sentence, name)), None)


def defines_another(question: str, sentence: str, span: Span) -> bool:
    """Say whether the span tells what something of the one is that the question asks to define: its aim, its price."""
    for name in islice(_named(question, sentence), _NAMED):
        part = _OF.search(sentence[: name.start])
        # "The aim of a polder is that ...": neither what it is nor the word for it.
        beyond = name.end <= span.start and re.fullmatch(
            r"\W*\s(?:is|are|was|were)\s+", sentence[name.end : span.start]
        )
        if part and (beyond or part.start() < span.end <= name.start):
            return True
    return False


def thin(question: str, answer: str) -> bool:
    """Say whether the answer to "what is Solvag?" is a single common word, which says more in its sentence."""
    asked = _ASKED.match(question)
    subject = asked["subject"] or "" if asked and question.lower().startswith("what") else ""
    return subject[:1].isupper() and re.fullmatch(r"[a-z-]+", answer) is not None


def _named(question: str, sentence: str) -> Iterator[Span]:
    """Yield where a sentence names the one that a question asks to define."""
    asked = _ASKED.match(question)
    subject = re.sub(r"^(?:an?\s+|the\s+(?=[A-Z]))", "", asked["subject"] or asked["meant"]) if asked else ""
    words = subject.split()
    person = question.lower().startswith("who")
    # "What is the price?" asks for a price, "who is the mayor of Ost?" for a person, and neither to define it.
    inner = words if not subject[:1].isupper() or person else [words[0], words[-1]]
    if any(word.lower() in FUNCTION_WORDS for word in inner) or not 0 < len(words) <= _MOST_WORDS:
        return
    if person and (titles_in(words[-1]) or _LEADER.search(words[-1]) or re.search(r"['’]s\s", subject)):
        return
    plain = [re.escape(word.strip("“”\"'‘’")) for word in words]
    plain[-1] = plain[-1] if person else plain[-1].removesuffix("s")
    if not all(plain):
        return
    whole, ending = r"[”\"’']?\s+[“\"‘']?".join(plain), "" if person else "s?"
    for found in re.finditer(rf"(?<![\w-]){whole}{ending}(?![\w-]|['’]s)", sentence, re.IGNORECASE):
        # In lower case a name is another word.
        if not person or found[0][0].isupper():
            yield Span(*found.span())
    if person and len(plain) > 1:
        # Whoever is known is called by the surname alone; behind another first name it is another's.
        for found in re.finditer(rf"(?<![\w-]){plain[-1]}(?![\w-]|['’]s)", sentence, re.IGNORECASE):
            before = sentence[: found.start()].split()[-1:] or ["the"]
            if found[0][0].isupper() and (not before[0][0].isupper() or titles_in(before[0])):
                yield Span(*found.span())


def _before(question: str, sentence: str, name: Span, span: Span) -> bool:
    """Whether the span tells what the name behind it is: "harbour chief" of Edda Rohn, "... known as" a polder."""
    gap, said = sentence[span.end : name.start], sentence[span.start : span.end]
    if not question.lower().startswith("who"):
        # "The cruise line Solvag": a common noun, and what bears a name of its own.
        common = said[-1:].islower() and sentence[name.start].isupper()
        article = _DETERMINER.match(said) or _ARTICLE.search(sentence[: span.start])
        return _CALLED.fullmatch(gap) is not None or bool(gap == " " and common and article)
    office = _DETERMINER.match(f"{said} ") is not None or bool(titles_in(said))
    return _OFFICE_BEFORE.fullmatch(gap) is not None and (office or gap == " ")


def _behind(sentence: str, name: Span) -> Iterator[Span]:
    """Yield the words behind a name that may tell what it is."""
    if _OF.search(sentence[: name.start]):
        return
    if found := _NOUN_BEHIND.match(sentence, name.end):
        head = " ".join(sentence[found.end() :].split()[:4])
        noun = re.split(r"[,;:.]", head)[0]
        if _DETERMINER.match(head) or titles_in(noun) or _LEADER.search(noun):
            apposed = found[0].rstrip()[-1] in ",(—–"
            yield _from(found.end(), sentence, _APPOSITION_END if apposed else _CLAUSE_END)
    if found := _LEADING_BEHIND.match(sentence, name.end):
        yield _from(found.end(), sentence, _APPOSITION_END if "who" in found[0] else _CLAUSE_END)
    if found := _MEANING_BEHIND.match(sentence, name.end):
        yield _from(found.end(), sentence, _CLAUSE_END)
    if _UNDER.match(sentence[: name.start]) and (found := _UNDERSTOOD_BEHIND.match(sentence, name.end)):
        yield _from(found.end(), sentence, _CLAUSE_END)


def _from(start: int, sentence: str, ending: re.Pattern[str]) -> Span:
    end = ending.search(sentence, start)
    return Span(start, end.start() if end else len(sentence))
