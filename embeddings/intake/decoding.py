"""Decoding: bytes of a text file to text, or the reason why they are none."""

import codecs
import re

from charset_normalizer import from_bytes

from embeddings.intake.draft import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
# The eight-bit encodings news copy still comes in; a wider choice only makes short texts guess worse.
_EIGHT_BIT = [
    "cp1252", "cp1251", "koi8_r", "cp866", "cp1250", "cp1253", "cp1254", "latin_1", "iso8859_5", "mac_cyrillic",
    "gb18030", "shift_jis", "euc_kr", "big5",
]  # fmt: skip
# English with curly quotes and here and there a foreign name: too little to tell encodings apart by letter counts.
_FEW_ACCENTS = 0.03
_LETTERS = bytes(range(0xC0, 0x100))
_NOT_CP1252 = b"\x81\x8d\x8f\x90\x9d"
# What stands for bytes that are no letter. Text of another encoding has hardly a letter that is one of UTF-8, too.
REPLACED = "\ufffd"
_SPELLED_FOR_EACH = 2
_SAMPLE = 64 * 1024
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")


def decode(data: bytes) -> str:
    """Return the text of `data`: by its byte order mark, as UTF-8, as UTF-16, or by the likeliest 8-bit encoding.

    The odd byte that is no letter of it stands as U+FFFD in the text.

    Raises `UnreadableFile` where the bytes are those of an image, archive, program or otherwise no text.
    """
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(f"is not text but {name}; give the file its right ending or take it out")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, "replace"))
    if (utf16 := _unmarked_utf16(data)) is not None:
        return _checked(data.decode(utf16, "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        spoiled, spelled = text.count(REPLACED), sum(not letter.isascii() for letter in text)
        if spoiled * _SPELLED_FOR_EACH <= spelled:
            return _checked(text)
        return _checked(data.decode(_guess(data), "replace"))


def _unmarked_utf16(data: bytes) -> str | None:
    """Name the byte order of UTF-16 text without a mark: one byte of each pair is then mostly zero."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if max(even, odd) < max(4, 0.3 * half) or min(even, odd) > 0.02 * half:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guess(data: bytes) -> str:
    accents = len(data) - len(data.translate(None, _LETTERS))
    if accents < _FEW_ACCENTS * len(data) and not any(byte in data for byte in _NOT_CP1252):
        return "cp1252"
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())
    best = from_bytes(telling[:_SAMPLE], cp_isolation=_EIGHT_BIT).best()
    if best is None:
        raise UnreadableFile("is not text in any known encoding; save it as UTF-8 or take it out")
    return best.encoding


def _checked(text: str) -> str:
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.01 * len(sample) + 2:
        raise UnreadableFile("holds binary data, not text; give the file its right ending or take it out")
    return text
