from collections.abc import Sequence
from datetime import date

import pytest

from embeddings.file_readers import Draft, read_contents

Mark = tuple[float, float, float, str]


UPRIGHT, UPWARD, OVERHEAD = "1 0 0 1", "0 1 -1 0", "-1 0 0 -1"


def pdf(*pages: list[Mark], title: str = "", turn: str = UPRIGHT, upward: Sequence[Mark] = ()) -> bytes:
    """Return a PDF whose pages show these texts, each at x and y in a size; some run `upward`."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, marks in enumerate(pages):
        placed = [*((turn, *mark) for mark in marks), *((UPWARD, *mark) for mark in upward)]
        shown = " ".join(f"BT /F1 {size} Tf {way} {x} {y} Tm ({text}) Tj ET" for way, x, y, size, text in placed)
        stream = shown.encode("cp1252")
        parts.append(
            b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /MediaBox [0 0 600 800]"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * n)
        )
        parts.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    parts.append(f"<< /Title ({title}) >>".encode())
    data, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF"
    size = len(parts) + 1
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end % (size, size - 1, len(data))


def lines(x: float, y: float, *texts: str, size: float = 10) -> list[Mark]:
    return [(x, y - 14 * n, size, text) for n, text in enumerate(texts)]


def read(*pages: list[Mark], title: str = "") -> Draft:
    return read_contents("a.pdf", pdf(*pages, title=title)).drafts[0]


def running(page: int) -> list[Mark]:
    return [(50, 770, 8, "The Lowland Gazette | 5 June 2023"), (290, 20, 8, f"- {page} -")]


FIRST = (
    "The dike at Kerr Point was raised by two metres in 2021. Farmers there had asked",
    "for it since the flood of 1998. The province will decide in October whether the dike at",
)
SECOND = ("Hallen is raised as well, the governor said. Nothing is planned for the island of Skell.",)


def test_a_sentence_goes_on_over_the_end_of_a_page_and_running_heads_are_left_out() -> None:
    draft = read(running(1) + lines(50, 720, *FIRST), running(2) + lines(50, 720, *SECOND), running(3))
    assert "decide in October whether the dike at Hallen is raised as well" in draft.text
    assert "Gazette" not in draft.text
    assert draft.published == date(2023, 6, 5)


def test_each_page_begins_where_its_first_word_stands() -> None:
    head = [(50, 740, 20, "Flood defences")]
    draft = read(head + lines(50, 700, *FIRST), lines(50, 700, *SECOND), lines(50, 700, "The last page is short."))
    assert draft.title == "Flood defences"
    assert [draft.text[start:].split()[0] for start in draft.pages] == ["The", "Hallen", "The"]
    assert draft.text[draft.pages[2] :] == "The last page is short."


def test_columns_are_read_one_after_the_other() -> None:
    left = ("The city closes two of its", "three baths at the end of", "the year, the council said.")
    right = ("The baths lose a lot of", "money. A new roof would", "cost eleven million crowns.")
    draft = read([(50, 760, 20, "Aske closes baths"), *lines(50, 700, *left), *lines(300, 700, *right)])
    assert draft.title == "Aske closes baths"
    assert " ".join(draft.text.split()) == " ".join((*left, *right))


def test_an_empty_cell_of_a_table_moves_no_figure() -> None:
    rows = [("Town", "2022", "2023"), ("Arle", "12", ""), ("Bree", "", "9")]
    marks: list[Mark] = [
        (x, 600 - 16 * n, 10, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((50, 150, 250), row, strict=True)
        if cell
    ]
    draft = read(lines(50, 700, "The police counted burglaries in two towns of the county.") + marks)
    assert draft.text.endswith("Town: Arle | 2022: 12\nTown: Bree | 2023: 9")


def test_a_word_is_joined_where_a_line_broke_it_and_a_compound_keeps_its_hyphen() -> None:
    draft = read(
        lines(
            50, 700, "The ministry will publish a first report on tax-free zones and the off-shore compa-",
            "nies that use them, officials said; the report names firms in those tax-",
            "free zones, and it tells how much the re-elected government lost by the com-", "pany that is the largest.",
        )
    )  # fmt: skip
    assert "companies that use them" in draft.text
    assert "in those tax-free zones" in draft.text
    assert draft.text.endswith("by the company that is the largest.")


def test_a_printed_headline_goes_before_what_a_program_wrote_as_title() -> None:
    marks = [(50, 740, 22, "Baths to close"), *lines(50, 700, *FIRST)]
    assert read(marks, title="Microsoft Word - draft7.docx").title == "Baths to close"
    assert read(lines(50, 700, *FIRST), title="Baths to close").title == "Baths to close"


TURNED = [
    "The harbour board of Aske has decided to raise its dues from",
    "40 crowns to 55 crowns a boat as of 1 June, chairman Ole",
    "Brandt told the members of the council on Tuesday after a",
    "meeting that went on until the early hours of the morning.",
]


@pytest.mark.parametrize(
    ("turn", "marks"),
    [
        (UPWARD, [(140.0 + 14 * n, 60.0, 10.0, text) for n, text in enumerate(TURNED)]),
        (OVERHEAD, [(540.0, 100.0 + 14 * n, 10.0, text) for n, text in enumerate(TURNED)]),
    ],
)
def test_a_page_is_read_whichever_way_it_lies(turn: str, marks: list[Mark]) -> None:
    assert read_contents("a.pdf", pdf(marks, turn=turn)).drafts[0].text == " ".join(TURNED)


def test_what_runs_up_the_margin_stands_below_the_story() -> None:
    data = pdf(lines(72, 700, *TURNED), upward=[(30, 100, 8, "Printed in May by the Gazette of Aske")])
    assert read_contents("a.pdf", data).drafts[0].text == f"{' '.join(TURNED)}\n\nPrinted in May by the Gazette of Aske"


def test_a_small_figure_above_the_line_makes_no_other_number() -> None:
    # Helvetica's letters are half as wide as the print is high, and more.
    note = [(72.0, 700.0, 10.0, "Some 14"), (110.4, 704.0, 6.0, "2"), (117.0, 700.0, 10.0, "boats sank in the harbour")]
    page = [*note, (231.0, 704.0, 6.0, "3"), (238.0, 700.0, 10.0, "on Tuesday.")]
    assert read(page).text == "Some 14² boats sank in the harbour on Tuesday."
