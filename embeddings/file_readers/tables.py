"""Tables (.csv, .tsv, .xlsx): a row a line, each value under its head."""

import csv
import io
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import groupby, islice, pairwise
from typing import Any
from zipfile import ZipFile

from embeddings.file_readers.containers import BROKEN_PACKAGE
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
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


def read_csv(data: bytes) -> Contents:
    """Read a table as one article, or as one a row where a column holds the text of articles."""
    text = decode(data)
    dialect = _dialect(text)
    csv.field_size_limit(10_000_000)
    try:
        rows = list(islice(csv.reader(io.StringIO(_SEP.sub("", text), newline=""), dialect), _MOST_ROWS + 1))
    except csv.Error as error:
        raise UnreadableFile(f"is no table of separated values: {error}; save it as .xlsx") from error
    return _contents([("", rows)])


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
    """Read each sheet of a workbook as an article; formulas give the values that were stored with them."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        with ZipFile(io.BytesIO(data)) as package:
            sheets = [(sheet.title, _rows(sheet, package)) for sheet in book.worksheets]
    except (InvalidFileException, SyntaxError, *BROKEN_PACKAGE) as error:
        raise UnreadableFile("cannot be opened as a workbook; save it again as .xlsx or .csv") from error
    return _contents(sheets)


def _rows(sheet: Any, package: ZipFile) -> list[list[str]]:
    """Return the cells of a sheet; one that is merged of several stands in the place of each."""
    from openpyxl.utils.cell import range_boundaries

    found = islice(sheet.iter_rows(max_col=_MOST_COLUMNS), _MOST_ROWS + 1)
    rows = [list(map(_written, row)) for row in found]
    # What is read row by row does not say which cells are merged.
    for place in _MERGED.findall(package.read(sheet._worksheet_path)):
        left, top, right, bottom = range_boundaries(place.decode())
        if top <= len(rows) and left <= len(rows[top - 1]):
            first = rows[top - 1]
            # A title over the whole table stands once.
            reach = range(left - 1, left if _filled(first) == 1 else min(right, len(first)))
            for row in rows[top - 1 : bottom]:
                for column in reach:
                    row[column] = first[left - 1]
    return rows


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


def _contents(sheets: Sequence[tuple[str, list[list[str]]]]) -> Contents:
    drafts: dict[int, Draft] = {}
    losses: list[str] = []
    for title, rows in sheets:
        if len(rows) > _MOST_ROWS:
            rows.pop()
            losses.append(f"rows after the first {_MOST_ROWS:,} are left out; split the table into several files")
        for draft in _articles(rows) or _tables(title, [list(map(one_line, row)) for row in rows]):
            drafts[len(drafts) + 1] = draft
    if not drafts:
        raise UnreadableFile("is empty; put a table in it or take it out")
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
