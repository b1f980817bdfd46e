"""Documents made by hand, so that they can be made wrong: .docx and .pdf files of given parts."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
)
_LINKS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(body: str, parts: Mapping[str, bytes] = {}, doctype: str = "") -> bytes:
    """Return a Word document with this body, and with `parts` besides."""
    document = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _LINKS)
        archive.writestr("word/document.xml", document)
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def paragraph(text: str) -> str:
    """Return a paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def table(rows: Iterable[str]) -> str:
    """Return a table of a Word document."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    """Return a row of cells."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(text: str, *, span: int = 1, merged: str = "") -> str:
    """Return a cell that spans columns, or is `merged` with those below: "restart", then "continue"."""
    merge = f'<w:vMerge w:val="{merged}"/>' if merged else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{paragraph(text)}</w:tc>'


def pdf(objects: Iterable[bytes]) -> bytes:
    """Return a PDF document of these objects, numbered from 1; the first is its catalogue."""
    body, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    places = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + places + end


def stream(data: bytes, *, packed: int = 1, more: bytes = b"") -> bytes:
    """Return a stream object, packed so many times one into the other."""
    for _ in range(packed):
        data = zlib.compress(data, 9)
    filters = b"/Filter [%s]" % b" ".join([b"/FlateDecode"] * packed) if packed else b""
    return b"<< /Length %d %s %s >>\nstream\n%s\nendstream" % (len(data), filters, more, data)


def one_page(content: bytes, *, packed: int = 1, resources: bytes = b"<< >>") -> bytes:
    """Return a PDF document of one page with this content."""
    return pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources %s >>" % resources,
            stream(content, packed=packed),
        ]
    )
