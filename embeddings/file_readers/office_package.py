"""The office package: a Word document or workbook, of the strict or the usual kind of Office Open XML."""

import io
import re
from zipfile import ZipFile

# The two kinds name all that is in them alike but for this (ISO/IEC 29500, part 1 and part 4).
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_RELATIONS = "_rels/.rels"


def usual(data: bytes) -> bytes:
    """Return a package of the strict kind as one of the usual kind, which libraries read, and any other as it is."""
    with ZipFile(io.BytesIO(data)) as package:
        if _RELATIONS not in package.namelist() or not _STRICT.search(package.read(_RELATIONS)):
            return data
        written = io.BytesIO()
        with ZipFile(written, "w") as copy:
            for part in package.infolist():
                copy.writestr(part.filename, _STRICT.sub(_USUAL, package.read(part)))
    return written.getvalue()
