"""What a user types becomes one clean question, or an error that says what is wrong with it."""

import pytest

from rag import InputError
from rag.retrieval.question import normalise_question
from rag.settings import QUESTION_LIMIT


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t", "?", "...", "«»", "\u200b\u200b", "\x00\x07"])
def test_a_question_without_a_word_is_refused(nothing: str) -> None:
    with pytest.raises(InputError, match="empty"):
        normalise_question(nothing)


def test_a_question_of_fifty_thousand_characters_is_refused_and_told_the_limit() -> None:
    with pytest.raises(InputError, match=r"50,000 characters.*at most 2,000"):
        normalise_question("why " * 12_500)


def test_the_longest_question_that_is_allowed_passes() -> None:
    assert len(normalise_question("w" * QUESTION_LIMIT)) == QUESTION_LIMIT
    with pytest.raises(InputError):
        normalise_question("w" * (QUESTION_LIMIT + 1))


def test_quotes_dashes_and_spaces_become_plain() -> None:
    assert normalise_question("  What is “deep”\u00a0localization\n— now?  ") == 'What is "deep" localization - now?'


def test_what_cannot_be_seen_is_dropped() -> None:
    assert normalise_question("Who\u200b spo\u00adke\x00 there?\ud800") == "Who spoke there?"


def test_letters_are_composed_so_that_they_compare_equal() -> None:
    assert normalise_question("Who is S\u030ckoda?") == "Who is \u0160koda?"


def test_joiners_of_persian_stay() -> None:
    assert normalise_question("می\u200cخواهم") == "می\u200cخواهم"
