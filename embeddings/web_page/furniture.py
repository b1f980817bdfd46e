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
_SPLIT = re.compile(r"[^a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_furniture(element: HtmlElement, core: Set[HtmlElement]) -> bool:
    """Tell whether an element stands in furniture; no element of `core`, which holds parts of the story, is any."""
    inside: HtmlElement | None = element
    while inside is not None and inside not in core:
        if is_marked(inside):
            return True
        inside = inside.getparent()
    return False


def is_of_others(element: HtmlElement) -> bool:
    """Tell whether an element is a box of other articles, or what readers wrote."""
    names = _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}").lower()
    others = bool(_OTHERS & set(_SPLIT.split(names))) or any(phrase in names for phrase in _PHRASES)
    return element.tag not in ("html", "body", "main") and (element.tag in ("nav", "aside") or others)


def is_marked(element: HtmlElement) -> bool:
    """Tell whether an element is furniture by its own name, role or class."""
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.tag in ("header", "footer") and not any(
        above.tag in ("article", "main") for above in element.iterancestors()
    ):
        return True
    if element.tag in ("html", "body", "article", "main"):
        return _is_comment(element)
    names = _CAMEL.sub("-", f"{element.get('class') or ''} {element.get('id') or ''}").lower()
    if not names.strip():
        return False
    if element.tag == "footer" or "article" in names:
        # "article-footer" and the like are parts of the story.
        return any(phrase in names for phrase in _PHRASES) or bool(
            {"related", "share", "comments", "social", "newsletter", "promo", "recommended"} & set(_SPLIT.split(names))
        )
    return bool(_WORDS & set(_SPLIT.split(names))) or any(phrase in names for phrase in _PHRASES)


def _is_comment(element: HtmlElement) -> bool:
    names = set(_SPLIT.split((element.get("class") or "").lower()))
    return element.tag == "article" and bool({"comment", "comments"} & names)
