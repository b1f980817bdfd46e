"""Amending: what is said of an article, set by hand and kept over every rebuild."""

from collections.abc import Iterable, Mapping

from embeddings.article import Article
from embeddings.completion import change
from embeddings.errors import InputError
from embeddings.metadata.dates import find_date, is_believable
from embeddings.settings import IndexSettings
from embeddings.store import Edit
from embeddings.text import one_line

FIELDS = ("title", "published", "source", "author", "url")


def amend(article_id: str, fields: Mapping[str, str], *, settings: IndexSettings | None = None) -> Article:
    """Set title, published, source, author or url of an article, and return it as it is then.

    An empty value says that there is none; `published` is a day as YYYY-MM-DD or as news copy writes it. The file stays
    as it is. Raises `InputError` for an id that no article has, for another field, an empty title, or no day.
    """
    (article,) = amend_all([article_id], fields, settings=settings)
    return article


def amend_all(
    article_ids: Iterable[str], fields: Mapping[str, str], *, settings: IndexSettings | None = None
) -> tuple[Article, ...]:
    """Set the same fields of several articles as `amend` does, and return them; all of them or none."""
    said = {name: _checked(name, one_line(value)) for name, value in fields.items()}
    with change(settings or IndexSettings.load()) as edit:
        return tuple(_amended(edit, article_id, said) for article_id in dict.fromkeys(article_ids))


def _amended(edit: Edit, article_id: str, said: Mapping[str, str | None]) -> Article:
    article = edit.amend(article_id, said)
    if article is None:
        raise InputError(f"No article has the id {article_id!r}. See the ids of all articles: citewire list")
    return article


def _checked(name: str, value: str) -> str | None:
    if name not in FIELDS:
        raise InputError(f"An article has no {name!r} to set. What can be set: {', '.join(FIELDS)}")
    if name == "title" and not value:
        raise InputError("An article has a headline. Say which: citewire set ID --title HEADLINE")
    if name != "published" or not value:
        return value or None
    day = find_date(value)
    if day is None or not is_believable(day):
        raise InputError(f"{value!r} is no day an article was published. Write it as YYYY-MM-DD, such as 2023-04-05.")
    return day.isoformat()
