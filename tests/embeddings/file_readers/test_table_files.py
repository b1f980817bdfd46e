"""A figure in a table is read with its own heads and as its sheet shows it."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from embeddings.file_readers import Contents, UnreadableFile, read_contents


def contents_of(fill: Callable[[Any], None]) -> Contents:
    book = openpyxl.Workbook()
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return read_contents("a.xlsx", stream.getvalue())


def text_of(fill: Callable[[Any], None]) -> str:
    return contents_of(fill).drafts[0].text


def rows(sheet: Any, *lines: tuple[object, ...]) -> None:
    for line in lines:
        sheet.append(line)


def test_a_merged_cell_stands_in_each_of_its_rows() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, ("Port", "Year", "Dues"), ("Aske", 2022, 40), (None, 2023, 55), ("Velm", 2022, 10))
        sheet.merge_cells("A2:A3")

    assert "Port: Aske | Year: 2023 | Dues: 55" in text_of(fill).split("\n")


def test_a_head_over_several_columns_is_said_with_each() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, ("Harbours", None, None), ("Port", "Dues", None), (None, 2022, 2023), ("Aske", 40, 55))
        for place in ("A1:C1", "A2:A3", "B2:C2"):
            sheet.merge_cells(place)

    assert text_of(fill) == "Harbours\nPort: Aske | Dues, 2022: 40 | Dues, 2023: 55"


def test_a_share_is_read_as_it_is_shown() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, ("Port", "Full", "Empty", "Ratio"), ("Aske", 0.47, 0.5312, 0.25), ("Velm", 1, 0, 0.5))
        for place, shown in (("B2", "0%"), ("C2", "0.0%"), ("B3", "0%")):
            sheet[place].number_format = shown

    assert text_of(fill).split("\n") == [
        "Port: Aske | Full: 47% | Empty: 53.1% | Ratio: 0.25",
        "Port: Velm | Full: 100% | Empty: 0 | Ratio: 0.5",
    ]


def test_a_second_table_below_the_first_has_heads_of_its_own() -> None:
    first, second = [("Port", "Dues"), ("Aske", 40), (), ("Velm", 10)], [("Ferries",), ("Boat", "Length"), ("Mira", 12)]
    text = text_of(lambda sheet: rows(sheet, *first, (), *second))
    assert text == "Port: Aske | Dues: 40\nPort: Velm | Dues: 10\n\nFerries\nBoat: Mira | Length: 12"


def test_quotation_marks_are_read_wherever_they_first_stand() -> None:
    plain = "".join(
        f"Note {n};Nothing was said on day {n}, and the owners went home without a word.\n" for n in range(400)
    )
    last = 'Last;"The mayor said ""we shall pay""; then she left, and the owners went home after hours."\n'
    drafts = read_contents("a.csv", f"title;text\n{plain}{last}".encode()).drafts
    assert drafts[401].text == 'The mayor said "we shall pay"; then she left, and the owners went home after hours.'


def test_a_line_that_names_the_delimiter_is_no_row() -> None:
    assert read_contents("a.csv", b"sep=;\r\nPort;Dues\r\nAske;40\r\n").drafts[0].text == "Port: Aske | Dues: 40"


def hide_rows(sheet: Any) -> None:
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet: Any) -> None:
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["F"].hidden = True


def hide_sheet(sheet: Any) -> None:
    rows(other := sheet.parent.create_sheet("Notes"), ("Port", "Dues", "Debt"), ("Velm", 10, 99))
    other.sheet_state = "veryHidden"


def filter_rows(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:C3"
    sheet.auto_filter.add_filter_column(0, ["Aske"])
    hide_rows(sheet)


@pytest.mark.parametrize(
    ("hide", "kept", "gone", "counted"),
    [
        (hide_rows, "Port: Aske | Dues: 40 | Debt: 7\nPort: Orre | Dues: 12 | Debt: 9", "Velm", "rows: 1"),
        (filter_rows, "Port: Aske | Dues: 40 | Debt: 7\nPort: Orre | Dues: 12 | Debt: 9", "Velm", "rows: 1"),
        (hide_column, "Port: Aske | Dues: 40\nPort: Velm | Dues: 10\nPort: Orre | Dues: 12", "Debt", "columns: 1"),
        (hide_sheet, "Port: Aske | Dues: 40 | Debt: 7", "99", "sheets: 1"),
    ],
)
def test_what_a_workbook_hides_is_left_out_and_told(
    hide: Callable[[Any], None], kept: str, gone: str, counted: str
) -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, ("Port", "Dues", "Debt"), ("Aske", 40, 7), ("Velm", 10, 8), ("Orre", 12, 9))
        hide(sheet)

    contents = contents_of(fill)
    (draft,) = contents.drafts.values()
    assert kept in draft.text
    assert gone not in draft.text
    assert contents.losses == (f"what the workbook hides is left out ({counted}); show it to have it read",)


def test_a_workbook_that_shows_nothing_is_told() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, ("Port", "Dues"))
        sheet.row_dimensions[1].hidden = True

    with pytest.raises(UnreadableFile, match="show what it hides"):
        contents_of(fill)


def test_charts_and_columns_beyond_measure_are_told() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, ("Port", "Dues", *range(300)), ("Aske", 40), ("Velm", 10))
        chart = openpyxl.chart.BarChart()
        chart.add_data(openpyxl.chart.Reference(sheet, min_col=2, min_row=1, max_row=3))
        sheet.add_chart(chart)

    charts, columns = contents_of(fill).losses
    assert charts == "charts are left out"
    assert columns.startswith("columns after the first 200")
