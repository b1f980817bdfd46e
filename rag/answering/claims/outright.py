"""The outright telling: what stands right behind the asked verb of the asked one, where the question is open.

"Where did Holm flee to?" is answered outright by "Holm fled to Ost", "where was Holm born?" by "Holm was born in Ost".
"""

import re

from embeddings.passage import Span
from rag.words.content_words import FUNCTION_WORDS, content_stems, fold, stem
from rag.words.names import forenames

_PREPOSITION = r"to|from|of|for|with|on|at|in|by|against|into|under"
_ASKED = re.compile(
    r"(?P<asking>where|what|who|whom|which\s+\w+)\s+(?:did|does|do|was|were|is|are|has|have|had|will)\s+(?P<subject>.+?)\s+"
    rf"(?P<verb>[a-z]+)(?:\s+(?P<preposition>{_PREPOSITION}))?[\s?]*$",
    re.IGNORECASE,
)
# A book, a song or a picture "by Holm" is Holm's.
_WORK_ASKED = re.compile(r"who\s+(?:wrote|authored|composed|painted)\s+(?P<work>[^?]+?)[\s?]*$", re.IGNORECASE)
_DETERMINER = r"(?:(?:the|an?|his|her|its|their)\s+)?"
# When it was stands before where, and "the port of" before its name.
_PLACE = re.compile(
    r"(?:\s+(?:in\s+(?:\w+\s+)?\d{4}|on\s+[\w\s]{3,18}))?\s+(?:in|at|near)\s+(?:(?:the\s+)?(?:[a-z]+\s+){1,4}of\s+|the\s+)?"
)
_WORD = re.compile(r"[^\W\d_]+")


def told_outright(question: str, sentence: str, span: Span) -> bool:
    """Say whether the span is what the question leaves open behind its verb, told of the very one it asks about."""
    if work := _WORK_ASKED.match(question):
        title = re.escape(re.sub(r"^(?:an?|the)\s+|[\"“”]", "", work["work"].strip(), flags=re.IGNORECASE))
        return re.search(rf"\b{title}[\"”’']?,? by $", sentence[: span.start], re.IGNORECASE) is not None
    asked = _ASKED.match(question)
    if asked is None or not (asked["preposition"] or asked["asking"].lower() == "where"):
        return False
    subject = frozenset(content_stems(asked["subject"])) - forenames(question)
    verb, gap = fold(asked["verb"]), _PLACE
    if asked["preposition"]:
        gap = re.compile(rf"\s+{asked['preposition']}\s+{_DETERMINER}", re.IGNORECASE)
    said = [one for one in _WORD.finditer(sentence, 0, span.start) if stem(fold(one[0])) == stem(verb)]
    if not subject or not said or not gap.fullmatch(sentence, said[-1].end(), span.start):
        return False
    ahead = list(_WORD.finditer(sentence, 0, said[-1].start()))
    known = [place for place, one in enumerate(ahead) if stem(fold(one[0])) in subject]
    if not known or not subject <= {stem(fold(one[0])) for one in ahead}:
        return False
    # Between the one and the verb stands no more than "has also".
    between = [fold(one[0]) for one in ahead[known[-1] + 1 :]]
    plain = all(word in FUNCTION_WORDS or word.endswith("ly") for word in between)
    return plain and "," not in sentence[ahead[known[-1]].end() : said[-1].start()]
