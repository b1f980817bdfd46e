"""Pathological files: each small, and made to cost a careless reader far more time or memory than it is long."""

import json
import random
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.hostile.documents import cell, docx, one_page, paragraph, pdf, row, stream, table

_N = 2_000_000
_MB = 1024 * 1024
_TEXT = "BT /F1 9 Tf (a) Tj ET\n"


def pathological() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the names of some sixty files, each with what makes it."""
    for name, unit in _RUNS.items():
        yield f"run-{name}.txt", partial(_run, unit)
    for name, make in {**_TEXTS, **_PAGES, **_RECORDS, **_WORD_DOCUMENTS, **_PDF_DOCUMENTS}.items():
        yield name, make


def _run(unit: str) -> bytes:
    return (unit * (_N // len(unit.encode()))).encode()


# One unit over and over: two megabytes of it.
_RUNS = {
    "letter": "a",
    "cyrillic": "Ж",
    "hangul": "각",
    "emoji": "😀",
    "dashes": "- ",
    "dots": ".",
    "spaced-dots": ". ",
    "initials": "A.",
    "numbers": "1.",
    "lines": "a\n",
    "bullets": "- a\n",
    "quotes": '"',
    "brackets": "(",
    "datelines": "MOSCOW/",
    "names": "Aa ",
    "titles": "Minister ",
    "joined": "Aa of Aa and ",
    "joiners": "a\u200d",
    "unseen": "\u200b",
    "dates": "5 Apr 2023 ",
    "fields": "Source: a\n",
    "surrogate-bytes": "\ufffd",
}
_TEXTS: dict[str, Callable[[], bytes]] = {
    "marks.txt": lambda: (
        "e" + "".join(random.Random(0).choices("\u0301\u0327\u0323\u0345\u05b0", k=_N // 2))
    ).encode(),
    "spaces.txt": lambda: b" " * _N + b"x",
    "zeros.txt": lambda: bytes(_N),
    "noise.txt": lambda: random.Random(1).randbytes(_N),
    "utf16.txt": lambda: "\ufeffa".encode("utf-16") * (_N // 6),
    "front.md": lambda: b"---\n" + b"a: b\n" * (_N // 5) + b"text",
    "emphasis.md": lambda: b"*a **a " * (_N // 20),
    "links.md": lambda: b"[a](" * (_N // 20),
    "open-brackets.md": lambda: b"[" * (_N // 10),
    "nested-quotes.md": lambda: b">" * 50_000 + b" a",
    "nested-lists.md": lambda: "".join(" " * n + "- a\n" for n in range(1_500)).encode(),
    "table.md": lambda: b"|a" * 5_000 + b"|\n" + b"|-" * 5_000 + b"|\n" + (b"|b" * 5_000 + b"|\n") * 50,
    "backticks.md": lambda: b"".join(b"`" * n + b" a " for n in range(1, 1_500)),
}
_PAGES: dict[str, Callable[[], bytes]] = {
    "deep.html": lambda: b"<div>" * 200_000 + b"text",
    "unclosed.html": lambda: b"<p><b><i>a" * 100_000,
    "table.html": lambda: b"<table>" + b"<tr><td>a" * 100_000,
    "attributes.html": lambda: b"<p " + b"a='b' " * 200_000 + b">text",
    "entities.html": lambda: b"&amp;&lt;&#x41;" * 100_000,
    "comments.html": lambda: b"<!--" * 300_000,
    "script.html": lambda: b'<script type="application/ld+json">' + b"[" * 500_000 + b"</script><p>text",
    "laughs.html": lambda: _laughs() + b"<html><body><p>&l9;</p></body></html>",
    "meta.html": lambda: b"<meta property='article:published_time' content='2023-04-05'>" * 20_000 + b"<p>text",
    "links.html": lambda: b"<p>" + b"<a href='/a'>a</a> " * 60_000,
}
_RECORDS: dict[str, Callable[[], bytes]] = {
    "deep.json": lambda: b"[" * 1_000_000,
    "object.json": lambda: b'{"a":' * 500_000,
    "number.json": lambda: b'{"title": "T", "text": "A sentence.", "date": ' + b"9" * 1_000_000 + b"}",
    "headline.json": lambda: json.dumps({"title": "각각각각 " * 40_000, "text": "A sentence."}).encode(),
    "hangul-headline.json": lambda: json.dumps({"title": "각각각각 " * 24, "text": "오조 원을 투자한다."}).encode(),
    "many.jsonl": lambda: b'{"title": "T", "text": "One."}\n' * 20_000,
    "no-records.jsonl": lambda: b"{}\n" * 300_000,
    "one-line.jsonl": lambda: json.dumps({"title": "T", "text": "word " * 400_000}).encode(),
    "keys.json": lambda: json.dumps({str(n): "a" for n in range(200_000)} | {"text": "A sentence."}).encode(),
}
_WORD_DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "span.docx": lambda: docx(table([row(cell("a", span=2_000_000_000))]) + paragraph("x")),
    "merged.docx": lambda: docx(
        table([row(cell("top", merged="restart")), *(row(cell("c", merged="continue")) for _ in range(4_000))])
    ),
    "nested-tables.docx": lambda: docx(
        "<w:tbl><w:tr><w:tc>" * 2_000 + paragraph("a") + "</w:tc></w:tr></w:tbl>" * 2_000
    ),
    "deep.docx": lambda: docx("<w:p>" * 100_000 + "</w:p>" * 100_000),
    "paragraphs.docx": lambda: docx(paragraph("a") * 200_000),
    "unpacks.docx": lambda: docx(paragraph("a"), {"word/media/image.bmp": bytes(300 * _MB)}),
    "white.docx": lambda: docx(paragraph(" " * (200 * _MB))),
    "laughs.docx": lambda: docx(paragraph("&l9;"), doctype=_laughs().decode()),
    "many-parts.docx": lambda: docx(paragraph("a"), {f"word/part{n}.xml": b"<a/>" for n in range(20_000)}),
}
_PDF_DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "operators.pdf": lambda: one_page(_TEXT.encode() * 2_000_000),
    "packed.pdf": lambda: one_page(bytes(400 * _MB), packed=2),
    "array.pdf": lambda: one_page(b"[" * 500_000),
    "strings.pdf": lambda: one_page(b"BT (" + b"(" * 500_000),
    "loop.pdf": lambda: pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
    "form-loop.pdf": lambda: pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R"
            b" /Resources << /XObject << /X 5 0 R >> >> >>",
            stream(b"/X Do " * 40),
            stream(
                b"/X Do " * 40,
                more=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
            ),
        ]
    ),
    "count.pdf": lambda: pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 2000000000 >>"]),
    "pages.pdf": lambda: pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count 50000 >>" % (b"3 0 R " * 50_000),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << >> >>",
            stream(_TEXT.encode()),
        ]
    ),
}


def _laughs() -> bytes:
    """Return a document type whose entities each hold ten of the one before."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE html [<!ENTITY l0 "laugh">{entities}]>'.encode()
