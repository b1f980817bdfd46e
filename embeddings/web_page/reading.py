"""Reading a page: its articles, and how much of what it shows is in none of them."""

import logging
import re
from collections.abc import Sequence
from configparser import ConfigParser
from copy import deepcopy
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from embeddings.intake.draft import Contents, Draft, UnreadableFile
from embeddings.metadata.dates import Order
from embeddings.metadata.wire import parse_wire
from embeddings.text import normalise, one_line
from embeddings.web_page import story as stories
from embeddings.web_page.blocks import Block, blocks
from embeddings.web_page.linked_data import LinkedArticle, linked_articles, scripted_articles
from embeddings.web_page.metadata import PageMarkup, published
from embeddings.web_page.story import Story
from embeddings.web_page.tree import parse

if TYPE_CHECKING:
    from trafilatura.settings import Document

_WORD = re.compile(r"\w+")
# Of the words of another text, the share that a story has to hold to be the same one.
_SAME = 0.6
# What the report is silent about: so much of a page may be small print.
_UNMENTIONED = 0.25
_FEW_LETTERS = 400
# Furniture of less is a button, a notice, a name.
_SHORT = 60
# A drawing with no more words is a mark or a map of few places.
_FEW_LABELS = 10
_SHELL = re.compile(
    r"\b(?:enable|activate|turn on|requires?|without) java ?script\b|\bjavascript (?:is|must be|to be)\b", re.I
)
# What is wrong with a page is said in the report; trafilatura would say it a second time on the terminal.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def read_page(page: str) -> Contents:
    """Return the articles of a page, most often one, and a note where much of what it shows is in none.

    Which part of a page is its story is found by trafilatura; all that is visible there is then taken. Where a page has
    no text of its own but in the data of its scripts, the article is read from that. Raises `UnreadableFile`.
    """
    tree = parse(page)
    markup, linked = PageMarkup(tree), linked_articles(tree)
    found = blocks(tree)
    extracted = _extract(tree)
    kept = extracted.text if extracted and extracted.text else ""
    title = next((one.title for one in linked if one.title), "") or markup.title
    headline = stories.headline_of(found, title)
    core = stories.core_of(found, kept, headline)
    order = markup.order("\n".join(block.text for block in found))
    known = _known(markup, linked, extracted, headline, title)
    several, cards = stories.marked_stories(found, core, headline)
    live = any(one.live for one in linked) or (len(several) > 1 and stories.is_live(title, several))
    elsewhere = set(map(id, cards))
    here = [block for block in found if id(block) not in elsewhere]
    taken = _live(here, core, headline) if live else stories.one_story(here, core, headline)
    known = replace(known, published=published(tree, core, markup, linked, taken or found, headline, order))
    if len(several) > 1 and not live:
        drafts = _several(several, taken, known, order)
    else:
        drafts = _single(taken, linked, known, order, tree, live=live)
    if not drafts:
        if tree.find(".//script") is not None:
            raise UnreadableFile(
                "is a page without its text, which a script would load; open it in a browser and save what it shows, "
                "or print it to PDF"
            )
        raise UnreadableFile("has no text; save the page again or take it out")
    return Contents(drafts, losses=(*_losses(here, core, drafts), *_undrawn(tree)))


def _single(
    taken: Sequence[Block],
    linked: Sequence[LinkedArticle],
    known: Draft,
    order: Order | None,
    tree: HtmlElement,
    *,
    live: bool,
) -> dict[int, Draft]:
    shown = "" if _is_shell(taken) else stories.text_of(taken)
    text = _fuller(shown, linked)
    if live:
        text = _with_updates(text, linked)
    if text:
        return {0: parse_wire(text, known, order)}
    hidden = [one for one in (*linked, *scripted_articles(tree)) if one.text]
    drafts = [_from_data(one, known, order) for one in hidden]
    return {0: drafts[0]} if len(drafts) == 1 else dict(enumerate(drafts, start=1))


def _from_data(article: LinkedArticle, known: Draft, order: Order | None) -> Draft:
    said = replace(
        known,
        title=article.title or known.title,
        published=article.published or known.published,
        source=article.source or known.source,
        author=article.author or known.author,
    )
    return parse_wire(normalise(article.text), said, order)


def _several(
    groups: Sequence[Sequence[Block]], taken: Sequence[Block], known: Draft, order: Order | None
) -> dict[int, Draft]:
    """Return a draft for each story, and one more for what the page says beside them."""
    drafts = {}
    told = [stories.titled(group) for group in groups]
    inside = {block.element for group in groups for block in group}
    beside = [block for block in taken if block.element not in inside]
    if sum(len(_WORD.findall(block.text)) for block in beside) > 40:
        told.append(Story(known.title, stories.text_of(beside)))
    for number, one in enumerate(told, start=1):
        if one.text:
            said = replace(known, title=one.title or known.title, published=one.published or known.published)
            drafts[number] = parse_wire(one.text, said, order)
    return drafts


def _live(found: Sequence[Block], core: set[HtmlElement], headline: Block | None) -> list[Block]:
    """Return all of a live blog: from its headline to its last entry."""
    seen = [block for block in stories.visible(found, core) if block.linked < 0.8 or block.element in core]
    first = next((at for at, block in enumerate(seen) if block is headline), 0)
    return seen[first:]


def _with_updates(text: str, linked: Sequence[LinkedArticle]) -> str:
    said = set(_WORD.findall(text.casefold()))
    missing = [update for one in linked for update in one.updates if not _holds(said, update)]
    return normalise("\n\n".join([text, *missing]))


def _fuller(text: str, linked: Sequence[LinkedArticle]) -> str:
    """Return the text shown, or that of the linked data where the page shows only the beginning of it."""
    for article in linked:
        body = normalise(article.text)
        if len(body) > 1.3 * len(text) + 100 and not _holds(set(_WORD.findall(text.casefold())), body):
            return body
    return text


def _holds(words: set[str], text: str) -> bool:
    sought = _WORD.findall(text.casefold())
    return sum(word in words for word in sought) >= _SAME * len(sought)


def _is_shell(taken: Sequence[Block]) -> bool:
    return len(taken) <= 3 and any(_SHELL.search(block.text) for block in taken)


def _losses(found: Sequence[Block], core: set[HtmlElement], drafts: dict[int, Draft]) -> tuple[str, ...]:
    """Say how much of the prose that a page shows is in no article, where that is much."""
    kept = {word for draft in drafts.values() for word in _WORD.findall(f"{draft.title} {draft.text}".casefold())}
    seen = set(map(id, stories.visible(found, core)))
    prose = [
        block.text
        for block in found
        if block.linked < 0.5 and (id(block) in seen or (stories.is_prose(block) and len(block.text) > _SHORT))
    ]
    letters = sum(map(len, prose))
    lost = sum(len(text) for text in prose if len(text) > 25 and not set(_WORD.findall(text.casefold())) <= kept)
    if lost < _FEW_LETTERS or lost < _UNMENTIONED * letters:
        return ()
    return (f"{100 * lost // letters}% of the text that the page shows was taken for none of its story",)


def _undrawn(tree: HtmlElement) -> tuple[str, ...]:
    """Say what of a page is drawn and not written: charts by their labels, formulas by their signs."""
    labels = sum(len(label.text_content().split()) for label in tree.iter("text"))
    drawn = ["charts"] if labels > _FEW_LABELS else []
    drawn += ["formulas"] if tree.find(".//math") is not None else []
    return (f"{' and '.join(drawn)} are left out",) if drawn else ()


def _known(
    markup: PageMarkup,
    linked: Sequence[LinkedArticle],
    extracted: "Document | None",
    headline: Block | None,
    title: str,
) -> Draft:
    outlet = next((one.source for one in linked if one.source), None) or markup.outlet
    author = next((one.author for one in linked if one.author), None)
    if extracted is not None:
        author = author or extracted.author
        outlet = outlet or extracted.sitename or extracted.hostname or ""
    address = markup.address or (extracted.url if extracted is not None else None)
    return Draft(
        text="",
        title=one_line(headline.text if headline else title),
        source=one_line(outlet or "") or None,
        url=address,
        author=one_line(author or "") or None,
    )


def _extract(tree: HtmlElement) -> "Document | None":
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        deepcopy(tree),
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=_config(),
    )
    return found if isinstance(found, Document) else None


def _config() -> ConfigParser:
    """Return trafilatura's configuration with room for short items, which a news wire has many of."""
    from trafilatura.settings import DEFAULT_CONFIG

    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"].update(MIN_EXTRACTED_SIZE="60", MIN_OUTPUT_SIZE="1")
    return config
