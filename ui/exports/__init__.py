"""The exports: a conversation, or one answer, as it leaves the chat."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ui import texts
from ui.exports.document import Document, document
from ui.exports.markdown import markdown
from ui.exports.plain import as_json
from ui.exports.word import word
from ui.page.conversation import Exchange
from ui.rendering import render

Form = Literal["markdown", "word", "html", "json"]


@dataclass(frozen=True, slots=True)
class Export:
    """A form in which a conversation can be saved: its label, and the name and kind of the file."""

    label: str
    name: str
    kind: str


EXPORTS: Final[dict[Form, Export]] = {
    "markdown": Export(texts.EXPORT_MARKDOWN, texts.EXPORT_FILE, "text/markdown"),
    "word": Export(
        texts.EXPORT_WORD,
        texts.EXPORT_WORD_FILE,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "html": Export(texts.EXPORT_HTML, texts.EXPORT_HTML_FILE, "text/html"),
    "json": Export(texts.EXPORT_JSON, texts.EXPORT_JSON_FILE, "application/json"),
}
_WRITERS: Final[dict[Form, Callable[[Document], str | bytes]]] = {
    "markdown": markdown,
    "word": word,
    "html": lambda document: render("document.html", document=document),
}


def export(exchanges: Sequence[Exchange], form: Form) -> str:
    """Return a conversation in one of the forms, its bytes in base64."""
    written = as_json(exchanges) if form == "json" else _WRITERS[form](document(exchanges))
    return b64encode(written if isinstance(written, bytes) else written.encode()).decode()
