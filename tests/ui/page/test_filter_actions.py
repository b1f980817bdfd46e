"""The filters' actions: chosen articles, collections, and how many articles a bound leaves out."""

import re

import pytest

from rag import Settings, rebuild, remove
from ui import texts
from ui.library.catalogue import Catalogue
from ui.page.calls import call
from ui.page.chat_actions import ChatActions
from ui.page.filter_actions import FilterActions

VISITOR = "0123456789abcdef" * 2
ALL = {"from": "", "to": "", "outlets": [], "kinds": [], "articles": [], "collection": ""}


@pytest.fixture
def settings(tmp_path):
    """Four articles, the last without a date."""
    for n, day in enumerate(("date: 2024-01-05\n", "date: 2024-02-05\n", "date: 2024-03-05\n", "")):
        (tmp_path / f"{n}.md").write_text(
            f"---\ntitle: Report {n}\n{day}source: County Wire\n---\nThe bridge number {n} was opened by the mayor.\n"
        )
    settings = Settings(seeds=tmp_path, index=tmp_path / ".index")
    rebuild(settings=settings)
    return settings


@pytest.fixture
def actions(settings):
    return FilterActions(settings)


@pytest.fixture
def ids(settings):
    return {entry.title: entry.id for entry in Catalogue.open(settings).entries}


def collect(actions, name, **bounds):
    return call(actions.collect)({"name": name, "bounds": ALL | bounds})


def key_of(form, name):
    return re.search(rf'value="(\w+)"[^>]*>{re.escape(name)}', form)[1]


def test_a_date_range_tells_how_many_articles_it_leaves_out_for_want_of_a_date(actions):
    scope = call(actions.bounds)({"bounds": ALL | {"from": "2024-02-01"}})["scope"]
    assert "published since 1 February 2024. 1 article without a date is left out." in scope
    assert "without a date" not in call(actions.bounds)({"bounds": ALL | {"outlets": ["County Wire"]}})["scope"]
    other = {"from": "2024-02-01", "kinds": ["opinion"]}
    assert "without a date" not in call(actions.bounds)({"bounds": ALL | other})["scope"]


def test_chosen_articles_are_counted_as_they_are_there_and_can_be_left_again(settings, actions, ids):
    chosen = [ids["Report 0"], ids["Report 1"]]
    told = call(actions.bounds)({"bounds": ALL | {"articles": chosen}})["scope"]
    assert "data-unchoose" in told and "2 chosen articles" in told
    remove([ids["Report 0"]], settings=settings)
    assert "1 chosen article<" in call(actions.bounds)({"bounds": ALL | {"articles": chosen}})["scope"]
    form = call(actions.filters)({"bounds": ALL | {"articles": chosen}})["filters"]
    assert f'name="articles" value="{" ".join(chosen)}"' in form


def test_a_question_to_articles_that_are_all_gone_is_told_so_and_not_kept(settings, actions, ids):
    remove([ids["Report 0"]], settings=settings)
    chat = ChatActions(settings, actions)
    ask = {"visitor": VISITOR, "key": "", "turn": 0, "question": "Who opened it?"}
    told = call(chat.ask)(ask | {"bounds": ALL | {"articles": [ids["Report 0"]]}})
    assert told == {"trouble": texts.NONE_HELD, "at": "filters"}
    assert actions.chosen(ALL | {"articles": [ids["Report 0"], ids["Report 2"]]}).article_ids == (ids["Report 2"],)


def test_a_collection_of_chosen_articles_counts_those_that_are_left(settings, actions, ids):
    made = collect(actions, "Bridges & <b>mayors</b>", articles=[ids["Report 0"], ids["Report 1"]])
    assert made["said"] == texts.collected("Bridges & <b>mayors</b>", 2)
    assert "Bridges &amp; &lt;b&gt;mayors&lt;/b&gt; · 2 articles" in made["filters"]
    remove([ids["Report 0"]], settings=settings)
    chosen = call(actions.choose)({"key": key_of(made["filters"], "Bridges")})
    assert f'name="articles" value="{ids["Report 1"]}"' in chosen["filters"]
    assert "· 1 article" in chosen["filters"] and "mayors&lt;/b&gt; · 1 article" in chosen["scope"]


def test_a_collection_of_which_nothing_is_left_lets_nothing_pass(settings, actions, ids):
    key = key_of(collect(actions, "One", articles=[ids["Report 0"]])["filters"], "One")
    remove([ids["Report 0"]], settings=settings)
    chosen = call(actions.choose)({"key": key})
    assert "One · 0 articles" in chosen["scope"] and f'value="{ids["Report 0"]}"' in chosen["filters"]


def test_a_saved_filter_is_chosen_renamed_and_deleted(actions):
    made = collect(actions, "Spring", **{"from": "2024-02-01"}, outlets=["Nobody's Post"])
    key = key_of(made["filters"], "Spring")
    chosen = call(actions.choose)({"key": key})
    # An outlet that no article has any more is still what the filter says.
    assert 'value="Nobody&#39;s Post" checked' in chosen["filters"] and 'value="2024-02-01"' in chosen["filters"]
    renamed = call(actions.rename_collection)({"key": key, "name": "Winter", "bounds": ALL | {"collection": key}})
    assert "Winter · 0 articles" in renamed["filters"] and "Spring" not in renamed["filters"]
    dropped = call(actions.drop_collection)({"key": key, "bounds": ALL | {"collection": key}})
    assert "Winter" not in dropped["filters"] and "<select" not in dropped["filters"]
    assert call(actions.choose)({"key": key}) == {"trouble": texts.COLLECTION_GONE}


@pytest.mark.parametrize(
    ("name", "bounds", "told"),
    [
        ("  ", {"from": "2024-01-01"}, texts.COLLECTION_UNNAMED),
        ("All", {}, texts.NOTHING_TO_COLLECT),
        ("taken", {"from": "2024-01-01"}, texts.collection_there("taken")),
        ("Wrong", {"from": "2024-02-01", "to": "2024-01-01"}, "range is empty"),
    ],
)
def test_a_collection_that_cannot_be_made_is_told_why(actions, name, bounds, told):
    collect(actions, "Taken", **{"to": "2024-01-31"})
    assert told in collect(actions, name, **bounds)["trouble"]
