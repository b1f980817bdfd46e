"""Talk: a human line for "hello" and for what cannot be served, with questions that the newest articles answer."""

import re

from rag.answering.forms.inquiry import Inquiry
from rag.answering.forms.mentions import opening
from rag.answering.wording import plural, rows_text
from rag.heading import written
from rag.result import Answer
from rag.row import Row
from rag.words.names import names_in

_OFFERED = 3
_HELLO = re.compile(r"\b(?:hello|hi|hey|good|greetings|how\s+are)\b", re.IGNORECASE)
_THANKS = re.compile(r"\b(?:thanks?|thank\s+you|cheers|great|cool|nice|perfect|ok|okay)\b", re.IGNORECASE)
_BYE = re.compile(r"\b(?:bye|goodbye)\b", re.IGNORECASE)
_ABLE = (
    "I find what the articles say, with the sentence it stands in: a fact, a yes or no, the latest on a matter, a"
    " summary, a timeline, a comparison, who said what, and counts of articles."
)
_WRITING = re.compile(r"^(?:translate|write|draft|compose|rewrite|rephrase|send|e-?mail)\b", re.IGNORECASE)
_RECKONING = re.compile(r"^(?:calculate|compute)\b|\b(?:total|average|mean|sum|median)\b", re.IGNORECASE)
_FORETELLING = re.compile(r"^(?:predict|forecast|guess|imagine)\b|^should\s+i\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?:time|date)\b", re.IGNORECASE)


def talk(inquiry: Inquiry) -> Answer:
    """Answer a greeting, thanks or a call for help in a line, and offer questions."""
    if _THANKS.search(inquiry.question):
        said = "You are welcome."
    elif _BYE.search(inquiry.question):
        said = "Goodbye."
    elif _HELLO.search(inquiry.question):
        said = f"Hello. There are {plural(inquiry.snapshot.counts().articles, 'article')} to ask about."
    else:
        said = _ABLE
    return _offering(inquiry, said)


def beyond(inquiry: Inquiry) -> Answer:
    """Say why a question cannot be served, and what can be."""
    question = inquiry.question
    if _WRITING.search(question):
        why = "I write and translate nothing; I only read out what the articles say."
    elif _RECKONING.search(question):
        why = "I can count articles and read out a figure that stands in one, not add figures up."
    elif _FORETELLING.search(question):
        why = "I foretell and advise nothing; I can only read out what the articles say."
    elif _CLOCK.search(question):
        newest = inquiry.today
        why = "I do not tell the time." + (f" The newest article is of {written(newest)}." if newest else "")
    else:
        why = "I have no views and make nothing of my own; I can only read out what the articles say."
    return _offering(inquiry, why)


def _offering(inquiry: Inquiry, said: str) -> Answer:
    rows = tuple(Row("", None, question) for question in _questions(inquiry))
    text = rows_text(f"{said} For example:", rows) if rows else said
    return Answer(inquiry.question, text, "abstained", rows=rows)


def _questions(inquiry: Inquiry) -> list[str]:
    """Make a question each of the newest articles, about somebody or something that its first sentence names."""
    made: list[str] = []
    for header in list(inquiry.catalogue.values())[:_OFFERED]:
        article = inquiry.snapshot.article(header.id)
        names = names_in(opening(article).quote) if article else []
        asked = [
            f"What did {one.text} say?" if one.person > 1 else f"What is the latest on {one.text}?" for one in names
        ]
        fresh = next((question for question in asked if question not in made), None)
        made.append(fresh or f"Summarise “{header.title}”")
    return made
