"""Normalised text: what every offset in citewire counts in."""

import re
import unicodedata

_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_EDGE_SPACES = re.compile(r" ?\n ?")
_BLANK_LINES = re.compile(r"\n{3,}")
# Control characters, soft hyphens, zero-width marks and the overrides of writing direction: none is seen on a page,
# all break a search. The two joiners U+200C and U+200D stay, since Persian and Indic scripts spell with them.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# Marks are put in order by comparing each with those before it, so a run of them costs the square of its length. Thirty
# are more than any script sets on a letter.
_MOST_MARKS = 30
_MARKED = re.compile(rf"[^\w\s]{{{_MOST_MARKS + 1},}}")
_SURROGATES = re.compile("[\ud800-\udfff]")


def normalise(text: str) -> str:
    """Return `text` in NFC with one kind of newline and of space, no unseen characters and no more than one blank line.

    Quotation marks, dashes and currency signs stay as they are. Normalising twice changes nothing.
    """
    text = _SURROGATES.sub("\ufffd", _LINE_BREAKS.sub("\n", text))
    text = unicodedata.normalize("NFC", _MARKED.sub(_fewer_marks, _UNSEEN.sub("", text)))
    text = _EDGE_SPACES.sub("\n", _SPACES.sub(" ", text))
    return _BLANK_LINES.sub("\n\n", text).strip()


def one_line(text: str) -> str:
    """Return normalised `text` with its line breaks made spaces, as headlines and names are kept."""
    return normalise(text).replace("\n\n", " ").replace("\n", " ")


def _fewer_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in run[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
