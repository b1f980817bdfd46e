"""Counts and lists: how many articles, which, of which outlets, told from the whole index and exact."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from embeddings.article import Article
from rag.answering.citing import numbered
from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.mentions import Mention, mentioning, opening, sentence_with, speaking_of
from rag.answering.forms.scope import Scope, published_in, scope_of
from rag.answering.forms.speech import Statement, statements
from rag.answering.forms.statements import sentences_of
from rag.answering.question_form import OUTLETS
from rag.answering.wording import plural, rows_text
from rag.citation import Citation
from rag.result import Answer
from rag.row import Row

# Articles that are listed under a count; the count itself is of all.
LISTED = 20
# Articles whose statements are read to say who is quoted most.
_READ = 120
_MOST = r"(?:most|most\s+often|most\s+frequently)"
_SPEAKERS = re.compile(
    rf"\b(?:quoted|cited|named|mentioned)\s+(?:the\s+)?{_MOST}\b|\bmost[\s-](?:often[\s-]|frequently[\s-])?"
    r"(?:quoted|cited|named|mentioned)\b|^who\b.*\b(?:quoted|cited)\b",
    re.IGNORECASE,
)
_OUTLETS = re.compile(
    r"^(?:which|what|list|show|name|how\s+many)\s+(?:me\s+)?(?:(?:all|the|of|are|other|different)\s+)*"
    rf"(?:{OUTLETS}|sources)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"^how\s+(?:often|many\s+times)\s+(?:is|are|was|were|do|does|did)\s+(?P<phrase>.+?)\s+(?:get\s+)?"
    r"(?:mentioned|named|quoted|cited|appear|come\s+up)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:mention|nam|cit|quot|contain|refer|hold)(?:s|e|es|ed|ing|red|ring)?\s+(?:to\s+)?(?:the\s+words?\s+)?(?P<phrase>.+)$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"\b(?:mention|nam|cit|quot|contain)(?:s|e|es|ed|ing)?$", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|on|regarding|concerning|cover(?:s|ed|ing)?|discuss(?:es|ed|ing)?|deal(?:s|t|ing)?\s+with|"
    r"(?:speak|talk|tell)(?:s|ing)?\s+(?:of|about)|report(?:s|ed|ing)?(?:\s+on)?|wr(?:ote|ite|ites|iting)\s+(?:about|on|of)|"
    r"carr(?:y|ied|ies))\s+(?P<topic>.+)$",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"\b(?P<order>oldest|earliest|first|newest|latest|most\s+recent|last)\s+(?:article|story|report|piece|item)\b", re.I
)
_BOTH = re.compile(r"^(?:both\s+)?(?P<one>.+?)\s+and\s+(?P<other>.+)$", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:are\s+there|there\s+are|do\s+you\s+have|have\s+you\s+got|exist|in\s+total|in\s+all|at\s+all|the\s+most|most|"
    r"most\s+often|in\s+(?:these|the|all|your)(?:\s+\w+)?\s+articles|in\s+the\s+news)$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:the|a|an)\s+(?=[A-Z])", re.IGNORECASE)
_EDGES = "\"'“”‘’ ,.?!"


@dataclass(frozen=True, slots=True)
class Condition:
    """The articles that meet a condition, newest first; `words` say it, with {s} where one article's verb has an s."""

    mentions: Sequence[Mention]
    words: str = ""
    phrase: str = ""


def count(inquiry: Inquiry) -> Answer:
    """Count or list the articles, outlets or speakers that the question asks for."""
    question, period = inquiry.asked.about, inquiry.period
    if period and _UNNAMED.search(question):
        # In "how many articles mention Monday" the day is what is looked for.
        question, period = inquiry.question.strip(" ?!."), None
    # Behind "mention" stands what is looked for, and an outlet's name there is no filter.
    named = _NAMED.search(question)
    scope = scope_of(question, inquiry.filters, () if named else inquiry.outlets, period)
    bounded = published_in(scope.filters, scope.period)
    articles = inquiry.articles(bounded) if bounded else {}
    if _SPEAKERS.search(question):
        return _speakers(inquiry, scope, articles)
    condition = _condition(inquiry, _trimmed(scope.text), articles)
    if _OUTLETS.match(question):
        return _outlets(inquiry, scope, condition)
    if ordered := _FIRST.search(question):
        return _one(inquiry, scope, condition, ordered["order"].lower())
    within = f" ({scope.named})" if scope.named else ""
    if _TIMES.match(question):
        times = sum(mention.times for mention in condition.mentions)
        held = plural(len(condition.mentions), "article")
        lead = f"{plural(times, 'mention')} of “{condition.phrase}” in {held}{within}"
        return _listed(inquiry, str(times), lead, condition)
    number = len(condition.mentions)
    said = condition.words.format(s="s" if number < 2 else "")
    lead = f"{plural(number, 'article') if number else 'No article'}{said}{within}"
    return _listed(inquiry, str(number), lead, condition)


def _condition(inquiry: Inquiry, text: str, articles: dict[str, Article]) -> Condition:
    snapshot = inquiry.snapshot
    if found := _TIMES.match(text) or _NAMED.search(text):
        phrase = _trimmed(found["phrase"]).strip(_EDGES)
        whole = mentioning(snapshot, phrase, articles)
        if not whole and (both := _BOTH.match(phrase)):
            first = mentioning(snapshot, both["one"].strip(_EDGES), articles)
            second = {one.article.id for one in mentioning(snapshot, both["other"].strip(_EDGES), articles)}
            whole = [one for one in first if one.article.id in second]
            phrase = f"{both['one']}” and “{both['other']}"
        return Condition(whole, f" mention{{s}} “{phrase}”", phrase)
    if (about := _ABOUT.search(text)) and (topic := _trimmed(about["topic"]).strip(_EDGES)):
        return Condition(speaking_of(snapshot, topic, articles), f" speak{{s}} of {topic}", topic)
    return Condition([Mention(article, None, 0) for article in articles.values()])


def _listed(inquiry: Inquiry, short: str, lead: str, condition: Condition) -> Answer:
    """Return the count with the newest articles of it, each with the sentence that mentions what was asked."""
    number = len(condition.mentions)
    citations, rows = _rows(inquiry, condition.mentions[:LISTED], condition.phrase)
    more = f"; the newest {LISTED}" if number > LISTED else ""
    text = rows_text(f"{lead}{more}:", rows) if rows else f"{lead}."
    return Answer(inquiry.question, text, "answer", "count", short, 1.0, citations, rows=rows)


def _one(inquiry: Inquiry, scope: Scope, condition: Condition, order: str) -> Answer:
    dated = [one for one in condition.mentions if one.article.published]
    plausible = [one for one in dated if not inquiry.today or one.article.published <= inquiry.today]  # type: ignore[operator]
    chosen = plausible[-1:] if order in ("oldest", "earliest", "first") else plausible[:1]
    citations, rows = _rows(inquiry, chosen, condition.phrase)
    within = f" ({scope.named})" if scope.named else ""
    lead = (
        f"The {order} article{condition.words.format(s='s') and f' that{condition.words.format(s=chr(115))}'}{within}"
    )
    text = rows_text(f"{lead}:", rows) if rows else "No article has a date."
    short = rows[0].text if rows else None
    return Answer(inquiry.question, text, "answer", "count", short, 1.0, citations, rows=rows)


def _outlets(inquiry: Inquiry, scope: Scope, condition: Condition) -> Answer:
    held: dict[str, list[Mention]] = {}
    for mention in condition.mentions:
        held.setdefault(mention.article.source or "", []).append(mention)
    nameless = len(held.pop("", ()))
    ordered = sorted(held.items(), key=lambda item: (-len(item[1]), item[0]))
    citations, cited = _rows(inquiry, [mentions[0] for _, mentions in ordered[:LISTED]], condition.phrase)
    rows = tuple(
        Row(outlet, row.day, plural(len(mentions), "article"), row.marks)
        for (outlet, mentions), row in zip(ordered, cited, strict=False)
    )
    within = f" ({scope.named})" if scope.named else ""
    told = condition.words.format(s="" if len(ordered) != 1 else "s")
    lead = f"{plural(len(ordered), 'outlet') if ordered else 'No outlet'}{told}{within}"
    unknown = f"; {plural(nameless, 'article')} without an outlet" if nameless else ""
    lines = [f"{row.label}: {row.text} {''.join(f'[{n}]' for n in row.marks)}" for row in rows]
    text = "\n".join([f"{lead}{unknown}{':' if rows else '.'}", *lines])
    short = ", ".join(row.label for row in rows) or "0"
    if inquiry.asked.about.lower().startswith(("how many", "number of", "count")):
        short = str(len(ordered))
    return Answer(inquiry.question, text, "answer", "count", short, 1.0, citations, rows=rows)


def _speakers(inquiry: Inquiry, scope: Scope, articles: dict[str, Article]) -> Answer:
    """Say who is quoted most, by the statements that name or resolve to a speaker, in the articles on the matter."""
    about = _ABOUT.search(_trimmed(scope.text))
    topic = _trimmed(about["topic"]).strip(_EDGES) if about else ""
    chosen = (
        [one.article for one in speaking_of(inquiry.snapshot, topic, articles)] if topic else list(articles.values())
    )
    said: dict[str, list[tuple[Article, Statement]]] = {}
    for header in chosen[:_READ]:
        if article := inquiry.snapshot.article(header.id):
            for statement in statements(article.text, sentences_of(inquiry, article)):
                if statement.named:
                    said.setdefault(_LEADING.sub("", statement.speaker), []).append((article, statement))
    ordered = sorted(_one_name(said).items(), key=lambda item: (-len(item[1]), item[0]))[:10]
    citations = numbered(Citation.of(article, statement.span) for _, told in ordered for article, statement in told[:1])
    rows = tuple(
        Row(speaker, told[0][0].published, plural(len(told), "statement"), (citation.n,))
        for (speaker, told), citation in zip(ordered, citations, strict=True)
    )
    within = f" ({scope.named})" if scope.named else ""
    read = f"the newest {_READ} of {len(chosen):,} articles" if len(chosen) > _READ else plural(len(chosen), "article")
    lead = f"Quoted most{f' on {topic}' if topic else ''} in {read}{within}"
    lines = [f"{row.label}: {row.text} [{row.marks[0]}]" for row in rows]
    text = "\n".join([f"{lead}:", *lines]) if rows else f"Nobody is quoted by name in {read}{within}."
    short = rows[0].label if rows else None
    return Answer(inquiry.question, text, "answer", "count", short, 1.0, citations, rows=rows)


def _one_name(said: dict[str, list[tuple[Article, Statement]]]) -> dict[str, list[tuple[Article, Statement]]]:
    """Count those who go by a surname alone in one article under the full name that another gives, if just one does."""
    full = Counter(name.split()[-1] for name in said if " " in name)
    by_surname = {name.split()[-1]: name for name in said if " " in name}
    joined: dict[str, list[tuple[Article, Statement]]] = {}
    for name, told in said.items():
        joined.setdefault(by_surname[name] if full[name] == 1 else name, []).extend(told)
    return joined


def _rows(inquiry: Inquiry, mentions: Iterable[Mention], phrase: str) -> tuple[tuple[Citation, ...], tuple[Row, ...]]:
    cited = []
    for mention in mentions:
        article = inquiry.snapshot.article(mention.article.id)
        assert article is not None
        cited.append(sentence_with(article, mention.passage, phrase) if mention.passage else opening(article))
    citations = numbered(cited)
    return citations, tuple(Row(one.source or "", one.published, one.title, (one.n,)) for one in citations)


def _trimmed(text: str) -> str:
    while (shorter := _TAIL.sub("", text.strip(_EDGES))) != text:
        text = shorter
    return text
