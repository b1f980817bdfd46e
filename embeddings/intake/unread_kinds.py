"""What is not read: kinds of file, with what to convert each to, and what lies beside a saved page."""

from collections.abc import Container
from pathlib import PurePath

_ADVICE = {
    "save it as .docx": "doc docm dot dotx wpd wps pages fodt",
    "save it as .xlsx or .csv": "xls xlsm xlsb ods numbers",
    "print it to PDF": "ppt pptx odp key pub indd xps djvu ps eps",
    "convert it to .epub": "mobi azw azw3 fb2 lit",
    "unpack it, or pack it as .zip": "7z rar tar gz tgz bz2 xz zst",
    "save its messages as .eml or .mbox": "pst ost dbx nsf",
    "write down what is said as .txt": "mp3 wav m4a ogg flac mp4 mov avi mkv webm",
    "save it as .png or .jpg": "heic heif avif psd raw cr2 svg",
    "export its articles as .jsonl or .csv": "db sqlite sqlite3 mdb accdb parquet feather sql",
    "save it as .html": "url webloc webarchive php asp aspx",
    "save its text as .txt": "tex rst adoc org log yaml yml",
}
# Where a browser puts the pictures and scripts of a page that it saves as NAME.html.
_BESIDE_PAGE = ("_files", "-Dateien", "_fichiers", "_archivos", "_file", ".files")
_ADVICE_BY_ENDING = {f".{ending}": advice for advice, endings in _ADVICE.items() for ending in endings.split()}


def unread(name: str) -> str:
    """Return why a file of no kind that is read is passed over, with what to convert it to where that is known."""
    ending = PurePath(name).suffix.lower()
    advice = _ADVICE_BY_ENDING.get(ending)
    named = f"is a {ending} file, a kind" if ending else "has no ending that names its kind, one"
    return f"{named} that is not read; {advice or 'save it as .txt, .html, .docx or .pdf'}"


def is_beside_page(folder: str, names: Container[str]) -> bool:
    """Tell whether a folder is that of a saved page, which stands among the `names` beside it."""
    page = next((folder.removesuffix(ending) for ending in _BESIDE_PAGE if folder.endswith(ending)), None)
    return page is not None and any(f"{page}{ending}" in names for ending in (".html", ".htm"))
