"""News in XML: NITF, NewsML-G2 with NITF or XHTML in it, RSS and Atom."""

from datetime import date
from typing import Any

from lxml import etree

from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.metadata.dates import find_date
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line

_STORIES = ("nitf", "newsItem", "item", "entry")
_BODIES = ("body.content", "inlineXML", "encoded", "content", "body", "description", "summary")
_TITLES = ("hl1", "headline", "title")
_DATES = (
    "story.date",
    "date.issue",
    "date.release",
    "contentCreated",
    "versionCreated",
    "pubDate",
    "published",
    "date",
    # Atom demands no other.
    "updated",
)
_SOURCES = ("distributor", "copyrightHolder", "source", "provider", "publisher")
_AUTHORS = ("byttl", "byline", "by", "creator", "author")
# What stands between the headline and the body of an item.
_LEADS = ("hl2", "abstract")
# Pictures and their captions, in elements named as those of the story are.
_MEDIA = "http://search.yahoo.com/mrss/"


def read_news_xml(data: bytes) -> Contents:
    """Read every story of a file of news items or of a feed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(f"is not valid XML: {error}") from error
    found = [element for element in root.iter() if _name(element) in _STORIES]
    # A NewsML item holds the NITF of its story: the outer one knows more.
    outer = [one for one in found if not any(above in found for above in one.iterancestors())]
    stories = dict(enumerate((_draft(element, _outlet(root)) for element in outer), start=1))
    drafts = {n: draft for n, draft in stories.items() if draft.text}
    if not drafts:
        raise UnreadableFile("is no news item or feed that is known; save its text as .html, .txt or .json")
    bare = {n: f"has a headline and no text: {draft.title}" for n, draft in stories.items() if n not in drafts}
    return Contents({0: drafts[1]} if len(stories) == 1 else drafts, bare)


def _draft(story: Any, outlet: str) -> Draft:
    body = _first(story, _BODIES)
    leads = [_text(element) for name in _LEADS for element in story.iter() if _name(element) == name]
    text = normalise("\n\n".join([*leads, _text(body)])) if body is not None else ""
    link = _first(story, ("link", "guid"))
    url = one_line((link.text or link.get("href") or "") if link is not None else "")
    known = Draft(
        "",
        title=_said(story, _TITLES),
        published=_day(story),
        source=_said(story, _SOURCES) or outlet or None,
        url=url if url.startswith("http") else None,
        author=_said(story, _AUTHORS).removeprefix("By ") or None,
    )
    return parse_wire(text, known) if text else known


def _text(body: Any) -> str:
    """Return the text of a body: escaped HTML in a feed, elements in an item."""
    from embeddings.web_page.blocks import fragment_text

    if len(body):
        for element in body.iter():
            if isinstance(element.tag, str):
                element.tag = _name(element)
        return fragment_text(etree.tostring(body, encoding="unicode", method="html"))
    return fragment_text(body.text or "")


def _first(story: Any, names: tuple[str, ...]) -> Any:
    """Return the first element with one of the names, in their order, that is not empty; of a picture in default."""
    of_pictures = None
    for name in names:
        for element in story.iter():
            if _name(element) == name and (element.text or len(element) or element.get("href")):
                if etree.QName(element).namespace != _MEDIA:
                    return element
                of_pictures = element if of_pictures is None else of_pictures
    return of_pictures


def _said(story: Any, names: tuple[str, ...]) -> str:
    element = _first(story, names)
    return one_line(" ".join("".join(element.itertext()).split())) if element is not None else ""


def _day(story: Any) -> date | None:
    for name in _DATES:
        for element in story.iter():
            if _name(element) == name and (day := find_date(element.get("norm") or element.text or "")):
                return day
    return None


def _outlet(root: Any) -> str:
    """Return the name of the feed, as its channel or head says it."""
    for element in root.iter():
        if _name(element) == "title":
            inside = {_name(above) for above in element.iterancestors()}
            return "" if inside & set(_STORIES) else one_line(element.text or "")
    return ""


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
