"""What is said of articles, set by hand on the page as `citewire set` sets it."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from embeddings.lock import only_writer
from rag import InputError, Settings, amend_all
from ui import texts
from ui.guard.incoming import Incoming
from ui.library.article_details import ArticleDetails
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
def actions(made: Settings) -> ArticleDetails:
    return ArticleDetails(made)


def ids(settings: Settings) -> dict[str, str]:
    return {entry.title: entry.id for entry in Catalogue.open(settings).entries}


def amended(actions: ArticleDetails, articles: list[str], **fields: str) -> Any:
    return call(actions.amend)({"articles": articles, "fields": fields})


def test_the_details_of_one_article_stand_in_the_form_as_text(made: Settings, actions: ArticleDetails) -> None:
    form = call(actions.details)({"articles": [ids(made)["Ferry <b>resumes</b>"]], "field": ""})["form"]
    assert 'name="title" value="Ferry &lt;b&gt;resumes&lt;/b&gt;"' in form and 'value="Isle Post"' in form
    assert all(f'name="{name}"' in form for name in ("published", "author", "url"))


def test_the_date_of_several_articles_is_set_at_once(made: Settings, actions: ArticleDetails) -> None:
    articles = list(ids(made).values())
    form = call(actions.details)({"articles": articles, "field": "published"})["form"]
    assert "2 articles" in form and 'name="published" value=""' in form and 'name="title"' not in form
    told = amended(actions, articles, published="2024-03-05")
    assert told == {"said": texts.details_set(["one", "other"])}
    catalogue = Catalogue.open(made)
    assert {entry.published for entry in catalogue.entries} == {date(2024, 3, 5)} and catalogue.generation == 2


def test_articles_that_were_removed_elsewhere_keep_nothing_from_the_others(
    made: Settings, actions: ArticleDetails, tmp_path: Path
) -> None:
    ferry, mill = ids(made)["Ferry <b>resumes</b>"], ids(made)["Mill burns"]
    incoming = Incoming(tmp_path)
    take_away = call(LibraryActions(made, incoming).take_away)
    assert take_away({"articles": [ferry, "gone"]}) == {"said": texts.removed(["Ferry <b>resumes</b>"])}
    assert amended(actions, [ferry, mill], source="Fen Gazette") == {"said": texts.details_set(["Mill burns"])}
    for told in (take_away({"articles": [ferry]}), amended(actions, [ferry], source="Fen Gazette")):
        assert told == {"trouble": texts.ARTICLES_GONE}
    incoming.close()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"published": "2204-03-05"}, "no day an article was published"),
        ({"title": " "}, "An article has a headline"),
        ({"text": "Other words."}, "no 'text' to set"),
    ],
)
def test_what_cannot_be_set_is_told_and_nothing_is_changed(
    made: Settings, actions: ArticleDetails, fields: dict[str, str], told: str
) -> None:
    before = Catalogue.open(made)
    assert told in amended(actions, list(ids(made).values()), **fields)["trouble"]
    assert Catalogue.open(made) == before


def test_a_program_that_names_an_article_that_is_gone_changes_none(made: Settings, actions: ArticleDetails) -> None:
    before = Catalogue.open(made)
    with pytest.raises(InputError, match="No article has the id"):
        amend_all([*ids(made).values(), "gone"], {"source": "Post"}, settings=made)
    assert Catalogue.open(made).entries == before.entries
    assert call(actions.details)({"articles": ["gone"], "field": ""}) == {"trouble": texts.ARTICLE_GONE}


def test_a_change_waits_while_another_writer_has_the_index(made: Settings, actions: ArticleDetails) -> None:
    with ThreadPoolExecutor(1) as thread:
        with only_writer(made.index):
            waiting = thread.submit(amended, actions, list(ids(made).values()), source="Wire")
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
        assert "said" in waiting.result(20)


def test_bringing_back_waits_as_taking_away_does(made: Settings, tmp_path: Path) -> None:
    library = LibraryActions(made, Incoming(tmp_path))
    articles = [ids(made)["Mill burns"]]
    call(library.take_away)({"articles": articles})
    with ThreadPoolExecutor(1) as thread:
        with only_writer(made.index):
            waiting = thread.submit(call(library.bring_back), {"articles": articles})
            with pytest.raises(TimeoutError):
                waiting.result(0.3)
        assert waiting.result(20) == {"said": texts.restored(["Mill burns"])}


def test_uploads_are_looked_at_again_though_the_folder_of_articles_is_gone(
    made: Settings, tmp_path: Path, finished: Callable[..., Any]
) -> None:
    library = LibraryActions(made, Incoming(tmp_path))
    uploads = made.index / "uploads"
    uploads.mkdir()
    (uploads / "late.md").write_text("---\ntitle: Late\n---\nThe late ferry sailed at ten.\n")
    shutil.rmtree(made.seeds)
    job = call(library.rebuild)({"dry_run": False})["job"]
    step: dict[str, Any] = {"seen": -1, "done": False}
    while not step["done"]:
        step = finished(call(library.progress)({"job": job, "seen": step["seen"]}))
    assert step["failed"]
    assert "There is no folder" in step["state"]
    assert "Late" in ids(made)
