"""The table: rows of cells as lines that each say their heads, so that a figure is never read without them."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

# Over so many columns may one cell reach; cells of their own are read however many there are.
_WIDEST = 200
# A cell of more words holds a layout, not a value.
_LONGEST_CELL = 60
# A number, perhaps with a unit of a word or two.
_FIGURE = re.compile(r"\W*\d[\d\W]*(?:\w+\W*){0,2}")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell, over how many columns and rows it reaches, and whether it is marked as a head."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows of cells only lay out a page: in one column, or with whole paragraphs."""
    longest = max((len(cell.split()) for row in rows for cell in row), default=0)
    return longest > _LONGEST_CELL or max(map(len, rows), default=0) < 2


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return a line for each row of values: "Region: Ranby | 2022: 14 | 2023: 17"; without heads, its cells alone.

    A cell that reaches over several columns stands once in its row; one that reaches over several rows stands in each.
    """
    grid = _laid_out(rows)
    heads = _heads(grid)
    names = [_name(cells) for cells in zip_longest(*grid[:heads])]
    lines = []
    for row in grid[heads:] if heads < len(grid) else grid:
        parts = []
        for column, cell in enumerate(row):
            if cell is None or (column and row[column - 1] is cell):
                continue
            name = names[column] if heads < len(grid) and column < len(names) else ""
            if cell.text or not name:
                # Without a head, an empty cell keeps its place, so that the figures of the others keep theirs.
                parts.append(f"{name}: {cell.text}" if name and name != cell.text else cell.text)
        if any(parts):
            lines.append(" | ".join(parts).rstrip("| "))
    return lines


def _laid_out(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """Return the cell at every place; a cell stands in all places it reaches over."""
    grid: list[list[Cell | None]] = []
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        line: list[Cell | None] = []
        waiting = deque(row)
        while waiting or len(line) in hanging:
            column = len(line)
            if column in hanging:
                cell, left = hanging.pop(column)
                line.append(cell)
                if left > 1:
                    hanging[column] = (cell, left - 1)
                continue
            cell = waiting.popleft()
            for place in range(column, max(column + 1, min(column + cell.columns, _WIDEST))):
                line.append(cell)
                if cell.rows > 1:
                    hanging[place] = (cell, cell.rows - 1)
        grid.append(line)
    return grid


def _heads(grid: Sequence[Sequence[Cell | None]]) -> int:
    """Return how many rows at the top are heads: marked ones, else one of words above rows with figures."""
    marked = 0
    for row in grid:
        if not all(cell is None or cell.head or not cell.text for cell in row):
            break
        marked += 1
    if marked:
        return marked
    if len(grid) < 2 or len(grid[0]) < 2 or any(cell and cell.columns > 1 for cell in grid[0]):
        return 0
    first, rest = grid[0], grid[1:]
    if len(first) < max(map(len, grid)):
        return 0
    worded = all(cell is not None and cell.text and not is_figure(cell.text) for cell in first[1:])
    figures = [is_figure(cell.text) for row in rest for cell in row[1:] if cell is not None and cell.text]
    return 1 if worded and figures and sum(figures) >= len(figures) / 2 else 0


def is_figure(text: str) -> bool:
    """Tell whether a cell is a figure; a year alone is as likely a head."""
    return _FIGURE.fullmatch(text) is not None and not re.fullmatch(r"(?:1[89]|20)\d\d", text)


def _name(cells: Sequence[Cell | None]) -> str:
    """Return the head of a column, of several rows of heads joined."""
    names = dict.fromkeys(cell.text for cell in cells if cell is not None and cell.text)
    return ", ".join(names)
