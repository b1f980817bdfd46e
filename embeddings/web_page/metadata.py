"""The metadata of a page: what its markup, its linked data and the lines beside its headline say."""

import re
from collections.abc import Sequence, Set
from copy import deepcopy
from datetime import date, timedelta

from lxml.html import HtmlElement

from embeddings.metadata.dates import Order, find_date, is_believable, locate_dates, order_in, order_of
from embeddings.metadata.header import without_clock
from embeddings.text import one_line
from embeddings.web_page.blocks import HEADINGS, Block
from embeddings.web_page.furniture import is_of_others
from embeddings.web_page.linked_data import LinkedArticle

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article.published", "datepublished", "publishdate",
    "published_time", "published-date", "article_date_original", "parsely-pub-date", "sailthru.date", "pubdate",
    "publish-date", "publication_date", "date.issued", "dcterms.issued", "dcterms.created", "dcterms.date",
    "dc.date.issued", "dc.date.created", "dc.date", "date", "originalpublicationdate", "og:pubdate",
    "rnews:datepublished", "cxenseparse:recs:publishtime", "created", "date.created",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title")
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "cre", "apple-mobile-web-app-title")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=\D|$)|/((?:19|20)\d\d)(\d\d)(\d\d)(?=\D|$)")
_CHANGED = re.compile(
    r"\b(?:updated|modified|amended|corrected|aktualisiert|mis à jour|actualizado|aggiornato|uppdaterad|atualizado|"
    r"zaktualizowano|обновлено|оновлено)\b",
    re.IGNORECASE,
)
_UTC = re.compile(r"T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|\+00:?00)$")
_AMERICAN = (".us", ".gov", ".mil")
_DATE_LINE = 160
# How far below the headline a page's date is looked for.
_NEAR = 8
_SEPARATOR = re.compile(r"\s+[|–—\-»·:•]\s+")


class PageMarkup:
    """The `meta` elements of a page by name, the first of each, and its language and address."""

    def __init__(self, tree: HtmlElement) -> None:
        """Read them once."""
        self._said: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
            if value := one_line(meta.get("content") or ""):
                self._said.setdefault(name.strip().lower(), value)
        self.language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        links = {(link.get("rel") or "").lower(): link.get("href") for link in tree.iter("link")}
        self.address = links.get("canonical") or self.first("og:url") or None
        self.name = one_line(tree.findtext(".//title") or "")

    def first(self, *names: str) -> str:
        """Return the first of these that the page says, else ""."""
        return next((self._said[name] for name in names if name in self._said), "")

    @property
    def title(self) -> str:
        """Return the page's title, without the outlet that titles end with where another name of the page lacks it."""
        said = self.first(*_TITLES)
        if said and (not self.name or len(said) > 3):
            return said
        parts = _SEPARATOR.split(self.name)
        outlet = self.outlet
        return " - ".join(parts[:-1]) if len(parts) > 1 and outlet and parts[-1] == outlet else self.name

    @property
    def outlet(self) -> str:
        """Return the name of the site, where the page says it."""
        return self.first(*_OUTLETS)

    def order(self, text: str) -> Order | None:
        """Return the order of day and month in numeric dates: by the page's region, its other dates, its language."""
        if "-" in self.language or "_" in self.language:
            return order_of(self.language)
        host = re.sub(r"^\w+://([^/]*).*$", r"\1", self.address or "")
        if host.endswith(_AMERICAN):
            return "month"
        return order_in(text) or order_of(self.language)


def published(
    tree: HtmlElement,
    core: Set[HtmlElement],
    markup: PageMarkup,
    linked: Sequence[LinkedArticle],
    story: Sequence[Block],
    headline: Block | None,
    order: Order | None,
) -> date | None:
    """Return the day a page's article was published.

    Linked data goes before `meta`, that before what stands beside the headline, that before the address; the day of the
    last change is none of publication. A time in UTC may fall on the day after or before that of the outlet, which the
    line beside the headline then says.
    """
    near = _near(story, headline)
    written = _written(near, order)
    said = markup.first(*_PUBLISHED)
    stated = next((one.published for one in linked if one.published), None) or find_date(said, order) or _stamped(near)
    if stated is None or not is_believable(stated):
        changed = find_date(markup.first(*_MODIFIED)) or next((one.modified for one in linked if one.modified), None)
        return written or _addressed(markup.address) or _elsewhere(tree, core) or stated or changed
    if written and abs(written - stated) == timedelta(days=1) and (not said or _UTC.search(said)):
        return written
    return stated


def _near(story: Sequence[Block], headline: Block | None) -> list[Block]:
    at = next((place for place, block in enumerate(story) if block is headline), -1)
    return list(story[max(0, at - 2) : at + 1 + _NEAR])


def _written(near: Sequence[Block], order: Order | None) -> date | None:
    """Return the date of the lines beside the headline that are short and say little else."""
    for block in near:
        if len(block.text) > _DATE_LINE or block.tag in HEADINGS:
            continue
        for part in re.split(r"\s*[|•·]\s*", block.text):
            for day, start, end in locate_dates(part, order):
                rest = without_clock(f"{part[:start]} {part[end:]}").split()
                if len(rest) <= (1 if part.endswith(".") else 8) and not _CHANGED.search(part) and is_believable(day):
                    return day
    return None


def _stamped(near: Sequence[Block]) -> date | None:
    """Return the date of the first `time` element, or element marked as date of publication, beside the headline."""
    for block in near:
        for element in block.element.iter():
            if element.tag == "time" or element.get("itemprop") == "datePublished":
                if "modified" in (element.get("itemprop") or "").lower() or _CHANGED.search(block.text):
                    continue
                day = find_date(element.get("datetime") or element.get("content") or "")
                if day and is_believable(day):
                    return day
    return None


def _elsewhere(tree: HtmlElement, core: Set[HtmlElement]) -> date | None:
    """Return what htmldate finds on the page without its boxes of other articles, whose dates are theirs."""
    from htmldate import find_date as find_in_page

    bare = deepcopy(tree)
    for element, twin in zip(list(tree.iter()), list(bare.iter()), strict=True):
        if element not in core and twin.getparent() is not None and is_of_others(element):
            twin.drop_tree()
    found = find_in_page(bare, extensive_search=False, original_date=True)
    return date.fromisoformat(found) if found else None


def _addressed(address: str | None) -> date | None:
    found = _IN_ADDRESS.search(address or "")
    if not found:
        return None
    try:
        day = date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None
    return day if is_believable(day) else None
