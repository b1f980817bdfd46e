import random

import pytest

from embeddings.file_readers import UnreadableFile
from embeddings.intake.decoding import REPLACED, decode

ENGLISH = (
    "The fund gets “25 billion” rubles – that is €280 million, the minister’s office said. Naïve café owners agreed.\n"
    * 5
)
RUSSIAN = "Москва рассчитывает на помощь Пекина в производстве микроэлектроники. Заводы отстают на три поколения.\n" * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_english_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_text_that_was_cut_off_within_a_letter_is_read_up_to_there(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)[:-1]) == f"{ENGLISH[:-1]}{REPLACED}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8_r"])
def test_russian_is_read_in_every_usual_encoding(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_latin_1_is_read() -> None:
    text = "Die Förderung für größere Fabriken läuft über München, sagte der Minister. Überall fehlen Leute.\n" * 3
    assert decode(text.encode("latin-1")) == text


def test_a_late_character_of_another_kind_does_not_spoil_a_long_text() -> None:
    text = "Plain words only. " * 10_000 + "café"
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04rest of an archive", "zip"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (random.Random(0).randbytes(5000), "not text"),
        (bytes(1000), "binary"),
        ("".join(map(chr, range(1, 9))).encode() * 100, "binary"),
    ],
)
def test_binary_data_is_recognised(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        decode(data)


def test_the_odd_byte_that_is_no_letter_is_replaced() -> None:
    assert decode("Москва".encode("utf-16")[:-1]) == "Москв\ufffd"
    story = "“The quay” of Velm – 14 million euros – opened. " * 9
    assert decode(story.encode() + b"\xff" + story.encode()) == f"{story}\ufffd{story}"
    assert decode(b"\xef\xbb\xbf" + story.encode() + b"\xe2\x80") == f"{story}\ufffd"


def test_no_bytes_are_no_text() -> None:
    assert decode(b"") == ""
