"""The tree of a page, with its words as a browser shows them, be it by other means than words."""

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from embeddings.intake.draft import UnreadableFile
from embeddings.intake.raised import raised

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_QUOTES = (("“", "”"), ("‘", "’"))
_OPENING_MARKS = "\"'“”„‘’«»"
# Tags that may stand in each other without end, and those of them that begin no line.
_NESTING = re.compile(
    r"</?(?!(?:html|head|body|title|meta|link|script|style|h[1-6]|p|a|br|time)\b)(?P<name>[a-z][\w-]*)[^<>]*>", re.I
)
_WITHIN_LINES = frozenset((
    "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong",
    "sub", "sup", "tt", "u", "var",
))  # fmt: skip
# A page in a frame may hold a frame.
_DEEPEST = 2


def parse(page: str) -> HtmlElement:
    """Return the tree of a page or of a fragment of one; raises `UnreadableFile` where there is none."""
    try:
        tree = _parsed(page)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFile("has no text; save the page again or take it out") from error
    _show(tree, 0)
    return tree


def _parsed(page: str, *, flat: bool = False) -> HtmlElement:
    parser = HTMLParser(remove_comments=True, remove_pis=True, collect_ids=False, encoding="utf-8")
    # Given as bytes, a page may still declare an encoding of its own.
    data = _DECLARATION.sub("", page).replace("\x00", "").encode("utf-8", "replace")
    tree = document_fromstring(data, parser=parser)
    # What is nested deeper than it counts the parser drops; most often that is a page whose tags are never closed.
    deep = not flat and any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return _parsed(_NESTING.sub(_flat, page), flat=True) if deep else tree


def _flat(tag: re.Match[str]) -> str:
    return "" if tag["name"].lower() in _WITHIN_LINES else "<p>"


def _show(tree: HtmlElement, depth: int) -> None:
    """Put into the words of a tree what its elements add to them, and take out what they strike through."""
    for element in list(tree.iter("q", "sup", "del", "s", "strike", "template", "iframe")):
        match element.tag:
            case "q":
                _quote(element)
            case "sup":
                _raise(element)
            case "template" if element.get("shadowrootmode") or element.get("shadowroot"):
                element.tag = "div"
            case "iframe" if element.get("srcdoc") and depth < _DEEPEST:
                _open_frame(element, depth)
            case "del" | "s" | "strike" if element.getparent() is not None:
                element.drop_tree()
    for element in tree.iter():
        if element.get("aria-hidden") == "true" and _holds_story(element):
            # A notice stood before it when the page was saved.
            del element.attrib["aria-hidden"]


def _quote(element: HtmlElement) -> None:
    words = element.text_content().strip()
    if words and words[0] not in _OPENING_MARKS:
        opening, closing = _QUOTES[sum(above.tag == "q" for above in element.iterancestors()) % 2]
        element.text = opening + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + closing
        else:
            element.text += closing


def _raise(element: HtmlElement) -> None:
    if element.getparent() is None:
        return
    words = element.text_content()
    link = element.find(".//a")
    if link is not None and "#" in (link.get("href") or ""):
        # The mark of a note, which leads to it.
        element.drop_tree()
        return
    figure = raised(_before(element), words)
    if figure != words:
        tail = element.tail
        element.clear()
        element.text, element.tail = figure, tail


def _before(element: HtmlElement) -> str:
    """Return the words right before an element."""
    previous = element.getprevious()
    if previous is None:
        return str(element.getparent().text or "")
    return str(previous.tail or previous.text_content())


def _open_frame(element: HtmlElement, depth: int) -> None:
    """Put the page that a frame holds as its attribute in the frame's place."""
    try:
        body = _parsed(element.get("srcdoc")).find("body")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    if body is not None:
        _show(body, depth + 1)
        element.tag, element.text = "div", body.text
        element.extend(list(body))


def _holds_story(element: HtmlElement) -> bool:
    return element.tag in ("main", "article") or any(True for _ in element.iter("h1", "article", "main"))
