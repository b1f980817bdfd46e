"""Transliteration: words of other scripts in Latin letters, so that Шпак and Shpak are one name."""

import re
import unicodedata

from anyascii import anyascii

_WORD = re.compile(r"\w+")
_SPELLING = re.compile(r"\W+")


def in_latin(text: str) -> list[str]:
    """Return in Latin letters, each once and in order, the words of `text` that are spelled in others.

    One spelling is taken for each: Юрий gives Yuriy, not Yuri. Words that only bear accents are left out, since the
    full-text index takes no notice of them.
    """
    foreign = (word for word in dict.fromkeys(_WORD.findall(text)) if not word.isascii())
    words = (word for word in foreign if not _bare(word).isascii())
    spelled = (_SPELLING.sub("", anyascii(word)).lower() for word in words)
    return [word for word in dict.fromkeys(spelled) if word]


def _bare(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))
