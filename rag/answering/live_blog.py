"""The live blog: one article of entries, each under its time of day, of which the newest one counts."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from rag.answering.citing import answer_key
from rag.answering.finding import Finding
from rag.retrieval.asked_order import Order

# A line that is a time of day and nothing else.
_TIME = re.compile(
    r"^[ \t]*(?:(?:posted|updated|published)(?: at)?[ \t]*)?(\d{1,2})[:.h](\d\d)[ \t]*([ap]\.?m\.?)?"
    r"[ \t]*(?:[A-Z]{2,4})?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# As sure as the best answer, nearly.
_NEARLY_AS_SURE = 0.8


def newest_first(findings: Sequence[Finding], threshold: float, order: Order | None = None) -> list[Finding]:
    """Return the findings with the newest entry's first where the best one stands in a live blog, else as they are.

    Only what is worth giving by itself (confidence from `threshold` on) and nearly as sure is weighed so. What stands
    before the first time of day sums up all entries, and is the newest. Where `order` asks for it, the oldest is first.
    """
    best = findings[0]
    entries = list(_TIME.finditer(best.source.article.text))
    if len(entries) < 2:
        return list(findings)
    sure = max(threshold, _NEARLY_AS_SURE * best.confidence)
    told = [one for one in findings if one.source.article.id == best.source.article.id and one.confidence >= sure]
    if not told:
        return list(findings)
    starts = [entry.start() for entry in entries]
    falling = _minutes(entries[0]) >= _minutes(entries[-1])

    def age(finding: Finding) -> int:
        place = bisect_right(starts, finding.span.start)
        return place if falling or place == 0 else len(starts) - place + 1

    first = (max if order == "oldest" else min)(told, key=age)
    if answer_key(first.short) == answer_key(best.short):
        return list(findings)
    return [first, *(one for one in findings if one is not first)]


def _minutes(time: re.Match[str]) -> int:
    hour = int(time[1]) % 12 + 12 * (time[3][0] in "pP") if time[3] else int(time[1])
    return 60 * hour + int(time[2])
