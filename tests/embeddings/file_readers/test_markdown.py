"""Markdown that nobody writes: a reading process has time enough for it, and no word of it is lost."""

import pytest

from embeddings.file_readers import Contents, read_contents
from embeddings.intake.reading import read_each
from embeddings.intake.reading_process import Request
from embeddings.intake.table import Cell, table_lines

STORY = "The mill in Orvik closed on Monday after ninety years, said its last owner Mirel Anstad."
MANY = 200_000
COSTLY = {
    "images": "![a](" * MANY,
    "brackets": "![" * MANY,
    "links": "[a](" * MANY,
    "emphasis": "**a *b " * MANY,
    "a wide table": f"{'|a' * MANY}\n{'|-' * MANY}\n{'|b' * MANY}",
    "a long table": "|a|b|\n|-|-|\n" + "|c|d|\n" * MANY,
    "items": "- a\n" * MANY,
    "numbers": "1. a\n" * MANY,
}
FRONT = {
    "dotted keys": f"+++\n{'a.' * MANY}b = 1\n+++\n",
    "nested lists of TOML": f"+++\na = {'[' * 5_000}\n+++\n",
    "nested lists of YAML": f"---\na: {'[' * MANY}\n---\n",
    "many keys": "---\n" + "".join(f"k{n}: v\n" for n in range(MANY)) + "---\n",
}


def text_of(markdown: str) -> str:
    """Return the text that a reading process finds within its limits."""
    ((_, found),) = read_each([("", Request("a.md", markdown.encode()))])
    assert isinstance(found, Contents)
    return found.drafts[0].text


@pytest.mark.parametrize("name", COSTLY)
def test_marks_without_end_are_read_as_they_are(name: str) -> None:
    text = f"{STORY}\n\n{COSTLY[name]}"
    assert sum(map(str.isalnum, text_of(text))) == sum(map(str.isalnum, text))


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_without_end_costs_no_word_of_the_story(name: str) -> None:
    assert text_of(f"{FRONT[name]}\n{STORY}") == STORY


@pytest.mark.parametrize("mark", ["{quotes} word{n}.\n\n", "{quotes} word{n}.\n", "{spaces}- word{n}.\n"])
def test_what_is_quoted_or_listed_deep_is_read(mark: str) -> None:
    lines = [mark.format(n=n, quotes=">" * n, spaces="  " * n) for n in range(1, 60)]
    found = read_contents("a.md", "".join(lines).encode()).drafts[0].text
    assert [n for n in range(1, 60) if f"word{n}." not in found] == []


def test_a_table_is_read_to_its_last_row_and_column() -> None:
    heads = [Cell("Quay", head=True), *(Cell(f"Year {n}", head=True) for n in range(300))]
    figures = [Cell("Velm"), *(Cell(f"{n} m") for n in range(300))]
    *others, last = table_lines([heads, *[[Cell("Aske")]] * 30_000, figures])
    assert len(others) == 30_000
    assert last.startswith("Quay: Velm | Year 0: 0 m | Year 1: 1 m |")
    assert last.endswith("| Year 299: 299 m")


def test_a_cell_that_claims_to_reach_over_everything_is_held_to_a_measure() -> None:
    assert table_lines([[Cell("Aske", columns=10**9, rows=10**9), Cell("40 m")]]) == ["Aske | 40 m"]
