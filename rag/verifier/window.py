"""The window: the part of a row of word pieces that is read again."""

from collections.abc import Sequence

import numpy as np

from rag.reader.candidate import Candidate
from rag.reader.layout import Row

# Word pieces of a passage that the verifier was taught to read.
LENGTH = 110
# At most so many of them lie from the first to the last span that one window is to hold.
_REACH = 90
_ENDS = (".", "!", "?")
_CLOSING = "\"'”’)]» \n"


def window(row: Row, spans: Sequence[Candidate]) -> Row:
    """Return the row with no more of its passage than is read again, from a sentence's start on where there is room.

    The first span, the likeliest, lies in it, and the others as far as they go in with it.
    """
    begin, end = int(row.firsts[0]), int(row.lasts[-1]) + 1
    if end - begin <= LENGTH:
        return row
    starts = {word.start: int(first) for word, first in zip(row.words, row.firsts, strict=True)}
    first = last = starts[spans[0].start]
    last += len(spans[0].pieces) - 1
    for span in spans[1:]:
        lower = min(first, starts[span.start])
        upper = max(last, starts[span.start] + len(span.pieces) - 1)
        if upper - lower < _REACH:
            first, last = lower, upper
    start = max(begin, min(first - (LENGTH - (last - first + 1)) // 2, end - LENGTH))
    for word, place in zip(row.words, row.firsts, strict=True):
        if start <= place <= first and row.text[: word.start].rstrip(_CLOSING).endswith(_ENDS):
            start = int(place)
            break
    stop = min(end, start + LENGTH)
    kept = np.flatnonzero((row.firsts >= start) & (row.lasts < stop))
    return Row(
        ids=(*row.ids[:begin], *row.ids[start:stop], row.ids[-1]),
        text=row.text,
        words=tuple(row.words[number] for number in kept),
        firsts=row.firsts[kept] - start + begin,
        lasts=row.lasts[kept] - start + begin,
    )
