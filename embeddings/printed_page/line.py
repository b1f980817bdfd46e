"""The line of print: its words and where they stand on the page."""

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.intake.raised import raised

# Between the cells of a table; between words there is less than half of it.
_WIDE_GAP = 0.85
# How high raised print is beside the other at most, and how far above the line it stands at least.
_SMALL, _ABOVE = 0.8, 0.1


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a run of words; the page's origin is its lower left corner, the unit a point."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """Return how high the letters reach."""
        return self.top - self.bottom

    def is_raised(self, before: "Piece") -> bool:
        """Tell whether this is smaller than the piece before it and stands above its line."""
        return self.height < _SMALL * before.height and self.bottom - before.bottom > _ABOVE * before.height


@dataclass(frozen=True, slots=True)
class Line:
    """Pieces on one base line, from left to right, the box around them and the page they stand on, counted from 1.

    `height` is that of the tallest piece.
    """

    pieces: tuple[Piece, ...]
    page: int
    left: float
    bottom: float
    right: float
    top: float
    height: float

    @classmethod
    def of(cls, pieces: Sequence[Piece], page: int) -> "Line":
        """Return the line that these pieces make."""
        ordered = tuple(sorted(pieces, key=lambda piece: piece.left))
        return cls(
            ordered,
            page,
            ordered[0].left,
            min(piece.bottom for piece in ordered),
            max(piece.right for piece in ordered),
            max(piece.top for piece in ordered),
            max(piece.height for piece in ordered),
        )

    @property
    def text(self) -> str:
        """Return the words, with a space wherever a gap shows one."""
        words = self.pieces[0].text
        for before, piece in zip(self.pieces, self.pieces[1:], strict=False):
            gap = piece.left - before.right > 0.15 * max(before.height, piece.height)
            words += f" {piece.text}" if gap else raised(words, piece.text) if piece.is_raised(before) else piece.text
        return " ".join(words.split())

    def cells(self) -> list[Piece]:
        """Return the runs of words between wide gaps."""
        found: list[list[Piece]] = []
        for piece in self.pieces:
            if found and piece.left - found[-1][-1].right < _WIDE_GAP * piece.height:
                found[-1].append(piece)
            else:
                found.append([piece])
        return [_joined(run, self.page) for run in found]


def _joined(run: Sequence[Piece], page: int) -> Piece:
    whole = Line.of(run, page)
    return Piece(whole.left, whole.bottom, whole.right, whole.top, whole.text)


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """Return the lines that pieces make, from the top of the page down."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.top - one.bottom):
        row = rows[-1] if rows else []
        if row and _overlap(row[0], piece) > 0.5 * min(row[0].height, piece.height):
            row.append(piece)
        else:
            rows.append([piece])
    return [Line.of(row, page) for row in rows]


def _overlap(one: Piece, other: Piece) -> float:
    return min(one.top, other.top) - max(one.bottom, other.bottom)
