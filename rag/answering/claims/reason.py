"""The reason: whether a sentence gives one, as a question that asks why wants it.

Of the sentences that answer such questions in news and encyclopedias four in ten say "because" or the like, as one in
ten of the others does; one in ten says nothing that could mean a reason, as half of the others do.
"""

import re

from embeddings.passage import Span
from rag.words.content_words import content_stems
from rag.words.names import forenames

_WHY = re.compile(
    r"^(?:and\s+|but\s+)?(?:why\b|how\s+come\b|"
    r"(?:for\s+)?what(?:['’]s|\s+(?:is|are|was|were))?\s+(?:the\s+)?(?:main\s+)?(?:reasons?|causes?)\b)",
    re.IGNORECASE,
)
# What is "due to open" in May has no reason yet.
_DUE = (
    r"due\s+to(?!\s+(?:(?:open|close|start|end|launch|release|return)\s+(?:in|on|at|by|this|next|later|to|from|its|the|an?)|"
    r"begin|finish|be|have|take|meet|arrive|leave|depart|face|appear|speak|host|publish|go|come|perform|expire|retire|join|"
    r"become|make|give|receive|land|stand|reopen|resume)\b)"
)
# What a reason follows.
_LEADS = (
    rf"because(?:\s+of)?|(?<!is )(?<!are )(?<!was )(?<!were ){_DUE}|owing\s+to|thanks\s+to|citing|"
    r"on\s+(?:the\s+)?grounds|for\s+fear|on\s+account\s+of|in\s+response\s+to|in\s+protest\s+(?:over|at|against)|in\s+order\s+to"
)
_LED = re.compile(rf"\b(?:{_LEADS})\b", re.IGNORECASE)
_OUTRIGHT = re.compile(
    rf"\b(?:{_LEADS}|since(?!\s+(?:then|last|the|early|late|mid|\d|(?-i:[A-Z])))|"
    r"as\s+a\s+(?:result|consequence)|in\s+order\s+that|so\s+that|so\s+as\s+to|caus(?:e|es|ed|ing)|reasons?|blam(?:e|es|ed|ing)|"
    r"le(?:d|ading)\s+to|result(?:s|ed|ing)\s+(?:in|from)|attribut(?:e|es|ed|ing)|"
    r"prompt(?:ed|ing)|trigger(?:ed|ing)|therefore|thus|hence|given\s+that|motivated)\b",
    re.IGNORECASE,
)
# What may mean a reason and often does not.
_PERHAPS = re.compile(
    r"\b(?:cited|explain\w*|why|given|account|following|after|amid|despite|aim(?:s|ed|ing)?|seek(?:s|ing)|hop(?:es|ed|ing)|concern\w*|"
    r"fear\w*|want(?:s|ed)?|(?-i:may)|might|"
    r"since(?=\s+(?:the\b|(?-i:[A-Z])))|due\s+to(?=\s+(?:the|an?)\b)|when|over|so|as|if)\b|"
    r"\bfor\s+(?:\w+ing|their|his|her|its|not)\b|"
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!due )\bto\s+(?!the\b|an?\b|its\b|his\b|her\b|their\b)[a-z]+",
    re.IGNORECASE,
)


def asks_reason(question: str) -> bool:
    """Say whether a question asks why."""
    return _WHY.match(question) is not None


def gives_reason(sentence: str) -> bool | None:
    """Say whether a sentence gives a reason outright; None where it may, and the words do not tell."""
    if _OUTRIGHT.search(sentence):
        return True
    return None if _PERHAPS.search(sentence) else False


def reason_for(question: str, sentence: str, span: Span) -> bool:
    """Say whether the span stands in the reason that a sentence gives for all that is asked, which stands outside it.

    Of "the ferry stopped because a shaft broke" it tells why the ferry stopped, and not why the shaft broke. A person
    may go by the surname alone.
    """
    led = _LED.search(sentence) if asks_reason(question) else None
    if led is None:
        return False
    behind = sentence[led.end() :]
    # A reason that stands first ends with its clause.
    end = len(sentence) if sentence[: led.start()].strip() else led.end() + len(re.split(r"[,;]", behind)[0])
    told = frozenset(content_stems(f"{sentence[: led.start()]} {sentence[end:]}"))
    asked = frozenset(content_stems(question)) - forenames(question)
    return len(asked) > 1 and asked <= told and span.start < end and led.start() < span.end
