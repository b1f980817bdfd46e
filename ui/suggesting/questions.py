"""Questions: what a sentence of news answers, asked in the sentence's own words.

A frame turns a sentence round only where nothing but its subject, place, time or number has to give way to the word
that asks; every other word stays, so that the question reads as well as the sentence. Most sentences fit no frame.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rag.words.names import is_body, names_in

_SHORTEST, _LONGEST = 5, 18
# Characters; a longer one is a list, or no prose.
_LONGEST_SENTENCE = 400
# What points to another sentence, or to the day on which it was printed, and what reports speech.
_POINTING: Final = frozenset(
    """
    he she it they him her them his hers its their theirs we us our i me my you your this that these those here there
    such same another other others former latter both which who whom whose what when where why how then now today
    yesterday tomorrow tonight ago earlier later last next so also however meanwhile said says told added not no never
    monday tuesday wednesday thursday friday saturday sunday
    """.split()  # noqa: SIM905
)
_PAST: Final = frozenset(
    """
    became began bought broke brought built caught chose cut drew drove fell flew fought found gave grew held hit kept
    laid led left lent lost made met overtook paid put ran rebuilt rose saw sent set shot sold sought spent spoke stole
    struck swam taught threw took went withdrew won wrote
    """.split()  # noqa: SIM905
)
_NO_PAST: Final = frozenset("need speed indeed exceed proceed succeed feed breed seed hundred sacred naked".split())  # noqa: SIM905
# What is done to something somewhere; "was interested in" names no place.
_PLACED: Final = frozenset(
    """
    arrested born buried built detained discovered displayed established exhibited filmed found founded grown held
    hosted injured killed laid launched made opened produced published rebuilt rescued seen shot shown signed sold
    staged tested unveiled
    """.split()  # noqa: SIM905
)
# Bodies and events by whose last word one asks for them: "Which bank ...?"
_KINDS: Final = frozenset(
    """
    fund bank group company corporation university institute college school academy ministry department agency council
    committee commission court association federation party museum theatre hospital airport team club
    """.split()  # noqa: SIM905
)
# What somebody does, or is at the head of, as it stands beside a name.
_ROLE = re.compile(
    r"(?!(?:former|other|under|over|after|later|younger|older|larger|smaller|major|minor|another)\b)"
    r"(?:[a-z]+(?:ers?|eer|or|ist|wright|man|woman|ian|ant)|firm|chef|judge|nurse|pilot|poet|coach|farm|airline|"
    rf"{'|'.join(sorted(_KINDS))})"
)
_POSTS: Final = frozenset(
    """
    president minister mayor governor director head chairman chairwoman chair chief secretary editor spokesman
    spokeswoman ambassador commissioner chancellor general leader founder
    """.split()  # noqa: SIM905
)
# Verbs that need no object; "wrote in the paper that ..." would lose its own.
_ALONE: Final = frozenset(
    "spoke died arrived resigned met fell went returned travelled traveled voted lived stood graduated retired".split()  # noqa: SIM905
)
_PREPOSITION: Final = frozenset(
    "in on at to of from by for with into over under about against through via off out up".split()  # noqa: SIM905
)
_NO_TITLE = re.compile(r",|\b(?:in|on|at|for|by|with|from|after|to|and|when|as|of)\b", re.IGNORECASE)
_MOST_BEFORE = 4
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PRINTED = re.compile(
    rf",? (?:(?:late |early )?on {_DAY}(?: (?:morning|afternoon|evening|night))?|"
    r"(?:last|this|next) \w+|yesterday|today)$"
)
_CLAUSE = re.compile(
    r"[,;:—]|\s[-–]\s|\s(?:after|before|as|while|when|where|which|who|because|since|although|though|but|amid|that|saying|"
    r"adding|according|despite|following|if|during|and(?=\s\w+(?:ed|ing)\b))\s"
)
_ATTRIBUTION = re.compile(r", (?:according to\b.*|[^,]+ (?:said|says|added|told|reported|explained|noted)\b[^,]*)$")
_HEDGE = r"(?:about|some|more than|less than|fewer than|at least|at most|nearly|almost|over|around|up to|only)"
_NUMBER = (
    r"(?:\d(?:[\d,.]*\d)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety)(?: (?:hundred|thousand|million|billion))?"
)
_NOUN = r"(?!(?:more|other|days|years) )(?:[\w-]+ ){0,2}(?:[a-z]{3,}s|people|men|women|children)"
_COUNTED = re.compile(
    rf"(?:{_HEDGE} )?(?P<number>{_NUMBER}) (?P<noun>{_NOUN}) (?P<rest>(?P<verb>\w+) .+)", re.IGNORECASE
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_WHEN = re.compile(
    rf" (?:in|on) (?P<when>(?:\d{{1,2}} )?(?:(?:{_MONTH}) )?(?:\d{{1,2}}, )?\d{{4}}|\d{{1,2}} (?:{_MONTH}))$"
)
_WHERE = re.compile(r" (?:in|at) (?P<where>(?:the )?[A-Z][\w'’-]+(?: (?:of |the )?[A-Z][\w'’-]+){0,3})$")
_PASSIVE = re.compile(
    r"(?P<subject>(?:(?!(?:is|are|has|have|had|that|which|who|and) )[^\s,]+ )+?)"
    r"(?P<verb>was|were) (?P<done>\w+)(?P<rest>(?: .+)?)"
)
_COST = re.compile(r"(?P<subject>[^,]+?) cost (?:\w+ ){0,3}?(?P<sum>[^\d\s]?\d[\d,.]*)\b.*")
# What a name is called beside it: "the millwright Ottoline Varga", "Varga Works, a small company in Hull,".
_BEFORE = re.compile(r"The (?:[a-z-]+ ){0,2}?(?P<noun>[a-z]{3,}) ")
_BEHIND = re.compile(r", an? (?:[\w’'.-]+ ){0,3}?(?P<noun>[a-z]{3,})(?: (?:of|in|from|for|at|based) [^,]+)?,")
_POST = re.compile(
    r", (?P<the>the )?(?P<post>(?P<first>[\w’'-]+)[\w’' -]*\b(?:of|for) [^,]*[A-Z][^,]*?)(?:, (?![A-Z])|$)"
)
_ASIDE = re.compile(r",[^,]{2,90},")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the words of the sentence that answer it."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Known:
    """The names of an article, those of them that are people beyond doubt, and those of these that have a title."""

    names: frozenset[str]
    people: frozenset[str]
    titled: frozenset[str]

    @classmethod
    def of(cls, text: str) -> "Known":
        """Return the names of an article's text."""
        found = names_in(text)
        # A person beyond doubt has a title or speaks.
        return cls(*(frozenset(name.text for name in found if name.person >= least) for least in (0, 2, 3)))


def questions_of(sentence: str, known: Known) -> list[Question]:
    """Return the questions that a sentence answers, made of its own words; none where they would not read well.

    >>> text = "The Tallow bridge was opened by Mayor Ida Brandt in 2021."
    >>> [question.text for question in questions_of(text, Known.of(text))]
    ['When was the Tallow bridge opened by Mayor Ida Brandt?', 'Who opened the Tallow bridge?']
    """
    if len(sentence) > _LONGEST_SENTENCE or re.search(r"[\"“”()?!\n]", sentence):
        return []
    clause = _ATTRIBUTION.sub("", sentence.strip().removesuffix("."))
    made = [*_counted(clause), *_done(clause, known), *_passive(clause, known), *_cost(clause, known)]
    return [question for question in made if _reads_well(question.text)]


def _counted(clause: str) -> Iterator[Question]:
    """How many people died in the Tallow fire?"""
    found = _COUNTED.fullmatch(clause)
    if found is None or re.fullmatch(r"1[5-9]\d\d|20\d\d", found["number"]):
        return
    if _is_past(found["verb"]) or found["verb"] in ("were", "have"):
        yield Question(f"How many {found['noun']} {_cut(found['rest'])}?", found["number"])


def _done(clause: str, known: Known) -> Iterator[Question]:
    """Who rebuilt the Tallow mill? Which company rebuilt it? Who is the mayor of Tallow?"""
    name = next(iter(names_in(clause)), None)
    if name is None:
        return
    before, behind = clause[: name.start], clause[name.end :]
    aside = _ASIDE.match(behind)
    rest = _cut((behind[aside.end() :] if aside else behind).strip())
    verb, _, told = rest.partition(" ")
    person = name.text in known.people
    if person and (post := _POST.match(behind)) and (post["the"] or post["first"].lower() in _POSTS):
        yield Question(f"Who is the {post['post']}?", name.text)
    if person and not before and verb in ("is", "was") and told.startswith("the "):
        yield Question(f"Who {rest}?", name.text)
    if verb == "has":
        verb, _, told = told.partition(" ")
    if not _is_past(verb) or (told.split(" ")[0] in _PREPOSITION and verb not in _ALONE):
        return
    kind = name.text.split()[-1].lower()
    noun = _BEFORE.fullmatch(before) or (_BEHIND.match(behind) if before in ("", "The ") else None)
    if person and len(before.split()) <= _MOST_BEFORE and not _NO_TITLE.search(before):
        yield Question(f"Who {rest}?", name.text)
    elif noun and _ROLE.fullmatch(noun["noun"]):
        yield Question(f"Which {noun['noun']} {rest}?", name.text)
    elif before in ("", "The ") and kind in _KINDS and is_body(kind):
        yield Question(f"Which {kind} {rest}?", name.text)


def _passive(clause: str, known: Known) -> Iterator[Question]:
    """Where was the Tallow fair held? When was it held? Who opened it?"""
    found = _PASSIVE.fullmatch(clause)
    subject = _inside(found["subject"].strip(), known) if found else None
    if found is None or subject is None or not (_is_past(found["done"]) or found["done"] in _PLACED):
        return
    verb, done, rest = found["verb"], found["done"], f" {_cut(found['rest'].strip())}".rstrip()
    if when := _WHEN.search(rest):
        yield Question(f"When {verb} {subject} {done}{rest[: when.start()]}?", when["when"])
        rest = rest[: when.start()]
    where = _WHERE.search(rest)
    if where and done in _PLACED and " by " not in rest and len(rest[: where.start()].split()) <= 3:
        yield Question(f"Where {verb} {subject} {done}{rest[: where.start()]}?", where["where"])
    agent = next((name for name in known.people if rest.startswith(" by ") and rest.endswith(f" {name}")), None)
    if (
        agent
        and len(rest.split()) - len(agent.split()) <= _MOST_BEFORE
        and done not in ("born", "seen", "shown", "grown")
    ):
        yield Question(f"Who {done} {subject}?", agent)


def _cost(clause: str, known: Known) -> Iterator[Question]:
    """How much did the Tallow bridge cost?"""
    found = _COST.fullmatch(clause)
    if found and (subject := _inside(found["subject"], known)):
        yield Question(f"How much did {subject} cost?", found["sum"])


def _inside(subject: str, known: Known) -> str | None:
    """Return the subject of a sentence as it is written inside one; None where that cannot be told."""
    if subject.startswith(("The ", "A ", "An ")) and re.search(r" [A-Z]", subject):
        return subject[0].lower() + subject[1:]
    return subject if any(subject == name or subject.startswith(f"{name} ") for name in known.names) else None


def _cut(words: str) -> str:
    """Return the words up to where another clause begins, without the day that only its paper knows."""
    found = _CLAUSE.search(words)
    if found and re.match(r", [A-Z]", words[found.start() :]):
        # "Newark, England" and "Rail, Maritime and Transport" are cut nowhere.
        return ""
    return _PRINTED.sub("", words[: found.start()] if found else words).strip()


def _is_past(verb: str) -> bool:
    return verb in _PAST or (verb.islower() and verb.endswith("ed") and len(verb) > 3 and verb not in _NO_PAST)


def _reads_well(question: str) -> bool:
    """Whether a question stands by itself: it names something, and points to nothing outside."""
    words = re.findall(r"[\w'’-]+", question)
    lower = {word.lower().removesuffix("’s").removesuffix("'s") for word in words[1:]}
    named = any(word[0].isupper() for word in words[1:])
    return _SHORTEST <= len(words) <= _LONGEST and named and not lower & _POINTING
