"""The FTS5 query: any text a user types, as terms that cannot make it fail."""

import re
import unicodedata

from embeddings.store.transliteration import in_latin

_TERMS = 64
_PHRASE = re.compile(r'["“„«]([^"“”„«»]+)["”“»]')
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


def query_terms(query: str) -> list[str]:
    """Return the terms of `query`, each an FTS5 string in quotes, none where it holds no word at all.

    A number such as 1.86 or a name such as U.S. is kept whole; a run of words in quotation marks is a term beside its
    words, and so is the Latin spelling of a word in other letters. Words without meaning of their own are left out
    unless there are no others.
    """
    plain = unicodedata.normalize("NFC", query.encode("utf-8", "ignore").decode("utf-8").replace("\0", " "))
    terms = list(dict.fromkeys(_words(plain)))
    telling = [term for term in terms if term not in _STOP_WORDS] or terms
    quoted = (" ".join(_words(phrase)) for phrase in _PHRASE.findall(plain))
    phrases = [phrase for phrase in quoted if " " in phrase]
    every = dict.fromkeys([*telling[:_TERMS], *phrases[:_TERMS], *in_latin(" ".join(telling[:_TERMS]))])
    return [f'"{term}"' for term in every]


def _words(text: str) -> list[str]:
    words = (_POSSESSIVE.sub("", word.strip(".'’‘“”«»„")) for word in _BREAKS.split(text))
    return [word.lower() for word in words if any(map(str.isalnum, word))]
