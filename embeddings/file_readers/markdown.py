"""Markdown with front matter."""

import re
import tomllib
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from embeddings.intake.decoding import decode
from embeddings.intake.draft import Contents, UnreadableFile
from embeddings.intake.table import Cell, table_lines
from embeddings.metadata.fields import draft_from_fields
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise
from embeddings.web_page.blocks import fragment_text

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\s*(?:---\n(?P<yaml>.*?)\n(?:---|\.\.\.)|\+\+\+\n(?P<toml>.*?)\n\+\+\+)(?:\n|$)", re.DOTALL
)
_LONGEST_FRONT = 10_000
# What the parser looks at more closely, each for some 80 microseconds, and how many of them are read as marks.
_MARK = re.compile(r"[\[\]!*_`<>&~|#\\]|^[ \t]*(?:[-+]|\d+[.)])[ \t]", re.MULTILINE)
_MOST_MARKS = 40_000
_DEEPEST = 20
_BLOCK_ENDS = ("paragraph_close", "heading_close", "bullet_list_close", "ordered_list_close")
_KEY_VALUE = re.compile(r"(?P<key>[A-Za-z][\w -]*?)\s*:\s+(?P<value>\S.*)")


def read_markdown(data: bytes) -> Contents:
    """Read one article; the marks of Markdown are taken off, so that the text reads as it is shown."""
    text = normalise(decode(data))
    front = _FRONT_MATTER.match(text)
    fields = {} if front is None else _read_front(front["yaml"] or "", front["toml"] or "")
    story = normalise(_plain(text[front.end() :] if front else text))
    if not story:
        raise UnreadableFile("has no text; put the article's text in it or take it out")
    return Contents({0: parse_wire(story, draft_from_fields(fields))})


def _read_front(yaml: str, toml: str) -> dict[str, object]:
    """Read front matter; of a block beyond measure, on which its parsers would take minutes, the plain lines alone."""
    if len(yaml) + len(toml) > _LONGEST_FRONT:
        return _read_lines(yaml)
    return _read_toml(toml) if toml else _read_yaml(yaml)


def _read_toml(block: str) -> dict[str, object]:
    try:
        said = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {name: str(value) if isinstance(value, date) else value for name, value in said.items()}


def _read_yaml(block: str) -> dict[str, object]:
    """Read front matter as YAML, every value as it is written; what is no YAML by its plain `key: value` lines."""
    import yaml

    try:
        said = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        said = None
    # Of aliases a few lines can make lists without end.
    if isinstance(said, dict) and "*" not in block:
        return {str(name): value for name, value in said.items()}
    return _read_lines(block)


def _read_lines(block: str) -> dict[str, object]:
    fields: dict[str, object] = {}
    for line in block.split("\n"):
        if found := _KEY_VALUE.fullmatch(line):
            value = found["value"].strip()
            if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1].replace('\\"', '"').replace("''", "'")
            fields[found["key"]] = value
    return fields


def _plain(markdown: str) -> str:
    """Return the words of `markdown`, one line a paragraph, heading, item or table row.

    What is more marks than words, or nests deeper than anybody writes, is returned as it is.
    """
    from markdown_it import MarkdownIt

    if sum(1 for _ in _MARK.finditer(markdown)) > _MOST_MARKS:
        return markdown
    tokens = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"]).parse(markdown)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # The rest of such a block was dropped.
        return markdown
    lines: list[str] = []
    bullet = ""
    row: list[str] | None = None
    rows: list[list[Cell]] = []
    for token in tokens:
        if token.type == "list_item_open":
            bullet = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "table_open":
            rows = []
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            rows.append([Cell(words, head=not rows) for words in row or []])
            row = None
        elif token.type == "table_close":
            lines.extend([*table_lines(rows), ""])
        elif token.type in ("fence", "code_block"):
            lines.append(token.content)
        elif token.type == "html_block":
            lines.extend(["", fragment_text(token.content), ""])
        elif token.type == "inline":
            words = _inline(token.children or [])
            if row is not None:
                row.append(words)
                continue
            lines.append(bullet + words)
            bullet = ""
        elif token.type in _BLOCK_ENDS and not token.hidden:
            lines.append("")
    return "\n".join(lines)


def _inline(tokens: "list[Token]") -> str:
    html = any(token.type == "html_inline" for token in tokens)
    words, struck = "", False
    for token in tokens:
        if token.type in ("s_open", "s_close"):
            struck = token.type == "s_open"
        elif struck:
            continue
        elif token.type in ("text", "code_inline"):
            words += escape(token.content) if html else token.content
        elif token.type == "html_inline":
            words += token.content
        elif token.type == "softbreak":
            words += " "
        elif token.type == "hardbreak":
            words += "<br>" if html else "\n"
    return fragment_text(words).replace("\n\n", "\n") if html else words
