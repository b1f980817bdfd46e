"""Readers: one per kind of file, chosen by the ending of its name.

The libraries that parse are imported with the first file of their kind: a question needs none of them.
"""

from collections.abc import Callable

from embeddings.file_readers.book import read_epub
from embeddings.file_readers.containers import read_warc, read_zip
from embeddings.file_readers.docx import read_docx
from embeddings.file_readers.html import read_html
from embeddings.file_readers.images import read_image
from embeddings.file_readers.json import read_json, read_jsonl
from embeddings.file_readers.mail import read_eml, read_mbox, read_mhtml, read_msg
from embeddings.file_readers.markdown import read_markdown
from embeddings.file_readers.news_xml import read_news_xml
from embeddings.file_readers.opendocument import read_odt
from embeddings.file_readers.pdf import read_pdf
from embeddings.file_readers.rtf import read_rtf
from embeddings.file_readers.tables import read_csv, read_xlsx
from embeddings.file_readers.txt import read_txt
from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.unread_kinds import unread

Reader = Callable[[bytes], Contents]

READERS: dict[str, Reader] = {
    ".txt": read_txt,
    ".text": read_txt,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".mhtml": read_mhtml,
    ".mht": read_mhtml,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".epub": read_epub,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
    ".eml": read_eml,
    ".mbox": read_mbox,
    ".msg": read_msg,
    ".xml": read_news_xml,
    ".rss": read_news_xml,
    ".atom": read_news_xml,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".zip": read_zip,
    ".png": read_image,
    ".jpg": read_image,
    ".jpeg": read_image,
    ".tif": read_image,
    ".tiff": read_image,
    ".webp": read_image,
}


def reader_of(name: str) -> Reader | None:
    """Return the reader of files with such a name, None where there is none."""
    lowered = name.lower()
    endings = (ending for ending in READERS if lowered.endswith(ending))
    return READERS[longest] if (longest := max(endings, key=len, default="")) else None


def read_contents(name: str, data: bytes) -> Contents:
    """Return the articles in a file called `name` with bytes `data`.

    Raises `UnreadableFile` where the file as a whole holds none, or no reader knows its ending.
    """
    reader = reader_of(name)
    if reader is None:
        raise UnreadableFile(unread(name))
    return reader(data)


__all__ = ["READERS", "Contents", "Draft", "UnreadableFile", "read_contents", "reader_of"]
