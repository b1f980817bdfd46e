"""The layout: what citewire's own models are given to read, and what "no answer" does to a score."""

from dataclasses import replace

import numpy as np
import pytest
from tokenizers import Tokenizer

from rag.reader import ReadingProfile
from rag.reader.bundled import BUNDLED
from rag.reader.layout import PairLayout, Row
from rag.reader.pointer import propose

TEXT = "The Expo was held in Yekaterinburg."
PROFILE = ReadingProfile(titles=True, no_answer=True)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokens = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
    tokens.no_truncation()
    return tokens


def pieces(tokenizer: Tokenizer, row: Row) -> str:
    return " ".join(tokenizer.id_to_token(piece) or "?" for piece in row.ids)


@pytest.mark.parametrize(
    ("titles", "title", "expected"),
    [
        (True, "Fair", "[CLS] where ? [SEP] fair [SEP] the expo was held in ye ##kat ##erin ##burg . [SEP]"),
        (True, "", "[CLS] where ? [SEP] the expo was held in ye ##kat ##erin ##burg . [SEP]"),
        (False, "Fair", "[CLS] where ? [SEP] the expo was held in ye ##kat ##erin ##burg . [SEP]"),
    ],
)
def test_a_title_stands_between_question_and_passage(
    tokenizer: Tokenizer, titles: bool, title: str, expected: str
) -> None:
    (row,) = PairLayout(tokenizer, replace(PROFILE, titles=titles)).rows("Where?", [(title, TEXT)])
    assert pieces(tokenizer, row) == expected


def test_each_word_knows_its_pieces(tokenizer: Tokenizer) -> None:
    (row,) = PairLayout(tokenizer, PROFILE).rows("Where?", [("Fair", TEXT)])
    place = [TEXT[word.start : word.end] for word in row.words].index("Yekaterinburg")
    first, last = row.firsts[place], row.lasts[place]
    assert [tokenizer.id_to_token(piece) for piece in row.ids[first : last + 1]] == ["ye", "##kat", "##erin", "##burg"]


def test_limits_cut_question_title_and_passage_but_no_word(tokenizer: Tokenizer) -> None:
    profile = replace(PROFILE, max_question_tokens=5, max_title_tokens=3, max_tokens=20)
    (row,) = PairLayout(tokenizer, profile).rows("where " * 50, [("fair " * 50, "Yekaterinburg " * 50)])
    assert len(row.ids) == 20
    # [CLS] 5 [SEP] 3 [SEP] leave eight pieces and the last [SEP]: two words of four.
    assert len(row.words) == 2
    assert row.lasts[-1] == 18


def test_a_score_is_the_margin_over_no_answer_where_the_model_knows_that(tokenizer: Tokenizer) -> None:
    (row,) = PairLayout(tokenizer, PROFILE).rows("Where?", [("", TEXT)])
    start, end = (np.zeros(len(row.ids), np.float32) for _ in range(2))
    start[row.firsts[5]], end[row.lasts[5]] = 4.0, 3.0
    start[0], end[0] = 1.5, 1.0
    found = propose(row, start, end, PROFILE)
    assert TEXT[found.spans[0].start : found.spans[0].end] == "Yekaterinburg"
    assert found.spans[0].pointer == pytest.approx(4.5)
    assert found.answerable == pytest.approx(4.5)
    assert propose(row, start, end, replace(PROFILE, no_answer=False)).spans[0].pointer == pytest.approx(7.0)


def test_a_pointer_into_the_midst_of_a_number_means_the_whole_number(tokenizer: Tokenizer) -> None:
    text = "It lent 1.86 billion rubles."
    (row,) = PairLayout(tokenizer, PROFILE).rows("How much?", [("", text)])
    start, end = (np.zeros(len(row.ids), np.float32) for _ in range(2))
    start[row.firsts[2] + 2] = end[row.firsts[2] + 2] = 5.0
    best = propose(row, start, end, PROFILE).spans[0]
    assert text[best.start : best.end] == "1.86 billion rubles"


def test_an_answer_keeps_its_brackets_whole(tokenizer: Tokenizer) -> None:
    text = "The Fund (IDF), also known as FRP (a lender), lends."
    (row,) = PairLayout(tokenizer, PROFILE).rows("Who lends?", [("", text)])
    start, end = (np.zeros(len(row.ids), np.float32) for _ in range(2))
    start[row.firsts[2]], start[row.firsts[1]], end[row.lasts[6]] = 9.0, 8.0, 9.0
    found = propose(row, start, end, PROFILE)
    proposed = [text[span.start : span.end] for span in found.spans]
    assert proposed[0] == "Fund (IDF), also known as FRP"
    assert all(span.count("(") == span.count(")") for span in proposed)


def test_an_answer_lies_in_one_line(tokenizer: Tokenizer) -> None:
    text = "Four dead\n\nFour people died."
    (row,) = PairLayout(tokenizer, PROFILE).rows("How many died?", [("", text)])
    start, end = (np.zeros(len(row.ids), np.float32) for _ in range(2))
    start[row.firsts[0]], end[row.lasts[2]], end[row.lasts[1]] = 9.0, 9.0, 8.0
    proposed = [text[span.start : span.end] for span in propose(row, start, end, PROFILE).spans]
    assert proposed[0] == "Four dead"
    assert not any("\n" in span for span in proposed)


def test_an_answer_does_not_run_backwards_or_beyond_its_limit(tokenizer: Tokenizer) -> None:
    (row,) = PairLayout(tokenizer, PROFILE).rows("Where?", [("", TEXT)])
    start, end = (np.zeros(len(row.ids), np.float32) for _ in range(2))
    start[row.firsts[5]], end[row.lasts[0]] = 9.0, 9.0
    for limit in (4, 30):
        found = propose(row, start, end, replace(PROFILE, max_answer_tokens=limit))
        assert found.spans
        assert all(span.start < span.end and len(span.pieces) <= limit for span in found.spans)
