"""Columns: the order in which the parts of a page are read, by cutting it along its white space.

After Nagy and Seth's XY cut (ICPR 1984): a region is cut between columns where there are any, else at its widest
horizontal gap, until neither is found.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from embeddings.printed_page.line import Line, Piece, lines_of

# A column of text has lines of words, a column of a table has figures or names.
_WORDS_IN_LINE = 3.5
_FEWEST_LINES = 3
_DEEPEST = 12


def regions(pieces: Sequence[Piece], page: int, depth: int = 0) -> list[list[Line]]:
    """Return the lines of each part of a page, parts and lines in reading order."""
    lines = lines_of(pieces, page)
    if len(lines) < 2 or depth == _DEEPEST or not _may_have_columns(lines):
        return [lines] if lines else []
    if sides := _beside(pieces):
        return [region for side in sides for region in regions(side, page, depth + 1)]
    if parts := _above(lines):
        cut = [regions([piece for line in part for piece in line.pieces], page, depth + 1) for part in parts]
        # A cut that parts no columns would only tear paragraphs from their lists and tables from their heads.
        if any(len(found) > 1 for found in cut):
            return [region for found in cut for region in found]
    return [lines]


def _may_have_columns(lines: Sequence[Line]) -> bool:
    """Tell whether words stand beside one another with a gap, in some lines or from line to line."""
    gapped = sum(len(line.cells()) > 1 for line in lines)
    leftmost = sorted(line.right for line in lines)[min(len(lines), _FEWEST_LINES) - 1]
    beside = sum(line.left > leftmost for line in lines)
    return gapped >= _FEWEST_LINES or beside >= _FEWEST_LINES


def _beside(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]] | None:
    """Return the pieces left and right of a gutter that no piece crosses, None where there is none between columns."""
    wide = median(piece.height for piece in pieces)
    reach = float("-inf")
    for piece in sorted(pieces, key=lambda one: one.left):
        if piece.left - reach >= 0.8 * wide and reach > float("-inf"):
            left = [one for one in pieces if one.right <= reach]
            right = [one for one in pieces if one.left >= piece.left]
            if _is_column(left) and _is_column(right) and _share_height(left, right):
                return left, right
        reach = max(reach, piece.right)
    return None


def _is_column(pieces: Sequence[Piece]) -> bool:
    lines = lines_of(pieces, 0)
    words = sum(len(line.text.split()) for line in lines)
    return len(lines) >= _FEWEST_LINES and words >= _WORDS_IN_LINE * len(lines)


def _share_height(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    tops = min(max(piece.top for piece in side) for side in (left, right))
    bottoms = max(min(piece.bottom for piece in side) for side in (left, right))
    height = max(piece.top for piece in (*left, *right)) - min(piece.bottom for piece in (*left, *right))
    return tops - bottoms > 0.3 * height


def _above(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]] | None:
    """Return the lines above and below the widest gap, None where all are set evenly."""
    gaps = [upper.bottom - lower.top for upper, lower in pairwise(lines)]
    at = max(range(len(gaps)), key=gaps.__getitem__)
    return (lines[: at + 1], lines[at + 1 :]) if gaps[at] > 0 else None
