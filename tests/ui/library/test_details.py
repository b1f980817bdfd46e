"""What is said of articles, set by hand on the page as `citewire set` sets it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rag import Settings
from ui import texts
from ui.guard.incoming import Incoming
from ui.library.catalogue import Catalogue
from ui.library.library_actions import LibraryActions
from ui.page.calls import call


@pytest.fixture
def made(library: Callable[..., Settings]) -> Settings:
    return library(
        a="---\ntitle: Ferry <b>resumes</b>\nsource: Isle Post\n---\nThe ferry resumed after two winters.\n",
        b="---\ntitle: Mill burns\ndate: 2024-02-02\n---\nThe mill burnt down at night.\n",
    )


@pytest.fixture
def actions(made: Settings, tmp_path: Path) -> Iterator[LibraryActions]:
    incoming = Incoming(tmp_path)
    yield LibraryActions(made, incoming)
    incoming.close()


def ids(settings: Settings) -> dict[str, str]:
    return {entry.title: entry.id for entry in Catalogue.open(settings).entries}


def amended(actions: LibraryActions, articles: list[str], **fields: str) -> Any:
    return call(actions.amend)({"articles": articles, "fields": fields})


def test_the_details_of_one_article_stand_in_the_form_as_text(made: Settings, actions: LibraryActions) -> None:
    form = call(actions.details)({"articles": [ids(made)["Ferry <b>resumes</b>"]], "field": ""})["form"]
    assert 'name="title" value="Ferry &lt;b&gt;resumes&lt;/b&gt;"' in form and 'value="Isle Post"' in form
    assert all(f'name="{name}"' in form for name in ("published", "author", "url"))


def test_the_date_of_several_articles_is_set_at_once(made: Settings, actions: LibraryActions) -> None:
    articles = list(ids(made).values())
    form = call(actions.details)({"articles": articles, "field": "published"})["form"]
    assert "2 articles" in form and 'name="published" value=""' in form and 'name="title"' not in form
    told = amended(actions, articles, published="2024-03-05")
    assert told == {"said": texts.details_set(["one", "other"])}
    catalogue = Catalogue.open(made)
    assert {entry.published for entry in catalogue.entries} == {date(2024, 3, 5)} and catalogue.generation == 2


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"published": "2204-03-05"}, "no day an article was published"),
        ({"title": " "}, "An article has a headline"),
        ({"text": "Other words."}, "no 'text' to set"),
    ],
)
def test_what_cannot_be_set_is_told_and_nothing_is_changed(
    made: Settings, actions: LibraryActions, fields: dict[str, str], told: str
) -> None:
    before = Catalogue.open(made)
    assert told in amended(actions, list(ids(made).values()), **fields)["trouble"]
    assert Catalogue.open(made) == before


def test_of_articles_one_of_which_is_gone_none_is_changed(made: Settings, actions: LibraryActions) -> None:
    before = Catalogue.open(made)
    assert "No article has the id" in amended(actions, [*ids(made).values(), "gone"], source="Post")["trouble"]
    assert Catalogue.open(made).entries == before.entries
    assert call(actions.details)({"articles": ["gone"], "field": ""}) == {"trouble": texts.ARTICLE_GONE}
