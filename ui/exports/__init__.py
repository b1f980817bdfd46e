"""The exports: a conversation, clippings, or one answer, as they leave the chat."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ui import texts
from ui.exports.document import Document, clipped, document
from ui.exports.markdown import markdown
from ui.exports.plain import as_json, clipped_as_json
from ui.exports.word import word
from ui.page.conversation import Exchange
from ui.rendering import render
from ui.storage import Clipping

Form = Literal["markdown", "word", "html", "json"]


@dataclass(frozen=True, slots=True)
class Export:
    """A form in which something can be saved: its label, and the ending and kind of its file."""

    label: str
    ending: str
    kind: str

    def file(self, name: str, written: str | bytes) -> dict[str, str]:
        """Return a file called `name` as the page takes it: its name and kind, and its bytes in base64."""
        content = written if isinstance(written, bytes) else written.encode("utf-8", "replace")
        return {"name": f"{name}{self.ending}", "kind": self.kind, "content": b64encode(content).decode()}


EXPORTS: Final[dict[Form, Export]] = {
    "markdown": Export(texts.EXPORT_MARKDOWN, ".md", "text/markdown"),
    "word": Export(
        texts.EXPORT_WORD, ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "html": Export(texts.EXPORT_HTML, ".html", "text/html"),
    "json": Export(texts.EXPORT_JSON, ".json", "application/json"),
}
_WRITERS: Final[dict[Form, Callable[[Document], str | bytes]]] = {
    "markdown": markdown,
    "word": word,
    "html": lambda document: render("document.html", document=document),
}


def export(exchanges: Sequence[Exchange], form: Form) -> dict[str, str]:
    """Return a conversation as a file in one of the forms."""
    written = as_json(exchanges) if form == "json" else _WRITERS[form](document(exchanges))
    return EXPORTS[form].file(texts.EXPORT_FILE, written)


def export_clippings(clippings: Sequence[Clipping], form: Form) -> dict[str, str]:
    """Return clippings as a file in one of the forms."""
    written = clipped_as_json(clippings) if form == "json" else _WRITERS[form](clipped(clippings))
    return EXPORTS[form].file(texts.EXPORT_CLIPPINGS_FILE, written)
