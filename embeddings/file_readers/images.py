"""Images of print (.png, .jpg, .tif ...), read by Tesseract, which is an extra."""

import io
from typing import TYPE_CHECKING

from embeddings.intake.draft import Contents, UnreadableFile
from embeddings.printed_page.document import article_of
from embeddings.printed_page.line import Piece

if TYPE_CHECKING:
    from PIL.Image import Image

NEEDS_OCR = (
    "needs text recognition, which is not installed: pip install 'pillow>=11' 'pytesseract>=0.3.13,<1' and, on Debian "
    "or Ubuntu, apt install tesseract-ocr"
)
_LARGEST = 60_000_000
_SECONDS = 60
# Of a hundred; what Tesseract trusts less is most often no letter.
_TRUSTED = 30


def read_image(data: bytes) -> Contents:
    """Read the print of an image as one article; that it was recognised, and may be misread, is reported."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _LARGEST:
                raise UnreadableFile("has too many pixels; save it smaller")
            found = recognise(image)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnreadableFile("cannot be opened as an image; save it again as .png") from error
    if not found:
        raise UnreadableFile("shows no print that could be recognised; type its text into a .txt file")
    return Contents({0: article_of([found], {})}, losses=("was read by text recognition, which may misread letters",))


def recognise(image: "Image", scale: float = 1.0) -> list[Piece]:
    """Return the words that Tesseract reads in an image, a pixel `scale` points wide.

    Raises `UnreadableFile` where Tesseract is missing or gives up.
    """
    try:
        import pytesseract
    except ImportError as error:
        raise UnreadableFile(NEEDS_OCR) from error
    try:
        rows = pytesseract.image_to_data(image.convert("RGB"), timeout=_SECONDS, output_type=pytesseract.Output.DICT)
    except pytesseract.TesseractNotFoundError as error:
        raise UnreadableFile(NEEDS_OCR) from error
    except (pytesseract.TesseractError, RuntimeError) as error:
        raise UnreadableFile("could not be recognised; save it larger or straighter") from error
    words = [at for at, word in enumerate(rows["text"]) if word.strip() and float(rows["conf"][at]) >= _TRUSTED]
    lines: dict[tuple[int, ...], list[int]] = {}
    for at in words:
        lines.setdefault(tuple(rows[name][at] for name in ("block_num", "par_num", "line_num")), []).append(at)
    found = []
    for line in lines.values():
        # The words of a line are as tall as the tallest: their own boxes differ with their letters.
        top = min(rows["top"][at] for at in line)
        bottom = max(rows["top"][at] + rows["height"][at] for at in line)
        for at in line:
            left, right = rows["left"][at], rows["left"][at] + rows["width"][at]
            box = (left * scale, (image.height - bottom) * scale, right * scale, (image.height - top) * scale)
            found.append(Piece(*box, rows["text"][at].strip()))
    return found
