"""The story: the part of a page that is its article, or each of several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lxml.html import HtmlElement

from embeddings.metadata.dates import find_date
from embeddings.text import normalise
from embeddings.web_page.blocks import HEADINGS, Block, shown
from embeddings.web_page.furniture import boxes_of, may_tell

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…][\"”’)\]]*(?:\s|$)")
# Text of a card: a headline that leads elsewhere and perhaps a line below it.
_CARD = 400
_MOST_LINKS = 0.8
# A box of so many letters in sentences, and of so few in links, tells of something.
_TOLD, _FEW_LINKS = 150, 0.1
_CLOSE = frozenset(("li", "dd", "table", "pre"))
_LIVE = re.compile(r"\blive|\bupdate|\bpost\b|\bentry\b|\bkey-?event", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Story:
    """One article of several on a page, and the day that stands in it."""

    title: str
    text: str
    published: date | None = None


def visible(found: Sequence[Block], core: set[HtmlElement]) -> list[Block]:
    """Return the blocks that are no furniture; no box is that stands in the story and tells of something at length."""
    boxes = [boxes_of(block.element, core) for block in found]
    held: dict[HtmlElement, list[Block]] = {}
    for block, around in zip(found, boxes, strict=True):
        for box in around:
            held.setdefault(box, []).append(block)
    told = [block.element for block in found if block.element in core]
    home = _common(told) if told else None
    silent = {
        box
        for box, inside in held.items()
        if home not in box.iterancestors() or not may_tell(box) or not _is_told(inside)
    }
    return [block for block, around in zip(found, boxes, strict=True) if silent.isdisjoint(around)]


def core_of(found: Sequence[Block], kept: str, headline: Block | None) -> set[HtmlElement]:
    """Return the elements that hold the headline or a paragraph of `kept`, and all that these stand in."""
    words = " ".join(_WORD.findall(kept.casefold()))
    core: set[HtmlElement] = set()
    for block in found:
        if block is headline or (block.linked < _MOST_LINKS and _stands_in(block.text, words)):
            core.add(block.element)
            core.update(block.element.iterancestors())
    return core


def headline_of(found: Sequence[Block], title: str) -> Block | None:
    """Return the heading of the page that is most like its title; without a title the first of the highest rank."""
    named = set(_WORD.findall(title.casefold()))
    best, score = None, 0.0
    for block in found:
        if block.tag not in ("h1", "h2"):
            continue
        words = set(_WORD.findall(block.text.casefold()))
        alike = len(words & named) / max(1, len(words)) if named else 0.5
        alike += 0.1 if block.tag == "h1" else 0.0
        if alike > score and (alike >= 0.6 or not named):
            best, score = block, alike
    return best


def one_story(found: Sequence[Block], core: set[HtmlElement], headline: Block | None) -> list[Block]:
    """Return the blocks of the story: all of the element that holds it, or what stands between its first and last."""
    seen = visible(found, core)
    marked = [at for at, block in enumerate(seen) if block.element in core]
    if not marked:
        return []
    root = _common([seen[at].element for at in marked])
    within = next((above for above in (root, *root.iterancestors()) if above.tag == "article"), None)
    if within is None and root.tag not in ("html", "body", "main", "form", "table", "tbody"):
        within = root
    first, last = marked[0], marked[-1]
    if headline is None:
        while first and is_prose(seen[first - 1]):
            first -= 1
    while last + 1 < len(seen) and is_prose(seen[last + 1]):
        last += 1
    inside = set(within.iter()) if within is not None else set()
    return [
        block
        for at, block in enumerate(seen)
        if (first <= at <= last or block.element in inside) and (block.linked < _MOST_LINKS or block.element in core)
    ]


def marked_stories(
    found: Sequence[Block], core: set[HtmlElement], headline: Block | None
) -> tuple[list[list[Block]], list[Block]]:
    """Return the blocks of each article that a page marks as one, and those of cards that lead to other pages."""
    groups: dict[HtmlElement, list[Block]] = {}
    for block in visible(found, core):
        outermost = None
        for above in (block.element, *block.element.iterancestors()):
            if above.tag == "article":
                outermost = above
        if outermost is not None:
            groups.setdefault(outermost, []).append(block)
    candidates = [inner for element, group in groups.items() for inner in _inner(element, group)]
    told = [_is_story(group, headline) for group in candidates]
    cards = [block for group, is_one in zip(candidates, told, strict=True) if not is_one for block in group]
    return [group for group, is_one in zip(candidates, told, strict=True) if is_one], cards if any(told) else []


def is_live(title: str, stories: Sequence[Sequence[Block]]) -> bool:
    """Tell whether the articles of a page are the entries of one live blog: each has its time of day."""
    if re.search(r"\blive\b", title, re.IGNORECASE):
        return True
    timed = 0
    for story in stories:
        names = " ".join(f"{block.element.get('class') or ''}" for block in story[:1])
        article = next((above for above in story[0].element.iterancestors() if above.tag == "article"), None)
        names += (article.get("class") or "") if article is not None else ""
        timed += bool(_LIVE.search(names) and any(re.search(r"\b\d{1,2}[:.]\d\d\b", block.text) for block in story[:3]))
    return timed == len(stories)


def text_of(story: Sequence[Block]) -> str:
    """Return the story's lines."""
    text = ""
    for before, block in zip([None, *story], story, strict=False):
        together = before is not None and block.tag in _CLOSE and before.tag == block.tag
        text += ("\n" if together else "\n\n") + shown(block)
    return normalise(text)


def titled(story: Sequence[Block]) -> Story:
    """Return a story of several under the first heading in it, with the first date that stands in a time element."""
    heading = next((block for block in story if block.tag in HEADINGS), None)
    rest = [block for block in story if block is not heading]
    article = next((above for above in story[0].element.iterancestors() if above.tag == "article"), story[0].element)
    stamps = (find_date(time.get("datetime") or "") for time in article.iter("time"))
    return Story(heading.text if heading else "", text_of(rest), next(filter(None, stamps), None))


def _inner(element: HtmlElement, group: list[Block]) -> list[list[Block]]:
    """Return the articles within one that only holds others, else the group as it is."""
    direct = [child for child in element.iter("article") if child is not element]
    if not direct:
        return [group]
    inside: dict[HtmlElement, list[Block]] = {}
    outside = []
    for block in group:
        owner = next((above for above in (block.element, *block.element.iterancestors()) if above in direct), None)
        if owner is None:
            outside.append(block)
        else:
            inside.setdefault(owner, []).append(block)
    return [group] if sum(map(is_prose, outside)) else list(inside.values())


def _is_story(group: Sequence[Block], headline: Block | None) -> bool:
    if headline in group:
        return True
    heading = next((block for block in group if block.tag in HEADINGS), None)
    told = [block for block in group if block is not heading and block.linked < _MOST_LINKS]
    length = sum(len(block.text) for block in told)
    if heading is None or not any(map(is_prose, told)):
        return False
    return heading.linked < 0.5 or length > _CARD


def _is_told(box: Sequence[Block]) -> bool:
    """Tell whether the blocks of a box are sentences, and no list of what stands elsewhere."""
    letters = sum(len(block.text) for block in box)
    linked = sum(len(block.text) * block.linked for block in box)
    return linked <= _FEW_LINKS * letters and sum(len(block.text) for block in box if is_prose(block)) >= _TOLD


def is_prose(block: Block) -> bool:
    """Tell whether a block is of sentences and leads nowhere else."""
    return block.tag not in HEADINGS and block.linked < 0.5 and _SENTENCE.search(block.text) is not None


def _stands_in(text: str, words: str) -> bool:
    sought = " ".join(_WORD.findall(text.casefold()))
    return len(sought) > 3 and sought[:200] in words


def _common(elements: Sequence[HtmlElement]) -> HtmlElement:
    """Return the lowest element that holds all of these."""
    paths = [[*reversed(list(element.iterancestors())), element] for element in elements]
    root = paths[0][0]
    for level in zip(*paths, strict=False):
        if any(element is not level[0] for element in level):
            break
        root = level[0]
    return root
