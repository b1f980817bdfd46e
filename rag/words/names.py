"""Names in running text: found by their capital letters and told apart into people and other things.

A trained tagger would know more; these rules need no weights, and a conversation only asks which name was meant last.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.words.content_words import FUNCTION_WORDS, content_stems, fold
from rag.words.saying import SAID

# The titles that name an office by themselves, and of those that mean the same one.
_OFFICES = frozenset(
    """
    minister president chairman chairwoman chairperson chair chancellor governor mayor senator secretary director
    executive ceo spokesman spokeswoman spokesperson ambassador judge king queen prince princess captain pope
    premier coach commissioner
    """.split()  # noqa: SIM905
)
_TITLES = _OFFICES | frozenset(
    """
    deputy prime first vice general chief officer head professor doctor mr mrs ms dr sir lady lord colonel analyst
    editor
    """.split()  # noqa: SIM905
)
_SAME_TITLE = {
    **dict.fromkeys(("chairman", "chairwoman", "chairperson"), "chair"),
    **dict.fromkeys(("spokesman", "spokeswoman"), "spokesperson"),
    "ceo": "executive",
    "premier": "minister",
}
# A name that holds one of these names a body, a place or an event, never a person.
_BODIES = frozenset(
    """
    fund forum expo bank group company corporation corp inc ltd llc university institute college school academy ministry
    department agency council committee commission parliament duma senate court union association federation society
    party army police service office centre center park museum theatre hospital airport station road street square
    river sea ocean lake mountain island city region republic kingdom states state province briefing news times post
    herald review journal press agency strategy strategies program programme project plan production industry trade
    finance defence defense technology technologies development systems electronics energy act law treaty agreement
    war summit conference congress festival championship cup league club team north south east west northern southern
    eastern western central new san los saint
    """.split()  # noqa: SIM905
)
_CALENDAR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec
    """.split()  # noqa: SIM905
)
_SPEECH = re.compile(rf"\b(?:{SAID}|spoke|according to)\b")
# A possessive ending stands outside the token, and so ends the run.
_TOKEN = re.compile(r"[^\W_](?:[\w&-]|['’](?!s\b)(?=\w)|\.(?=\w))*")
_JOINT = re.compile(r" +(?:(?:of|for) +(?:the +)?|& +)?")
_TITLE_BEHIND = re.compile(rf",? (?:the |a )?(?:\w+ )?(?:{'|'.join(sorted(_TITLES))})\b")
_LIST_JOINT = re.compile(r" +and +")
_ADJECTIVE = re.compile(r"\w+(?:ian|ese|ish)$")


# No name has more words, and none of what stands around one is read further.
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w&-]*")
_LONGEST_RUN = 16
_ROOT, _ALIKE = 4, 0.6
# An adjective with the names of its country that nothing in their letters tells.
_SAME_PLACE = {"british": ("uk", "britain", "kingdom"), "american": ("us", "usa", "states"), "dutch": ("netherlands",)}
_AROUND = 120


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as written, where it starts, and how surely it is a person's (0: it is not)."""

    text: str
    start: int
    person: int

    @property
    def end(self) -> int:
        """Where the name ends, exclusive."""
        return self.start + len(self.text)


def names_in(text: str) -> list[Name]:
    """Return the names of a text in order; a title before a name is no part of it."""
    return [name for run in _runs(text) for name in _names(text, run)]


def forenames(text: str) -> frozenset[str]:
    """Return the stems of the names of persons but for the last of each, since a person may go by that alone."""
    return frozenset(stem for name in names_in(text) if name.person for stem in content_stems(name.text)[:-1])


def is_body(word: str) -> bool:
    """Whether the word is a common noun that ends the names of bodies, places and events, such as `forum`."""
    return word.lower() in _BODIES


def titles_in(text: str) -> frozenset[str]:
    """Return the words of a text that name an office, such as `minister`; of words for the same one always one."""
    return frozenset(_SAME_TITLE.get(word, word) for word in re.findall(r"\w+", text.lower()) if word in _OFFICES)


def is_title(word: str) -> bool:
    """Whether the word, in lower case, stands in titles before a name, such as `deputy`."""
    return word in _TITLES


def one_root(one: str, other: str) -> bool:
    """Whether two names, in lower case, have one root: Turkey and Turkish, Kuki and Kukis."""
    root = min(len(one), len(other)) - 1
    return one == other or (root >= _ROOT and one[:root] == other[:root]) or f"{one}s" == other or one == f"{other}s"


def akin(one: str, other: str) -> bool:
    """Whether two names, in lower case, may mean the same: France and French, British and the UK."""
    if one_root(one, other) or one in _SAME_PLACE.get(other, ()) or other in _SAME_PLACE.get(one, ()):
        return True
    return one[:2] == other[:2] and SequenceMatcher(None, one, other).ratio() >= _ALIKE


def capitalised(text: str) -> list[str]:
    """Return the capitalised words of a text that carry meaning, as written, in order."""
    return [word for word in _CAPITALISED.findall(text) if fold(word) not in FUNCTION_WORDS]


def strangers(one: str, other: str) -> bool:
    """Whether both texts have names, and none of the one's stands in the other in any form or by its initials."""
    ours, theirs = capitalised(one), capitalised(other)
    related = any(akin(fold(name), fold(another)) for name in ours for another in theirs)
    return bool(ours and theirs) and not (related or _by_initials(ours, theirs) or _by_initials(theirs, ours))


def _by_initials(names: Sequence[str], others: Sequence[str]) -> bool:
    initials = "".join(name[0] for name in others)
    return any(len(name) > 1 and name.isupper() and name in initials for name in names)


def is_calendar(word: str) -> bool:
    """Whether the word, in lower case, names a month or a day of the week."""
    return word in _CALENDAR


def _runs(text: str) -> list[list[re.Match[str]]]:
    """Group capitalised tokens that belong together, such as `Engineers of the Future`."""
    runs: list[list[re.Match[str]]] = []
    for token in _TOKEN.finditer(text):
        if not token[0][0].isupper() or (_starts_sentence(text, token) and token[0].lower() in FUNCTION_WORDS):
            continue
        if runs and len(runs[-1]) < _LONGEST_RUN and _joined(text, runs[-1], token):
            runs[-1].append(token)
        else:
            runs.append([token])
    return runs


def _joined(text: str, run: list[re.Match[str]], token: re.Match[str]) -> bool:
    gap = text[run[-1].end() : token.start()]
    # "Minister of Industry and Trade" is one name, "Samsung and TSMC" are two.
    inside = text[run[0].start() : run[-1].end()]
    return bool(_JOINT.fullmatch(gap) or (_LIST_JOINT.fullmatch(gap) and re.search(r" (of|for) ", inside)))


def _names(text: str, run: list[re.Match[str]]) -> Iterator[Name]:
    person = _person(text, run)
    before = run if person is None else [token for token in run if token.end() <= person.start]
    while before and _lower(before[0]) in _TITLES | _CALENDAR:
        before = before[1:]
    # What follows a title inside a run names the post, not a thing: "Minister of Industry".
    if before and not any(_lower(token) in _TITLES for token in before) and before[0] is run[0]:
        alone = len(before) == 1 and _ADJECTIVE.match(before[0][0])
        opens = len(before) == 1 and _starts_sentence(text, before[0]) and before[0][0] != text.strip(" .!?\"'")
        if not alone and not opens:
            yield Name(text[before[0].start() : before[-1].end()], before[0].start(), 0)
    if person is not None:
        yield person


def _person(text: str, run: list[re.Match[str]]) -> Name | None:
    """Return the last two or three plain capitalised words of a run, with what speaks for their being a person."""
    tail: list[re.Match[str]] = []
    for token in reversed(run):
        adjacent = not tail or text[token.end() : tail[0].start()] == " "
        plain = _lower(token) not in _TITLES | _BODIES | _CALENDAR and not (len(token[0]) > 2 and token[0].isupper())
        if not (adjacent and plain) or len(tail) == 3:
            break
        tail.insert(0, token)
    if len(tail) == 3 and _ADJECTIVE.match(tail[0][0]):
        tail = tail[1:]
    if len(tail) < 2 or _ADJECTIVE.match(tail[0][0]):
        return None
    start, end = tail[0].start(), tail[-1].end()
    titled = any(_lower(token) in _TITLES for token in run if token.end() <= start)
    titled = titled or bool(_TITLE_BEHIND.match(text[end : end + _AROUND].lower()))
    quoted = bool(_SPEECH.search(text[max(0, start - 30) : start]) or _SPEECH.search(text[end : end + 60]))
    return Name(text[start:end], start, 1 + 2 * titled + quoted)


def _starts_sentence(text: str, token: re.Match[str]) -> bool:
    at = token.start()
    while at and text[at - 1] == " ":
        at -= 1
    return not at or text[at - 1] in ".!?:\"'([\n"


def _lower(token: re.Match[str]) -> str:
    return token[0].lower()
