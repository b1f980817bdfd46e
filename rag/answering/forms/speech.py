"""Speech: which sentences of an article report what somebody said, and who that was.

The one who speaks is named, or called by a title ("the minister") or a pronoun, or goes on speaking in a sentence that
is all quotation; the article's own names and titles tell who is meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, content_stems, fold, words
from rag.words.names import Name, names_in
from rag.words.saying import SAID

_VERB = re.compile(rf"\b(?:{SAID})\b")
_ACCORDING = re.compile(r"\baccording\s+to\s+", re.IGNORECASE)
# "was told" and "is called" have no speaker before them.
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|be|being|who|to|not|a|an|the|of|so)\s*$", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:\s+(?:also|has|have|had|later|then|further|again|himself|herself|today|yesterday|\w+ly))+$", re.I
)
_APPOSITION = re.compile(
    r",\s(?:(?:the|a|an|who|whose|his|her|its|one|then|\d+|chief|head|director|mayor|spokes\w+)\b|[A-Z])[^,\"“”]{1,120},?$"
)
_CUT = re.compile(
    r"[,;:\"“”—]|\s[-–]\s|\s(?:that|and|but|as|when|while|where|which|after|before|because)\s", re.IGNORECASE
)
_RIGHT_END = re.compile(r"[.;:\"“”]|,|\s(?:in|on|at|during|to|that|when|after|before|as|while|about|of\s+the)\s", re.I)
_PRONOUN = re.compile(r"^(?:he|she|they|it)$", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:i|we|you|who|which|what|another|others?|this|that|there|one|and|but|if)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"“”]{8,}[\"”]?")
_TITLE_WORDS = 8
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Statement:
    """The sentence `span` of an article is `speaker`'s; `title` has the folded words by which he is called as well.

    `direct` says that it holds a quotation, `named` that the speaker has a name of his own and is no "officials".
    """

    speaker: str
    title: frozenset[str]
    span: Span
    direct: bool
    named: bool


@dataclass(slots=True)
class _People:
    """The people of one article: full name by folded surname, and the words of their titles."""

    full: dict[str, str] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=dict)

    def read(self, text: str) -> None:
        for name in names_in(text):
            if name.person:
                known = self.full.setdefault(fold(name.text.split()[-1]), name.text)
                self.titles.setdefault(known, set()).update(_title_beside(text, name))

    def named(self, name: str) -> str:
        return self.full.get(fold(name.split()[-1]), name)

    def titled(self, called: str, last: str | None) -> str | None:
        """Return the person whose titles hold all the words of `called`, such as "the deputy minister".

        Where there are several, it is the one who spoke `last` or nobody.
        """
        wanted = {word for word in words(called) if word not in FUNCTION_WORDS}
        holding = [person for person, held in self.titles.items() if wanted and wanted <= held]
        return holding[0] if len(holding) == 1 else last if last in holding else None


def statements(text: str, sentences: Sequence[Span]) -> list[Statement]:
    """Return the statements among the sentences of an article's text, in order."""
    people = _People()
    for span in sentences:
        people.read(text[span.start : span.end])
    found: list[Statement] = []
    last: str | None = None
    mentioned: str | None = None
    within, end = False, 0
    for span in sentences:
        sentence = text[span.start : span.end]
        quoted = _QUOTED.search(sentence) is not None
        within = within and "\n" not in text[end : span.start]
        persons = [people.named(name.text) for name in names_in(sentence) if name.person]
        called = _speaker(sentence)
        if called is None:
            goes_on = within or (sentence[:1] in '"“' and quoted)
            speaker = last if goes_on else None
        elif _PRONOUN.match(called):
            speaker = next(iter(persons), None) or last or mentioned
        else:
            speaker = _resolved(called, people, last)
        if speaker:
            title = frozenset([*people.titles.get(speaker, ()), *words(called or "")])
            named = speaker in people.full.values() or any(name.text in speaker for name in names_in(sentence))
            found.append(Statement(speaker, title, span, quoted, named))
        last = speaker
        mentioned = persons[-1] if persons else mentioned
        within, end = _open_quote(sentence, within), span.end
    return found


def said_by(statement: Statement, who: str) -> bool:
    """Tell whether `who`, a name or a title as a question gives it, is the speaker."""
    wanted = [word for word in words(who) if word not in FUNCTION_WORDS]
    named = words(statement.speaker)
    if not wanted:
        return False
    if wanted[-1] in named:
        # Two people of one surname are told apart by the first name, where both give one.
        return len(wanted) == 1 or len(named) == 1 or set(wanted) <= statement.title | set(named)
    stems = set(content_stems(" ".join([statement.speaker, *statement.title])))
    return set(content_stems(who)) <= stems


def said_by_another(sentence: str, who: str) -> bool:
    """Tell whether a sentence reports what somebody said who is named there, and `who` is not the one."""
    said = statements(sentence, [Span(0, len(sentence))])
    return any(one.named for one in said) and not any(said_by(one, who) for one in said)


def _speaker(sentence: str) -> str | None:
    """Return by what words a sentence calls the one who says it, None where nobody does."""
    quoted = [found.span() for found in _QUOTED.finditer(sentence)]
    for verb in _VERB.finditer(sentence):
        if any(start < verb.start() < end for start, end in quoted):
            continue
        before = _BETWEEN.sub("", sentence[: verb.start()].rstrip())
        if _PASSIVE.search(before) and not before.endswith(("I", "A")):
            continue
        called = _left(before) or _right(sentence[verb.end() :], before)
        if called:
            return called
    if according := _ACCORDING.search(sentence):
        rest = sentence[according.end() :]
        end = re.search(r"[,.;:\"“”—]|\s(?:who|which|in|on)\s", rest)
        called = (rest[: end.start()] if end else rest).strip()
        return called if _subject(called) else None
    return None


def _left(before: str) -> str | None:
    if before.endswith(",") or _APPOSITION.search(before):
        cut = _APPOSITION.search(before)
        shorter = before[: cut.start()] if cut else before
        if before.endswith(",") and not cut:
            return None
        named = _tail(shorter)
        # "..., the minister said" has nothing in apposition: what stands behind the comma speaks.
        if before.endswith(",") or not _tail(before):
            return named if named and _subject(named) else None
    called = _tail(before)
    return called if called and _subject(called) else None


def _tail(before: str) -> str:
    cuts = list(_CUT.finditer(before))
    return before[cuts[-1].end() :].strip() if cuts else before.strip()


def _right(after: str, before: str) -> str | None:
    if before and before[-1] not in ",\"”'’":
        return None
    end = _RIGHT_END.search(after)
    called = (after[: end.start()] if end else after).strip()
    return called if _subject(called) else None


def _subject(called: str) -> bool:
    first = called.split(" ")[0] if called else ""
    if not first or len(called.split()) > _LONGEST or _NOBODY.match(called):
        return False
    nouns = names_in(called) or re.match(r"(?:the|a|an|one|his|her|its|their|some|many|several)\s", called, re.I)
    plural = re.fullmatch(r"(?:[a-zA-Z-]+\s+){0,3}[a-zA-Z-]+", called) is not None
    return bool(_PRONOUN.match(called) or nouns or first[0].isupper() or plural)


def _resolved(called: str, people: _People, last: str | None) -> str:
    if named := [name for name in names_in(called) if name.person]:
        return people.named(named[-1].text)
    tokens = [word for word in called.split() if word[:1].isupper()]
    if tokens and fold(tokens[-1]) in people.full:
        return people.full[fold(tokens[-1])]
    return people.titled(called, last) or called


def _title_beside(text: str, name: Name) -> Iterator[str]:
    """Yield the folded words of the title before a name ("Deputy Minister") and behind it (", the mayor of Ghent")."""
    before = re.split(r"[,.;:\"“”()]|\b(?:said|by|with|and|that|to)\b", text[: name.start])[-1]
    after = re.match(r",\s*(?:(?:the|a|an|who\s+is)\s+|(?=[A-Z]))([^,.;:\"“”()]+)", text[name.end :])
    yield from words(" ".join(before.split()[-_TITLE_WORDS:]))
    if after:
        yield from words(" ".join(after[1].split()[:_TITLE_WORDS]))


def _open_quote(sentence: str, within: bool) -> bool:
    opened = sentence.count("“") - sentence.count("”")
    if opened:
        return opened > 0
    return within != (sentence.count('"') % 2 == 1)
