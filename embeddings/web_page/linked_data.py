"""Linked data: the articles that a page holds a second time, as JSON for machines (schema.org, or a script's own)."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from embeddings.metadata.fields import draft_from_fields
from embeddings.text import one_line
from embeddings.web_page.blocks import fragment_text

_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|\w*NewsArticle|Report|Review)$")
_LIVE = "LiveBlogPosting"
_DEEPEST = 40
_MOST = 20_000
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|h[1-6]|blockquote|figure|img)\b[^>]*>|&#?\w{2,8};", re.I
)
_ASSIGNED = re.compile(r"=\s*(?=[{\[])")


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What one object says of an article; `text` is its body, empty where it gives none, and `updates` those of a live
    blog, newest first as pages give them."""

    title: str
    text: str
    published: date | None
    modified: date | None
    source: str | None
    author: str | None
    updates: tuple[str, ...] = ()
    live: bool = False


def linked_articles(tree: HtmlElement) -> list[LinkedArticle]:
    """Return the schema.org articles of a page in order."""
    found: list[LinkedArticle] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            found.extend(_article(node) for node in _objects(_load(script.text or "")) if _is_article(node))
    return found


def scripted_articles(tree: HtmlElement) -> list[LinkedArticle]:
    """Return the articles in the data that a page's scripts would show: objects with a headline and a body."""
    found: dict[str, LinkedArticle] = {}
    for script in tree.iter("script"):
        kind = script.get("type") or ""
        if "ld+json" in kind or not script.text:
            continue
        for node in _objects(_load(script.text) if "json" in kind else _assigned(script.text)):
            article = _article(node)
            if article.title and article.text:
                found.setdefault(article.text, article)
    return list(found.values())


def plain_text(value: str) -> str:
    """Return the text of a field that may hold HTML."""
    return fragment_text(value) if _MARKUP.search(value) else value


def _article(node: Mapping[str, Any]) -> LinkedArticle:
    draft = draft_from_fields(node)
    modified = draft_from_fields({"date": node.get("dateModified")}).published
    updates = node.get("liveBlogUpdate")
    return LinkedArticle(
        title=one_line(plain_text(draft.title)),
        text=plain_text(draft.text),
        published=draft.published,
        modified=modified,
        source=draft.source,
        author=draft.author,
        updates=tuple(_update(update) for update in updates if isinstance(update, Mapping))
        if isinstance(updates, list)
        else (),
        live=_LIVE in _types(node),
    )


def _update(node: Mapping[str, Any]) -> str:
    draft = draft_from_fields(node)
    return "\n".join(part for part in (one_line(plain_text(draft.title)), plain_text(draft.text)) if part)


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(map(_ARTICLE.search, _types(node)))


def _types(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects in `value`, outer ones first; the updates of a live blog belong to it."""
    waiting, seen = [(value, 0)], 0
    while waiting and seen < _MOST:
        node, depth = waiting.pop(0)
        seen += 1
        if depth > _DEEPEST:
            continue
        if isinstance(node, dict):
            yield node
            waiting.extend((inner, depth + 1) for name, inner in node.items() if name != "liveBlogUpdate")
        elif isinstance(node, list):
            waiting.extend((inner, depth + 1) for inner in node)


def _load(text: str) -> Any:
    try:
        return json.loads(text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _assigned(script: str) -> Any:
    """Return the first value of JSON that a script assigns to a name."""
    if begins := _ASSIGNED.search(script[:2000]):
        try:
            return json.JSONDecoder(strict=False).raw_decode(script, begins.end())[0]
        except (ValueError, RecursionError):
            return None
    return None
