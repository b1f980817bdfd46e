"""A figure in a table is read with its own heads and as its sheet shows it."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from embeddings.file_readers import read_contents


def text_of(fill: Callable[[Any], None]) -> str:
    book = openpyxl.Workbook()
    fill(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return read_contents("a.xlsx", stream.getvalue()).drafts[0].text


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
