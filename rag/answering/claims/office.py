"""The office: whether a person holds the one that is asked for, or another, or that of another place or body.

"Finance Minister Ada Holm" does not answer who the energy minister is, nor does "Pell's mayor" who the mayor of Ost is.
"""

import re

from embeddings.passage import Span
from rag.words.content_words import fold
from rag.words.names import capitalised, is_calendar, is_title, names_in, strangers, titles_in

_HOLDS = re.compile(
    r"\b(?:who(?:['’]s| (?:is|was|are|were|heads|headed|chairs|chaired|owns|owned))|name of)\b", re.IGNORECASE
)
_FOLLOWS = re.compile(
    r"\b(?:replac|succe|follow|becom|became|appoint|nam(?:ed|es)|nominat|elect|next|new|tak(?:es|en) over)",
    re.IGNORECASE,
)
_PORTFOLIO = re.compile(
    r"\b(prime|foreign|finance|trade|interior|defen[cs]e|health|transport|energy|justice|education|environment|econom\w+|"
    r"industry|agriculture|culture|labou?r|home|treasury|sports|digital|security)\s+(?:minister|secretary|commissioner)\b",
    re.IGNORECASE,
)
_OWNS = re.compile(r"\bown(?:s|ed|ers?)\b", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:heads?|headed|leads?|led|leader|chief|boss|chairs?|chaired)\b", re.IGNORECASE)
_WHO = re.compile(r"\b(?:who|whom|whose|name)\b", re.IGNORECASE)
# So many characters before and behind a name hold the office of whoever bears it.
_AROUND = 40
_APPOSITION = re.compile(r"\s*,\s*(?:the |a |an )?")
_ITS = re.compile(r"\b(?:its|their|whose)\s+(?:[a-z][\w-]*\s+){0,2}[a-z][\w-]*,?\s*$")
# Whose office it is stands right before its title, or behind.
_OWNER_BEFORE = re.compile(r"((?:[^\W\d_a-z][\w&-]+\s+){0,3}[^\W\d_a-z][\w&-]+)(?:['’]s?)?\s+(?:[a-z][\w-]*\s+){0,2}$")
_OWNER_BEHIND = re.compile(r"\s+(?:of|for)\s+(?:the\s+)?((?:[^\W\d_a-z][\w&-]+\s*)+)")


def of_another_office(question: str, sentence: str, span: Span) -> bool:
    """Say whether the person of the span is told to hold another office than the one asked for, or that of another."""
    asked, follows = titles_in(question), _FOLLOWS.search(question) is not None
    if not (asked or _OWNS.search(question)) or not (follows or _HOLDS.search(question)):
        return False
    # "The mayor of Ost, Ada Holm": what a comma sets off before the name belongs to it.
    before = re.split(r"[;:.]|,(?!\s*$)", sentence[max(0, span.start - _AROUND) : span.start])[-1].rstrip(" ,") + " "
    persons = [
        name.end
        for name in names_in(before)
        if name.person and not titles_in(name.text) and before[name.end : name.end + 2] not in ("'s", "’s")
    ]
    before = before[max(persons, default=0) :]
    behind = None if titles_in(before) else _APPOSITION.match(sentence, span.end)
    after = re.split(r"[,;:.]", sentence[behind.end() : behind.end() + _AROUND])[0] if behind else ""
    held = f"{before}{sentence[span.start : span.end]} {after}"
    told, posts = titles_in(held), [{fold(one)[:5] for one in _PORTFOLIO.findall(text)} for text in (question, held)]
    # Whoever is to follow a governor holds another office still.
    if follows and not told & asked:
        return False
    another = bool(asked and told) and (not told & asked or (all(posts) and not posts[0] & posts[1]))
    return another or _of_another_owner(question, held) or _of_another_body(question, sentence[: span.start])


def _of_another_body(question: str, before: str) -> bool:
    """Whether the office that stands before a name is "its", and what was named by then is not what is asked about."""
    own = _ITS.search(before)
    if own is None or not (titles_in(own[0]) or _OWNS.search(own[0])):
        return False
    persons = {word for name in names_in(before) if name.person for word in name.text.split()}
    bodies = [one for one in capitalised(before[: own.start()]) if one not in persons]
    return bool(bodies) and strangers(question, " ".join(bodies))


def _of_another_owner(question: str, held: str) -> bool:
    titles = [word for word in re.finditer(r"[^\W\d_]+", held) if titles_in(word[0]) or _OWNS.match(word[0])]
    beside = [_OWNER_BEFORE.search(held[: one.start()]) or _OWNER_BEHIND.match(held, one.end()) for one in titles]
    owners = [fold(word) for found in beside if found for word in capitalised(found[1])]
    posts = {fold(one) for one in _PORTFOLIO.findall(held)}
    owners = [one for one in owners if not (one in posts or is_title(one) or is_calendar(one))]
    return bool(owners) and strangers(question, held)


def holds_no_office(question: str, answer: str, article: str) -> bool:
    """Say whether the question asks who holds an office and the answer is no person, as far as its article tells.

    Things happen in a place; a person is called by more than one word, or with a title, at least once.
    """
    if not _WHO.search(question) or not (titles_in(question) or _LEADS.search(question)):
        return False
    name = rf"{re.escape(answer)}(?![\w'’])"
    called = " " in answer or re.search(rf"\b[A-Z][\w'’.-]* {name}", article)
    return not called or re.search(rf"\b(?:[Ii]n|[Aa]cross|[Tt]hroughout) (?:the )?{name}", article) is not None
