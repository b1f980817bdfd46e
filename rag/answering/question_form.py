"""The form of a question: whether a few words answer it, a yes or no, or nothing short of a sentence."""

import re

from rag.result import Form

_LEAD = r"^(?:(?:and|but|so|then|well|ok|please|tell me|can you tell me|do you know)[\s,:]+)*"
_AUXILIARY = r"(?:is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must)(?:n't)?"
_VERDICT = re.compile(rf"{_LEAD}{_AUXILIARY}\s+\S", re.IGNORECASE)
# "Is it rising or falling?" asks for one of the two.
_CHOICE = re.compile(r"\bor\b(?!\s+not\b)", re.IGNORECASE)
_MEASURE = (
    r"many|much|old|long|far|often|big|large|small|tall|high|deep|fast|soon|wide|heavy|late|early|close|high|hot|cold|"
    r"likely|strong|rich|expensive|frequently"
)
_SENTENCE = re.compile(
    rf"{_LEAD}(?:(?:for\s+)?(?:what\s+)?reasons?\b|why\b|how\s+(?!(?:{_MEASURE})\b)|explain\b|describe\b|summari[sz]e\b|"
    r"list\b|name\s+(?:all|the)\b|give\s+(?:the\s+)?reasons?\b|what\s+(?:happened|happens|are\s+the|were\s+the)\b|"
    rf"(?:in\s+)?what\s+ways?\b|what\s+(?:is|was|are|were)\s+(?:the\s+)?(?:reasons?|causes?|purpose|differences?)\b|"
    r"what\s+(?:do|does|did|has|have|had)\b.*\b(?:say|says|said|think|mean|explain|conclude|argue|claim|warn)\b)",
    re.IGNORECASE,
)
_SECOND_PART = re.compile(
    r"(?:,|\band)\s+(?:(?:in|at|on|for|by|to|with)\s+)?(?:who|whom|what|which|when|where|why|how)\b", re.IGNORECASE
)


def form_of(question: str) -> Form:
    """Return "verdict" for a yes/no question; "sentence" for why, how, lists and questions of two parts; else "words".

    >>> form_of("Did Cisco leave Russia?"), form_of("Why did Cisco leave?"), form_of("How many people came?")
    ('verdict', 'sentence', 'words')
    """
    if _SENTENCE.match(question) or _SECOND_PART.search(question):
        return "sentence"
    if _VERDICT.match(question):
        return "words" if _CHOICE.search(question) else "verdict"
    return "words"
