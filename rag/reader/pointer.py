"""The pointer: spans proposed by the span head's start and end logits."""

import numpy as np
from numpy.typing import NDArray

from rag.log_odds import log_odds
from rag.reader.candidate import Candidate, Candidates, without_crowding
from rag.reader.layout import Row
from rag.reader.profile import ReadingProfile

# Spans that differ from a better one by a word or so are worth weighing against it by likelihood, but not more of
# them than this, or a passage's other answers would never be looked at.
_CROWD = 3
_CONSIDERED = 100
_OPENING, _CLOSING = list(map(ord, "([")), list(map(ord, ")]"))


def propose(row: Row, start: NDArray[np.float32], end: NDArray[np.float32], profile: ReadingProfile) -> Candidates:
    """Return the best spans of a row with at least one word, by the logits of its positions, float32 [length] each.

    Whether the row answers at all is the margin of its best span over "no answer" where the model was taught that;
    else the log-odds of the best span among all pairs of words, which says how undecided the pointer is.
    """
    starts, ends = by_word(row, start), by_word(row, end)
    sums = starts[:, None] + ends[None, :]
    lengths = row.lasts[None, :] - row.firsts[:, None] + 1
    allowed = np.triu(lengths <= profile.max_answer_tokens) & _whole(row)
    null = float(start[0] + end[0]) if profile.no_answer else 0.0
    places = np.flatnonzero(allowed)
    order = places[np.argsort(-sums.ravel()[places], kind="stable")[:_CONSIDERED]]
    # Most are passed over, so each is made as its turn comes.
    spans = (
        Candidate(
            row.words[first].start,
            row.words[last].end,
            row.ids[row.firsts[first] : row.lasts[last] + 1],
            pointer=float(sums[first, last]) - null,
        )
        for first, last in zip(*np.unravel_index(order, sums.shape), strict=True)
    )
    taken = without_crowding(spans, crowd=_CROWD, limit=profile.proposals)
    answerable = taken[0].pointer
    if not profile.no_answer:
        answerable = log_odds(answerable - float(np.logaddexp.reduce(starts) + np.logaddexp.reduce(ends)))
    return Candidates(tuple(taken), answerable)


def _whole(row: Row) -> NDArray[np.bool_]:
    """Tell, for each pair of a first and a last word, whether the span lies in one line and keeps brackets whole.

    bool [words, words]. Sentences end with their line, so what reaches over two lines is said by neither.
    """
    marks = np.frombuffer(row.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    opened = np.isin(marks, _OPENING).astype(int) - np.isin(marks, _CLOSING)
    reached = np.zeros((len(marks) + 1, 2), int)
    np.cumsum(np.column_stack([opened, marks == ord("\n")]), axis=0, out=reached[1:])
    before = reached[[word.start for word in row.words]]
    behind = reached[[word.end for word in row.words]]
    whole: NDArray[np.bool_] = (before[:, None] == behind[None, :]).all(-1)
    return whole


def by_word(row: Row, logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each word's highest logit, so that a pointer into the midst of a number means the whole number."""
    bounds = np.column_stack([row.firsts, row.lasts + 1]).ravel()
    highest: NDArray[np.float32] = np.maximum.reduceat(logits, bounds)[::2]
    return highest
