"""The encoding of a page: what its bytes are goes before what it declares."""

import codecs
import re

from embeddings.intake.decoding import decode

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*(?P<name>[\w:.-]{2,20})|<\?xml[^>]{0,80}?encoding\s*=\s*[\"'](?P<xml>[\w-]{2,20})",
    re.IGNORECASE,
)
_HEAD = 4096
# Browsers read these names as the larger sets of Windows, and so pages are written (encoding.spec.whatwg.org, 4.2).
_READ_AS = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip


def decode_page(data: bytes) -> str:
    """Return the text of a page: as UTF-8 wherever its bytes are that, else as it declares, else as any other text.

    Raises `UnreadableFile` where the bytes are no text.
    """
    declared = _CHARSET.search(data[:_HEAD])
    if declared is None or data.startswith((b"\xff\xfe", b"\xfe\xff", codecs.BOM_UTF8)) or _is_utf8(data):
        return decode(data)
    try:
        name = codecs.lookup((declared["name"] or declared["xml"]).decode("ascii")).name
        return data.decode(_READ_AS.get(name, name))
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _is_utf8(data: bytes) -> bool:
    """Tell whether the bytes are UTF-8 beyond ASCII: that hardly comes about by chance, whatever the page declares."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False
