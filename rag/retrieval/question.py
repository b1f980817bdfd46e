"""The question: what a user typed, checked and brought into one form."""

import re
import unicodedata

from embeddings.errors import InputError
from rag.settings import QUESTION_LIMIT

# Quotation marks and dashes as keyboards and word processors make them; articles use either kind.
_PLAIN = str.maketrans("“”„‟«»‘’‚‛`´–—‐‑−…", "\"\"\"\"\"\"''''''-----" + " ")
# Joiners are unseen too, but in Persian and the Indic scripts they belong to the spelling.
_JOINERS = "\u200c\u200d"


def normalise_question(text: str) -> str:
    """Return the question in NFC with plain quotes, dashes and single spaces.

    Raises InputError where there is nothing to answer: no letter or digit, or more than `QUESTION_LIMIT` characters.
    """
    # The length is judged before the text is worked on, so that a pasted book costs nothing.
    if len(text) > 4 * QUESTION_LIMIT or len(question := _clean(text)) > QUESTION_LIMIT:
        raise InputError(
            f"The question is {len(text):,} characters long; at most {QUESTION_LIMIT:,} can be read. "
            "Ask a shorter one, and put long text into the articles folder instead."
        )
    if not any(character.isalnum() for character in question):
        raise InputError('The question is empty. Ask one in words, for example: citewire ask "Who spoke at the forum?"')
    return question


def _clean(text: str) -> str:
    plain = unicodedata.normalize("NFC", "".join(map(_seen, text))).translate(_PLAIN)
    return re.sub(r"\s+", " ", plain).strip()


def _seen(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    return "" if category in ("Cf", "Cs", "Co", "Cn") and character not in _JOINERS else character
