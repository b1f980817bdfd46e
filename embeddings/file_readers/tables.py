"""Tables (.csv, .tsv, .xlsx): a row a line, each value under its head."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby, islice, pairwise
from typing import Any
from zipfile import ZipFile

from embeddings.file_readers.containers import BROKEN_PACKAGE
from embeddings.file_readers.office_package import usual
from embeddings.intake.decoding import decode
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.table import Cell, is_figure, table_lines
from embeddings.metadata.fields import TEXT, draft_from_fields
from embeddings.text import normalise, one_line

_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_FEW_WORDS = 12
_DELIMITERS = ",;\t|"
# A first line by which spreadsheets tell each other what parts the values.
_SEP = re.compile(r"\Asep=(.)\r?\n")
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')

_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""\s(\w+)=["']([^"']*)["']""")
_TRUE = (b"1", b"true")


def read_csv(data: bytes) -> Contents:
    """Read a table as one article, or as one a row where a column holds the text of articles."""
    text = decode(data)
    dialect = _dialect(text)
    losses: list[str] = []
    csv.field_size_limit(10_000_000)
    try:
        rows = _first(csv.reader(io.StringIO(_SEP.sub("", text), newline=""), dialect), losses)
    except csv.Error as error:
        raise UnreadableFile(f"is no table of separated values: {error}; save it as .xlsx") from error
    return _contents([("", rows)], losses)


def _first(rows: Iterable[list[str]], losses: list[str]) -> list[list[str]]:
    """Return as many rows as are read, and note where there are more."""
    found = list(islice(rows, _MOST_ROWS + 1))
    if len(found) > _MOST_ROWS:
        losses.append(f"rows after the first {_MOST_ROWS:,} are left out; split the table into several files")
    return found[:_MOST_ROWS]


def _dialect(text: str) -> type[csv.Dialect]:
    """Guess what parts the values; how they are quoted is never in doubt, though the library would guess that, too."""

    class Dialect(csv.excel):
        pass

    if said := _SEP.match(text):
        Dialect.delimiter = said[1]
    else:
        with suppress(csv.Error):
            found = csv.Sniffer().sniff(text[:20_000], _DELIMITERS)
            Dialect.delimiter, Dialect.skipinitialspace = found.delimiter, found.skipinitialspace
    return Dialect


def read_xlsx(data: bytes) -> Contents:
    """Read each sheet of a workbook as an article; formulas give the values that were stored with them.

    What the workbook hides, be it by a filter, is left out and told.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        data = usual(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        with ZipFile(io.BytesIO(data)) as package:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            losses = _drawn(package)
            hidden = Counter(sheets=len(book.worksheets) - len(shown))
            sheets = [
                (sheet.title, _rows(sheet, package.read(sheet._worksheet_path), hidden, losses)) for sheet in shown
            ]
    except (InvalidFileException, SyntaxError, *BROKEN_PACKAGE) as error:
        raise UnreadableFile("cannot be opened as a workbook; save it again as .xlsx or .csv") from error
    if counted := ", ".join(f"{what}: {count}" for what, count in hidden.items() if count):
        losses.append(f"what the workbook hides is left out ({counted}); show it to have it read")
    if any((sheet.max_column or 0) > _MOST_COLUMNS for sheet in shown):
        losses.append(f"columns after the first {_MOST_COLUMNS} are left out; split the table into several files")
    return _contents(sheets, losses)


def _drawn(package: ZipFile) -> list[str]:
    """Say what a workbook shows beside its cells."""
    names = package.namelist()
    drawn = ["charts"] if any(name.startswith("xl/charts/chart") for name in names) else []
    if any(name.startswith("xl/drawings/drawing") and b":t>" in package.read(name) for name in names):
        drawn.append("text boxes")
    return [f"{' and '.join(drawn)} are left out"] if drawn else []


def _rows(sheet: Any, written: bytes, hidden: Counter[str], losses: list[str]) -> list[list[str]]:
    """Return the cells that a sheet shows and count those it hides; a merged one stands in the place of each."""
    from openpyxl.utils.cell import range_boundaries

    rows = _first((list(map(_written, row)) for row in sheet.iter_rows(max_col=_MOST_COLUMNS)), losses)
    # What is read row by row does not say which cells are merged.
    for place in _MERGED.findall(written):
        left, top, right, bottom = range_boundaries(place.decode())
        if top <= len(rows) and left <= len(rows[top - 1]):
            first = rows[top - 1]
            # A title over the whole table stands once.
            reach = range(left - 1, left if _filled(first) == 1 else min(right, len(first)))
            for row in rows[top - 1 : bottom]:
                for column in reach:
                    row[column] = first[left - 1]
    unseen_rows, unseen_columns = _unseen(written)
    hidden["rows"] += sum(any(row) for at, row in enumerate(rows) if at in unseen_rows)
    filled = {column for row in rows for column, cell in enumerate(row) if cell}
    hidden["columns"] += len(unseen_columns & filled)
    shown = (row for at, row in enumerate(rows) if at not in unseen_rows)
    return [[cell for at, cell in enumerate(row) if at not in unseen_columns] for row in shown]


def _unseen(written: bytes) -> tuple[set[int], set[int]]:
    """Return which rows and columns a sheet hides, be it by a filter, counted from 0."""
    rows: set[int] = set()
    number = 0
    for tag in _ROW.findall(written):
        said = dict(_ATTRIBUTE.findall(tag))
        number = int(said.get(b"r", number + 1))
        if said.get(b"hidden") in _TRUE:
            rows.add(number - 1)
    columns = [dict(_ATTRIBUTE.findall(tag)) for tag in _COLUMN.findall(written)]
    spans = [(int(said[b"min"]), int(said[b"max"])) for said in columns if said.get(b"hidden") in _TRUE]
    return rows, {column for first, last in spans for column in range(first - 1, min(last, _MOST_COLUMNS))}


def _written(cell: Any) -> str:
    """Return a cell's value as it is read out: a day without an hour as a day, a share as its sheet shows it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ")
    if isinstance(value, int | float) and "%" in (cell.number_format or ""):
        digits = len(cell.number_format.partition("%")[0].partition(".")[2])
        return f"{value:.{digits}%}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _contents(sheets: Sequence[tuple[str, list[list[str]]]], losses: Sequence[str]) -> Contents:
    drafts: dict[int, Draft] = {}
    for title, rows in sheets:
        for draft in _articles(rows) or _tables(title, [list(map(one_line, row)) for row in rows]):
            drafts[len(drafts) + 1] = draft
    if not drafts:
        raise UnreadableFile("shows nothing; put a table in it, show what it hides or take it out")
    return Contents({0: drafts[1]} if len(drafts) == 1 else drafts, losses=tuple(losses))


def _articles(rows: Sequence[Sequence[str]]) -> list[Draft]:
    """Return an article a row where the heads name a column of texts."""
    heads = ["".join(filter(str.isalnum, head)).lower() for head in rows[0]] if rows else []
    column = next((heads.index(name) for name in TEXT if name in heads), None)
    if column is None:
        return []
    texts = [row[column] for row in rows[1:] if len(row) > column]
    if not texts or sum(len(text.split()) for text in texts) < _FEW_WORDS * len(texts):
        return []
    drafts = (draft_from_fields(dict(zip(rows[0], row, strict=False))) for row in rows[1:])
    return [draft for draft in drafts if draft.text]


def _tables(title: str, rows: Sequence[Sequence[str]]) -> list[Draft]:
    """Return the tables of a sheet as one article; below an empty row another may begin, with heads of its own."""
    parts: list[list[Sequence[str]]] = []
    for filled, run in groupby(rows, key=any):
        part = list(run) if filled else []
        if parts and part and not _is_headed(part):
            parts[-1] += part
        elif part:
            parts.append(part)
    if not parts:
        return []
    said, lines = "", []
    for part in parts:
        above, table = _table(part)
        said = said or next(iter(above), "")
        lines.append("\n".join([*above, *table]))
    text = normalise("\n\n".join(lines))
    return [Draft(text, title=said or title)] if text else []


def _table(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """Return the lines above a table's heads, with words in one cell alone, that say what it is of; and its rows."""
    above = _lines_above(rows)
    heads = 0 if len(rows) - above < 2 else 2 if _heads_reach_over(rows[above]) and len(rows) - above > 2 else 1
    cells = [[Cell(cell, head=at < heads) for cell in row] for at, row in enumerate(rows[above:])]
    return [next(filter(None, row)) for row in rows[:above]], table_lines(cells)


def _lines_above(rows: Sequence[Sequence[str]]) -> int:
    above = 0
    while above < min(len(rows) - 1, 5) and _filled(rows[above]) == 1 < _filled(rows[-1]):
        above += 1
    return above


def _filled(row: Sequence[str]) -> int:
    return len(list(filter(None, row)))


def _heads_reach_over(row: Sequence[str]) -> bool:
    """Tell whether a head stands over several columns, whose own heads are then below it."""
    return any(one and one == other for one, other in pairwise(row))


def _is_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows begin with heads: words above figures."""
    head, *rest = rows[_lines_above(rows) :]
    worded = not any(map(is_figure, filter(None, head)))
    return worded and any(is_figure(cell) for row in rest for cell in row if cell)
