"""Tables (.csv, .tsv, .xlsx): a row a line, each value under its head."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from embeddings.file_readers.containers import BROKEN_PACKAGE
from embeddings.intake.decoding import decode
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.table import Cell, table_lines
from embeddings.metadata.fields import TEXT, draft_from_fields
from embeddings.text import normalise, one_line

_MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_FEW_WORDS = 12
_DELIMITERS = ",;\t|"


def read_csv(data: bytes) -> Contents:
    """Read a table as one article, or as one a row where a column holds the text of articles."""
    text = decode(data)
    try:
        dialect = csv.Sniffer().sniff(text[:20_000], _DELIMITERS)
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(10_000_000)
    try:
        rows = list(islice(csv.reader(io.StringIO(text, newline=""), dialect), _MOST_ROWS + 1))
    except csv.Error as error:
        raise UnreadableFile(f"is no table of separated values: {error}; save it as .xlsx") from error
    return _contents([("", rows)])


def read_xlsx(data: bytes) -> Contents:
    """Read each sheet of a workbook as an article; formulas give the values that were stored with them."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [
            (sheet.title, [list(map(_written, row)) for row in islice(_rows(sheet), _MOST_ROWS + 1)])
            for sheet in book.worksheets
        ]
    except (InvalidFileException, SyntaxError, *BROKEN_PACKAGE) as error:
        raise UnreadableFile("cannot be opened as a workbook; save it again as .xlsx or .csv") from error
    return _contents(sheets)


def _rows(sheet: object) -> Iterator[Sequence[object]]:
    yield from sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)  # type: ignore[attr-defined]


def _written(value: object) -> str:
    """Return a cell's value as it is read out; a day without an hour is written as a day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time().isoformat() == "00:00:00" else value.isoformat(" ")
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
        filled = [[one_line(cell) for cell in row] for row in rows if any(cell.strip() for cell in row)]
        for draft in _articles(rows) or _table(title, filled):
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


def _table(title: str, rows: Sequence[Sequence[str]]) -> list[Draft]:
    if not rows:
        return []
    # Lines above the heads, with words in one cell alone, say what the table is of.
    above = 0
    while above < min(len(rows) - 1, 5) and len(list(filter(None, rows[above]))) == 1 < len(
        list(filter(None, rows[-1]))
    ):
        above += 1
    said = [next(filter(None, row)) for row in rows[:above]]
    head = len(rows) - above > 1
    cells = [[Cell(cell, head=head and at == 0) for cell in row] for at, row in enumerate(rows[above:])]
    text = normalise("\n".join([*said, *table_lines(cells)]))
    return [Draft(text, title=said[0] if said else title)] if text else []
