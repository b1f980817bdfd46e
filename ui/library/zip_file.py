"""The zip file: its members as bytes, read with a bound on everything, since a small archive may hold a vast one."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from rag import InputError
from ui import texts


def is_zip(file: Path) -> bool:
    """Return whether a file calls itself a zip archive."""
    return file.suffix.lower() == ".zip"


def members(file: Path, *, most: int, largest: int, total: int) -> Iterator[tuple[str, bytes]]:
    """Yield the last part of the name, and the bytes, of each file in the archive; hidden ones are passed over.

    Sizes are counted while bytes come out, whatever the archive says of itself. Raises InputError, before anything
    is read, for more than `most` files; and for a file of more than `largest` bytes, more than `total` in all, a
    password, or an archive that is none or is broken.
    """
    left = total
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
            if len(infos) > most:
                raise InputError(texts.too_many_files(len(infos), most))
            for info in infos:
                with archive.open(info) as stream:
                    data = stream.read(min(largest, left) + 1)
                if len(data) > min(largest, left):
                    raise InputError(texts.zip_too_large(largest, total))
                left -= len(data)
                yield PurePosixPath(info.filename.replace("\\", "/")).name, data
    except RuntimeError as error:
        # What zipfile raises for a member with a password, or packed in a way it does not know.
        raise InputError(texts.ZIP_LOCKED) from error
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError) as error:
        raise InputError(texts.ZIP_BROKEN) from error


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts if part not in (".", ".."))
