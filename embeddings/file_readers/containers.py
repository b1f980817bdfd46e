"""Files that hold others: archives (.zip) and captures of the web (.warc, .warc.gz)."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from embeddings.intake.draft import Contents, UnreadableFile, joined
from embeddings.intake.unread_kinds import is_beside_page
from embeddings.metadata.dates import find_date

# What is raised for a broken package of files, as office documents and books are, too.
BROKEN_PACKAGE = (
    BadZipFile, LookupError, ValueError, EOFError, OSError, RuntimeError, AttributeError, TypeError, zlib.error,
)  # fmt: skip
_LARGEST_MEMBER = 100 * 1024 * 1024
_LARGEST = 400 * 1024 * 1024
_MOST_MEMBERS = 10_000
# What of a web capture is read, by a part of its media type.
_CAPTURED = {"html": "page.html", "pdf": "page.pdf"}


def read_zip(data: bytes) -> Contents:
    """Read every file in an archive of a kind that is read; archives in it are not opened."""
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            members = [one for one in archive.infolist() if not one.is_dir() and not _is_beside(one.filename, names)]
            if len(members) > _MOST_MEMBERS or sum(one.file_size for one in members) > _LARGEST:
                raise UnreadableFile("holds too much for one archive; unpack it into the folder")
            return joined(_members(archive, members))
    except BROKEN_PACKAGE as error:
        raise UnreadableFile("cannot be opened as an archive; pack it again") from error


def read_warc(data: bytes) -> Contents:
    """Read the pages and PDF documents of a capture, with their addresses and, where they say no other, its day."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    def pages() -> Iterator[tuple[str, Contents | UnreadableFile]]:
        for record in ArchiveIterator(io.BytesIO(data)):
            kind = (record.http_headers.get_header("Content-Type") or "") if record.http_headers else ""
            name = next((name for part, name in _CAPTURED.items() if part in kind.lower()), None)
            if record.rec_type not in ("response", "resource") or name is None:
                continue
            address = record.rec_headers.get_header("WARC-Target-URI") or "a page"
            captured = find_date(record.rec_headers.get_header("WARC-Date") or "")
            found = _tried(name, record.content_stream().read(_LARGEST_MEMBER))
            if isinstance(found, Contents):
                drafts = {
                    n: replace(draft, url=draft.url or address, published=draft.published or captured)
                    for n, draft in found.drafts.items()
                }
                found = replace(found, drafts=drafts)
            yield address, found

    try:
        return joined(pages())
    except (ArchiveLoadFailed, *BROKEN_PACKAGE) as error:
        raise UnreadableFile("cannot be opened as a web capture; save its pages as .html") from error


def _members(archive: ZipFile, members: list[ZipInfo]) -> Iterator[tuple[str, Contents | UnreadableFile]]:
    for member in members:
        if member.flag_bits & 1:
            yield member.filename, UnreadableFile("is locked with a password; pack it without one")
        elif member.file_size > _LARGEST_MEMBER:
            yield member.filename, UnreadableFile("is too large when unpacked; put it into the folder as it is")
        elif PurePosixPath(member.filename).suffix.lower() == ".zip":
            yield member.filename, UnreadableFile("is an archive within an archive; unpack it into the folder")
        else:
            try:
                data = archive.read(member)
            except BROKEN_PACKAGE:
                yield member.filename, UnreadableFile("is damaged; pack it again")
                continue
            yield member.filename, _tried(member.filename, data)


def _tried(name: str, data: bytes) -> Contents | UnreadableFile:
    from embeddings.file_readers import read_contents

    try:
        found = read_contents(name, data)
    except UnreadableFile as error:
        return error
    day = find_date(PurePosixPath(name).stem.replace("_", " "))
    return replace(found, drafts={n: replace(one, published=one.published or day) for n, one in found.drafts.items()})


def _is_beside(name: str, names: set[str]) -> bool:
    """Tell whether a member is what systems put beside the files that a person packed, or belongs to a saved page."""
    path = PurePosixPath(name)
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return True
    return any(is_beside_page(str(above), names) for above in path.parents)
