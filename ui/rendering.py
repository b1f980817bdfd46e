"""Rendering: the templates of the page, in which every value is escaped unless it is markup of our own."""

from datetime import date
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ui import texts
from ui.transcript.highlight import paragraphs
from ui.transcript.marks import mark


def render(template: str, **values: Any) -> Markup:
    """Return a template of `ui/templates` filled with `values`, as safe HTML."""
    return Markup(_TEMPLATES.get_template(template).render(values))


def compile_templates() -> None:
    """Compile every template, so that the first page that shows one need not wait for it."""
    for name in _TEMPLATES.list_templates():
        _TEMPLATES.get_template(name)


def shortened(text: str, limit: int) -> str:
    """Return text cut to `limit` characters, with an ellipsis where something was cut."""
    text = text.strip()
    return text if len(text) <= limit else text[:limit].rstrip() + "…"


def _day(published: date | None) -> str:
    return texts.day(published)


_TEMPLATES: Final = Environment(
    loader=PackageLoader("ui", "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(texts=texts, mark=mark, paragraphs=paragraphs)
_TEMPLATES.filters.update(day=_day, shortened=shortened)
