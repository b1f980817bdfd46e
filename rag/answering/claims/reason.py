"""The reason: whether a sentence gives one, as a question that asks why wants it.

Of the sentences that answer such questions in news and encyclopedias four in ten say "because" or the like, as one in
ten of the others does; one in ten says nothing that could mean a reason, as half of the others do.
"""

import re

_WHY = re.compile(
    r"^(?:and\s+|but\s+)?(?:why\b|how\s+come\b|"
    r"(?:for\s+)?what(?:['’]s|\s+(?:is|are|was|were))?\s+(?:the\s+)?(?:main\s+)?(?:reasons?|causes?)\b)",
    re.IGNORECASE,
)
_OUTRIGHT = re.compile(
    r"\b(?:because|since(?!\s+(?:then|last|the|early|late|mid|\d|(?-i:[A-Z])))|"
    r"(?<!is )(?<!are )(?<!was )(?<!were )due\s+to|owing\s+to|thanks\s+to|"
    r"as\s+a\s+(?:result|consequence)|in\s+order\s+(?:to|that)|so\s+that|so\s+as\s+to|caus(?:e|es|ed|ing)|reasons?|blam(?:e|es|ed|ing)|"
    r"citing|le(?:d|ading)\s+to|result(?:s|ed|ing)\s+(?:in|from)|attribut(?:e|es|ed|ing)|on\s+(?:the\s+)?grounds|"
    r"prompt(?:ed|ing)|trigger(?:ed|ing)|therefore|thus|hence|given\s+that|for\s+fear|on\s+account\s+of|motivated|"
    r"in\s+response\s+to)\b",
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
