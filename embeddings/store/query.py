"""The FTS5 query: any text a user types, as an expression that cannot fail."""

import re
import unicodedata

_TERMS = 64
_BREAKS = re.compile(r"[\s\"/\\|–—_+=<>~^*(){}\[\],;:!?…-]+")
_POSSESSIVE = re.compile(r"['’]s?$")
# fmt: off
_STOP_WORDS = frozenset((
    "a", "about", "above", "after", "again", "against", "all", "also", "am", "an", "and", "any", "are", "as", "at",
    "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can", "could", "did",
    "do", "does", "doing", "down", "during", "each", "few", "for", "from", "further", "had", "has", "have",
    "having", "he", "her", "here", "hers", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its",
    "itself", "just", "me", "more", "most", "my", "no", "nor", "not", "now", "of", "off", "on", "once", "only",
    "or", "other", "our", "out", "over", "own", "said", "same", "say", "says", "she", "should", "so", "some",
    "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through",
    "to", "too", "under", "until", "up", "very", "was", "we", "were", "what", "when", "where", "which", "while",
    "who", "whom", "whose", "why", "will", "with", "would", "you", "your",
))
# fmt: on


def match_expression(query: str) -> str | None:
    """Return an FTS5 expression that matches any term of `query`, None where it holds no word at all.

    A number such as 1.86 or a name such as U.S. is kept whole as a phrase. Words without meaning of their own are left
    out unless there are no others.
    """
    plain = unicodedata.normalize("NFC", query.encode("utf-8", "ignore").decode("utf-8").replace("\0", " "))
    words = [_POSSESSIVE.sub("", word.strip(".'’‘“”«»„")) for word in _BREAKS.split(plain)]
    terms = list(dict.fromkeys(word.lower() for word in words if any(map(str.isalnum, word))))
    telling = [term for term in terms if term not in _STOP_WORDS] or terms
    return " OR ".join(f'"{term}"' for term in telling[:_TERMS]) or None
