"""Furniture: what stands on a page around its story: menus, boxes of other stories, sharing, advertisements."""

import re
from collections.abc import Set

from lxml.html import HtmlElement

_TAGS = frozenset(("nav", "dialog", "menu", "select", "button", "form", "fieldset", "search"))
_ROLES = frozenset(
    ("navigation", "banner", "search", "contentinfo", "dialog", "alertdialog", "menu", "menubar", "toolbar")
)
_WORDS = frozenset((
    "ad", "ads", "advert", "advertisement", "advertorial", "breadcrumb", "breadcrumbs", "byline-share", "comment",
    "comments", "consent", "cookie", "cookies", "disqus", "donate", "footer", "login", "masthead", "menu", "modal",
    "nav", "navbar", "navigation", "newsletter", "outbrain", "overlay", "pagination", "pager", "paywall", "popular",
    "popup", "promo", "promoted", "promotion", "recirculation", "recommend", "recommendation", "recommendations",
    "recommended", "related", "share", "sharebar", "sharing", "sidebar", "signup", "skip", "skiplink", "social",
    "sponsor", "sponsored", "subscribe", "subscription", "taboola", "teaser", "teasers", "toolbar", "trending",
    "widget", "widgets", "mostread", "mostviewed",
))  # fmt: skip
_PHRASES = (
    "most-read", "most-viewed", "most-popular", "more-stories", "more-news", "read-more", "read-next", "see-also",
    "also-read", "latest-news", "top-stories", "on-this-story", "back-to-top",
)  # fmt: skip
_OTHERS = frozenset((
    "comment", "comments", "mostread", "mostviewed", "outbrain", "popular", "promo", "recirculation", "recommend",
    "recommendation", "recommendations", "recommended", "related", "sidebar", "taboola", "teaser", "teasers",
    "trending", "widget", "widgets",
))  # fmt: skip
_COMMENTS = frozenset(("comment", "comments"))
_IN_ARTICLE = frozenset(("related", "share", "comments", "social", "newsletter", "promo", "recommended"))
# What holds no part of a story, however much it says.
_SILENT_TAGS = frozenset(("nav", "dialog", "select", "button"))
_SILENT = _COMMENTS | frozenset((
    "ad", "ads", "advert", "advertisement", "advertorial", "consent", "cookie", "cookies", "disqus", "donate", "login",
    "newsletter", "outbrain", "paywall", "promoted", "signup", "sponsor", "sponsored", "subscribe", "subscription",
    "taboola",
))  # fmt: skip
_SPLIT = re.compile(r"[^a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def boxes_of(element: HtmlElement, core: Set[HtmlElement]) -> list[HtmlElement]:
    """Return the pieces of furniture an element stands in; none of `core`, which holds parts of the story, is any."""
    boxes = []
    inside: HtmlElement | None = element
    while inside is not None and inside not in core:
        if is_marked(inside):
            boxes.append(inside)
        inside = inside.getparent()
    return boxes


def may_tell(box: HtmlElement) -> bool:
    """Tell whether a piece of furniture may yet be part of a story, as themes call anything a widget or a sidebar."""
    silent = box.tag in _SILENT_TAGS or box.get("role") in _ROLES or bool(_SILENT & _words(_names(box)))
    return not silent and next(box.iter("input", "button", "textarea", "select"), None) is None


def is_of_others(element: HtmlElement) -> bool:
    """Tell whether an element is a box of other articles, or what readers wrote."""
    names = _names(element)
    others = element.tag in ("nav", "aside") or bool(_OTHERS & _words(names)) or _has_phrase(names)
    return element.tag not in ("html", "body", "main") and others


def is_marked(element: HtmlElement) -> bool:
    """Tell whether an element is furniture by its own name, role or class."""
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.tag in ("header", "footer") and not any(
        above.tag in ("article", "main") for above in element.iterancestors()
    ):
        return True
    if element.tag in ("html", "body", "article", "main"):
        return element.tag == "article" and bool(_COMMENTS & _words((element.get("class") or "").lower()))
    names = _names(element)
    # "article-footer" and the like are parts of the story.
    marks = _IN_ARTICLE if element.tag == "footer" or "article" in names else _WORDS
    return bool(marks & _words(names)) or _has_phrase(names)


def _names(element: HtmlElement) -> str:
    return _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}").lower()


def _words(names: str) -> set[str]:
    return set(_SPLIT.split(names))


def _has_phrase(names: str) -> bool:
    return any(phrase in names for phrase in _PHRASES)
