"""The window holds the likeliest finding, begins with a sentence where it can, and knows where its words stand."""

from collections.abc import Iterable

import pytest
from tokenizers import Tokenizer

from embeddings.passage import Span
from rag.reader import ReadingProfile
from rag.reader.bundled import BUNDLED
from rag.reader.candidate import Candidate
from rag.reader.layout import PairLayout, Row
from rag.verifier.window import LENGTH, window

PLAIN = "The ferry crossed the bay and came back without a single guest on board. "
TOLD = "Its captain, Ines Okoro, said that the line would close in March. "
TEXT = PLAIN * 12 + TOLD + PLAIN * 12


@pytest.fixture(scope="module")
def row() -> Row:
    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    tokenizer.no_truncation()
    (row,) = PairLayout(tokenizer, ReadingProfile(max_tokens=500)).rows("Who is the captain?", [("Ferry", TEXT)])
    return row


def candidate(row: Row, text: str, *, behind: int = 0) -> Candidate:
    start = TEXT.index(text, behind)
    end = start + len(text)
    first = next(place for place, word in enumerate(row.words) if word.start == start)
    last = next(place for place, word in enumerate(row.words) if word.end == end)
    return Candidate(start, end, row.ids[row.firsts[first] : row.lasts[last] + 1])


def placed(row: Row) -> Iterable[tuple[Span, int, int]]:
    return zip(row.words, row.firsts, row.lasts, strict=True)


def test_what_is_short_is_read_whole(row: Row) -> None:
    tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    (short,) = PairLayout(tokenizer, ReadingProfile()).rows("Who?", [("", TOLD)])
    start = TOLD.index("Ines")
    assert window(short, [Candidate(start, start + 10, (1, 2))]) is short


def test_it_holds_the_likeliest_span_and_begins_with_a_sentence(row: Row) -> None:
    likeliest, far = candidate(row, "Ines Okoro"), candidate(row, "guest")
    cut = window(row, [likeliest, far])
    kept = [(word.start, word.end) for word in cut.words]
    passage = len(cut.ids) - int(cut.firsts[0]) - 1
    assert passage <= LENGTH
    assert any(start == likeliest.start for start, _ in kept)
    assert TEXT[: kept[0][0]].rstrip().endswith(".")
    assert far.start not in [start for start, _ in kept]


def test_another_span_near_by_is_held_too(row: Row) -> None:
    likeliest = candidate(row, "Ines Okoro")
    other = candidate(row, "bay", behind=likeliest.start + 200)
    starts = [word.start for word in window(row, [likeliest, other]).words]
    assert likeliest.start in starts
    assert other.start in starts


def test_its_words_are_the_rows_own(row: Row) -> None:
    cut = window(row, [candidate(row, "Ines Okoro")])
    whole, held = ({word: one.ids[first : last + 1] for word, first, last in placed(one)} for one in (row, cut))
    assert held
    assert {word: whole[word] for word in held} == held


def test_a_span_at_the_very_end_is_held(row: Row) -> None:
    likeliest = candidate(row, "on board", behind=TEXT.rindex("on board"))
    assert window(row, [likeliest]).words[-1].end == likeliest.end
