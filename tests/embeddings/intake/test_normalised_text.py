import unicodedata

import pytest

from embeddings.text import normalise, one_line

MESSY = [
    "\ufeffHead\r\n\r\n\r\n\r\nBody\u2028more\x0cpage",
    "a\xa0b\u202fc\u2007d\t e",
    "soft\xadhyphen zero\u200bwidth \x00nul\x07bell",
    "cafe\u0301 \u212bngstr\u00f6m \ufb01",
    "\ud800 lone surrogate",
    "e\u00ad\u0301",
    "right\u202eto\u202cleft",
    "  \n \n\n x \n\n\n\n y  ",
    "",
]


@pytest.mark.parametrize("text", MESSY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("text", MESSY)
def test_normalised_text_is_composed_and_storable(text: str) -> None:
    assert unicodedata.is_normalized("NFC", normalise(text))
    assert normalise(text).encode("utf-8").decode("utf-8") == normalise(text)


def test_newlines_and_spaces_become_one_kind() -> None:
    assert normalise("\ufeffA\r\nB\rC\u2028D\x0b\x0cE") == "A\nB\nC\nD\n\nE"
    assert normalise("1\xa0000\u202f000\t rubles ") == "1 000 000 rubles"
    assert normalise("one\n\n\n \n\ntwo") == "one\n\ntwo"


def test_unseen_characters_go_and_letters_meet() -> None:
    assert normalise("mi\xadcro\u200bchip\x00s e\xad\u0301") == "microchips é"


def test_quotation_marks_dashes_and_currency_stay() -> None:
    assert normalise("“Deep” ‘x’ «да» — – … € £ ₽ ₹5") == "“Deep” ‘x’ «да» — – … € £ ₽ ₹5"


def test_a_persian_joiner_stays() -> None:
    assert normalise("می\u200cخواهم") == "می\u200cخواهم"


def test_a_headline_is_one_line() -> None:
    assert one_line(" Chips:\r\n\n a  story ") == "Chips: a story"
