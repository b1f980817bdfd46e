"""Mutated files: sound articles of every kind, with bytes changed, cut out, doubled or put in at random."""

import io
import json
import random
import zipfile
from collections.abc import Iterator

from benchmarks.hostile.documents import cell, docx, one_page, paragraph, row, table

_STORY = (
    "Harbour opens its second quay\n\n5 Apr 2023 18:40\n\nVELM, April 5 (Coast Courier) - The harbour opened its "
    "second quay on Wednesday. Mayor Dana Orlov said it had cost 14 million euros.\n\nSource: Coast Courier\n"
)
_PAGE = (
    "<html><head><title>Harbour</title><meta property='article:published_time' content='2023-04-05'></head><body>"
    f"<article><h1>Harbour</h1><p>{_STORY}</p></article></body></html>"
)
_RICH = (
    r"{\rtf1\ansi{\info{\title Harbour}}The quay{\footnote It cost 14 million.} opened.\par\trowd\cellx1\cellx2 Quay"
    r"\cell 14\cell\row\pard{\super 2}{\v hidden}\u8364?\'e9 {\*\shpinst{\shptxt A box.\par}}\par}"
)
_SPACE = "urn:oasis:names:tc:opendocument:xmlns"
_OPEN = (
    f'<o:document-content xmlns:o="{_SPACE}:office:1.0" xmlns:t="{_SPACE}:text:1.0" xmlns:s="{_SPACE}:style:1.0">'
    '<o:automatic-styles><s:style s:name="T1"><s:text-properties s:text-position="super"/></s:style>'
    f'</o:automatic-styles><o:body><o:text><t:h>Harbour</t:h><t:p>{_STORY}<t:span t:style-name="T1">2</t:span></t:p>'
    "</o:text></o:body></o:document-content>"
)
_ITEM = f"<title>Harbour</title><pubDate>Wed, 5 Apr 2023 18:40:00 GMT</pubDate><description>{_STORY}</description>"
_LETTER = (
    "Subject: Harbour\nFrom: Dana Orlov <dana@coast.example>\nDate: Wed, 5 Apr 2023 18:40:00 +0200\nMIME-Version: 1.0\n"
    f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n{_STORY}\n--b\n"
    "Content-Type: text/html\n\n<p>It cost <b>14</b> million.</p>\n--b--\n"
)
_RECORD = {"title": "Harbour", "date": "2023-04-05", "source": "Coast Courier", "text": _STORY}


def originals() -> dict[str, bytes]:
    """Return one sound article of each kind of file, by an ending of that kind."""
    words = docx(paragraph("Harbour") + paragraph(_STORY) + table([row(cell("Quay"), cell("14 million"))]))
    return {
        ".txt": _STORY.encode(),
        ".md": f"---\ntitle: Harbour\ndate: 2023-04-05\n---\n# Harbour\n\n{_STORY}".encode(),
        ".html": _PAGE.encode(),
        ".json": json.dumps(_RECORD).encode(),
        ".jsonl": (json.dumps(_RECORD) + "\n").encode() * 3,
        ".docx": words,
        ".pdf": one_page(b"BT /F1 9 Tf (The harbour opened its second quay.) Tj ET"),
        ".rtf": _RICH.encode(),
        ".odt": _packed({"content.xml": _OPEN}),
        ".xml": f"<rss><channel><title>Coast Courier</title><item>{_ITEM}</item></channel></rss>".encode(),
        ".eml": _LETTER.encode(),
        ".csv": b"Port,2022,2023\nVelm,14,17\nAske,9,12\n",
    }


def _packed(parts: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return stream.getvalue()


def mutated(count: int, seed: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of so many mutated files, the kinds in turn."""
    draw = random.Random(seed)
    kinds = list(originals().items())
    for number in range(count):
        ending, data = kinds[number % len(kinds)]
        yield f"mutated-{number}{ending}", _mutate(data, draw)


def _mutate(data: bytes, draw: random.Random) -> bytes:
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(data) + 1)
        to = min(len(data), at + draw.choice([1, 1, 4, 40, 400]))
        match draw.randrange(5):
            case 0:
                data = data[:at] + draw.randbytes(to - at) + data[to:]
            case 1:
                data = data[:at] + data[to:]
            case 2:
                data = data[:to] + data[at:to] * draw.randint(1, 50) + data[to:]
            case 3:
                data = data[:at] + draw.randbytes(draw.randint(1, 20)) + data[at:]
            case _:
                data = data[:at]
        data = data or b"\0"
    return data
