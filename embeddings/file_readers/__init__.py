"""Readers: one per kind of file, chosen by the ending of its name.

The libraries that parse are imported with the first file of their kind: a question needs none of them.
"""

from collections.abc import Callable
from pathlib import PurePath

from embeddings.file_readers.docx import read_docx
from embeddings.file_readers.html import read_html
from embeddings.file_readers.json import read_json, read_jsonl
from embeddings.file_readers.markdown import read_markdown
from embeddings.file_readers.pdf import read_pdf
from embeddings.file_readers.txt import read_txt
from embeddings.intake.draft import Contents, Draft, UnreadableFile

Reader = Callable[[bytes], Contents]

READERS: dict[str, Reader] = {
    ".txt": read_txt,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".json": read_json,
    ".jsonl": read_jsonl,
}


def read_contents(name: str, data: bytes) -> Contents:
    """Return the articles in a file called `name` with bytes `data`.

    Raises `UnreadableFile` where the file as a whole holds none; `KeyError` where no reader knows its ending.
    """
    return READERS[PurePath(name).suffix.lower()](data)


__all__ = ["READERS", "Contents", "Draft", "UnreadableFile", "read_contents"]
