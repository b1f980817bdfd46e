"""Mutated files: sound articles of every kind, with bytes changed, cut out, doubled or put in at random."""

import json
import random
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
    }


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
