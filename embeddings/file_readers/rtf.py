"""Rich text (.rtf)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.intake.raised import raised
from embeddings.intake.table import Cell, is_layout, table_lines
from embeddings.metadata.dates import find_date
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|[\r\n]+|(?P<words>[^\\{}\r\n]+)|\\"
)
_SIGNS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "~": "\u00a0", "_": "-",
    "\\": "\\", "{": "{", "}": "}", "\t": "\t", "nestcell": "\n", "nestrow": "\n",
}  # fmt: skip
_ENDS = frozenset(("par", "sect", "page", "\n", "\r"))
# What is kept of the document beside its story, and what is none of its words.
_NOTES = frozenset(("footnote", "shptxt", "dptxbxtext"))
_PROPERTIES = frozenset(("title", "author"))
_HEADS = frozenset(("header", "headerf", "headerl", "headerr", "footer", "footerf", "footerl", "footerr"))
_MARKERS = frozenset(("listtext", "pntext"))
_GONE = frozenset((
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "fldinst", "shprslt", "nonshppict", "nonesttables", "sp",
    "objdata", "annotation", "atnid", "atnauthor", "xe", "tc", "rxe", "txe", "filetbl", "revtbl",
))  # fmt: skip
# Groups that a program may leave out if it does not know them, and we do.
_KNOWN = frozenset(("shpinst", "do", "footnote"))
_HIDING = frozenset(("v", "deleted", "strike", "striked"))
_CODE_PAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_PICTURE = re.compile(rb"\\pict\b")


def read_rtf(data: bytes) -> Contents:
    """Read one article: all that the document shows, tracked changes as if accepted, notes where they are made.

    Its title and author are those of the document's properties.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile("is no rich text; save it again as .rtf or .docx")
    document = _Document()
    document.read(data.decode("latin-1"))
    text = normalise(_paired("\n\n".join(document.story.lines())))
    if not text:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    title, author = (one_line(_paired(" ".join(document.properties[name].lines()))) for name in ("title", "author"))
    draft = parse_wire(text, Draft("", title=title, author=author or None))
    heads = find_date("\n".join(line for head in document.heads for line in head.lines()))
    losses = ("pictures are left out",) if _PICTURE.search(data) else ()
    return Contents({0: replace(draft, published=draft.published or heads)}, losses=losses)


@dataclass(slots=True)
class _Flow:
    """Words that run on: paragraphs and tables, each with the notes and boxes that are made in it."""

    parts: list[str] = field(default_factory=list)
    marked: bool = False
    cells: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)
    beside: list["_Flow"] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def end_paragraph(self) -> None:
        """Put what was gathered after what was told."""
        self._end_table()
        text = self._gathered()
        self.told.append(f"- {text}" if self.marked and text else text)
        self.marked = False
        for flow in self.beside:
            self.told.extend(flow.lines())
        self.beside.clear()

    def end_cell(self) -> None:
        """Put what was gathered into a cell."""
        self.cells.append(self._gathered())
        self.marked = False

    def end_row(self, hanging: list[bool], *, head: bool) -> None:
        """Put the cells into a row; a cell that hangs from the one above it says the same."""
        above = self.rows[-1] if self.rows else []
        placed = zip_longest(self.cells, hanging[: len(self.cells)], above[: len(self.cells)])
        self.rows.append([
            Cell(upper.text if hangs and upper and not text else text, head=head) for text, hangs, upper in placed
        ])  # fmt: skip
        self.cells = []

    def lines(self) -> Iterator[str]:
        """Yield all paragraphs and rows."""
        if self.cells:
            self.end_row([], head=False)
        self.end_paragraph()
        yield from self.told

    def _gathered(self) -> str:
        text = "".join(self.parts).strip()
        self.parts.clear()
        return text

    def _end_table(self) -> None:
        rows, self.rows = self.rows, []
        if is_layout([[cell.text for cell in row] for row in rows]):
            self.told.extend(cell.text for row in rows for cell in row)
        elif rows:
            self.told.append("\n".join(table_lines([[replace(c, text=one_line(c.text)) for c in row] for row in rows])))


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: where its words go, None for nowhere, how they are set, and how bytes are read."""

    flow: _Flow | None
    hidden: frozenset[str] = frozenset()
    raised: bool = False
    fonts: bool = False
    font: int = -1
    skipped: int = 1


class _Document:
    """Reads the groups of a document; `heads` are what stands above and below its pages."""

    def __init__(self) -> None:
        self.story = _Flow()
        self.properties = {name: _Flow() for name in _PROPERTIES}
        self.heads: list[_Flow] = []
        self._state = _State(self.story)
        self._stack: list[_State] = []
        self._page = "cp1252"
        self._pages: dict[int, str] = {}
        self._bytes = bytearray()
        self._skip = 0
        self._optional = False
        self._hanging: list[bool] = []
        self._hangs = self._head = self._in_table = False

    def read(self, source: str) -> None:
        """Read a document to its end."""
        at = 0
        while found := _TOKEN.match(source, at):
            at = found.end()
            if found["byte"]:
                self._byte(int(found["byte"], 16))
                continue
            self._flush()
            if found["brace"] == "{":
                self._stack.append(self._state)
                self._skip = 0
            elif found["brace"]:
                self._skip = 0
                if not self._stack:
                    return
                self._state = self._stack.pop()
            elif found["words"]:
                words = found["words"][self._skip :]
                self._skip = max(0, self._skip - len(found["words"]))
                self._say(words)
            elif word := found["word"] or found["sign"]:
                number = int(found["number"]) if found["number"] else None
                self._obey(word, number)
                if word == "bin" and number:
                    at += max(0, number)
        self._flush()

    def _obey(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "*":
            self._optional = True
            return
        optional, self._optional = self._optional, False
        if word in _GONE or (optional and word not in _KNOWN):
            self._state = replace(state, flow=None, fonts=word == "fonttbl")
        elif word in _NOTES and state.flow:
            flow = _Flow()
            state.flow.beside.append(flow)
            self._state = replace(state, flow=flow)
        elif word in _PROPERTIES:
            self._state = replace(state, flow=self.properties[word])
        elif word in _HEADS:
            self.heads.append(_Flow())
            self._state = replace(state, flow=self.heads[-1])
        elif word in _MARKERS and state.flow:
            state.flow.marked = True
            self._state = replace(state, flow=None)
        elif word in _SIGNS or word in _ENDS or word in ("cell", "row", "u"):
            self._sign(word, number)
        else:
            self._set(word, number)

    def _sign(self, word: str, number: int | None) -> None:
        """Put what a word stands for: a sign, or the end of a paragraph, a cell or a row."""
        flow = self._state.flow
        if word == "u":
            self._say(chr((number or 0) % 0x10000))
            self._skip = self._state.skipped
        elif flow is None:
            return
        elif word == "cell":
            flow.end_cell()
        elif word == "row":
            flow.end_row(self._hanging, head=self._head)
        elif word not in _ENDS:
            self._say(_SIGNS[word])
        elif self._in_table:
            flow.parts.append("\n")
        else:
            flow.end_paragraph()

    def _set(self, word: str, number: int | None) -> None:
        """Change how words are set or read from here on."""
        state = self._state
        match word:
            case "plain":
                self._state = replace(state, hidden=frozenset(), raised=False)
            case "super" | "nosupersub":
                self._state = replace(state, raised=word == "super" and number != 0)
            case "uc":
                self._state = replace(state, skipped=number or 0)
            case "f":
                self._state = replace(state, font=number or 0)
            case "fcharset" if state.fonts:
                self._pages[state.font] = _CODE_PAGES.get(number or 0, self._page)
            case "ansicpg":
                self._page = f"cp{number}"
            case "pard" | "intbl":
                self._in_table = word == "intbl"
            case "trowd":
                self._hanging, self._hangs, self._head = [], False, False
            case "trhdr":
                self._head = True
            case "clvmrg":
                self._hangs = True
            case "cellx":
                self._hanging.append(self._hangs)
                self._hangs = False
            case _ if word in _HIDING:
                off = number == 0
                self._state = replace(state, hidden=state.hidden - {word} if off else state.hidden | {word})

    def _byte(self, value: int) -> None:
        if self._skip:
            self._skip -= 1
        else:
            self._bytes.append(value)

    def _flush(self) -> None:
        if self._bytes:
            page = self._pages.get(self._state.font, self._page)
            try:
                words = self._bytes.decode(page, "replace")
            except LookupError:
                words = self._bytes.decode("cp1252", "replace")
            self._bytes.clear()
            self._say(words)

    def _say(self, words: str) -> None:
        flow = self._state.flow
        if flow is not None and not self._state.hidden:
            before = flow.parts[-1] if flow.parts else ""
            flow.parts.append(raised(before, words) if self._state.raised else words)


def _paired(text: str) -> str:
    """Return a text in which signs beyond the basic plane, which are written as two, are one."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
