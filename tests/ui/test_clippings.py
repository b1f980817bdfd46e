"""The clippings: pinned sentences stay with their source and question, and are saved in every form."""

import json
import time
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from rag import Settings, remove
from ui import texts
from ui.exports import EXPORTS, export_clippings
from ui.page.calls import call
from ui.page.clipping_actions import ClippingActions
from ui.page.conversation import Exchange
from ui.storage import Clipping, Clippings, Conversations

ANNA, BEN = "a" * 32, "b" * 32


@pytest.fixture
def settings(library):
    return library(
        mill="---\ntitle: Mill turns\nsource: Fen Gazette\n---\nThe mill turns again. Varga rebuilt the mill.\n"
    )


@pytest.fixture
def clippings(tmp_path):
    return Clippings(Settings(index=tmp_path / "index"))


def clipping(make, quote, question="Who?"):
    article = make.article("The mill turns again. Varga rebuilt it. It is old.", source="Fen Gazette")
    return Clipping(make.citation(article, quote), question, "c1", 1, "mill.txt", datetime.now(UTC))


def test_what_is_pinned_is_listed_the_latest_first_and_once(make, clippings):
    for quote in ("The mill turns again.", "Varga rebuilt it.", "The mill turns again."):
        clippings.pin(ANNA, clipping(make, quote))
    key = clippings.page(ANNA)
    assert [one.citation.quote for one in clippings.listed(key)] == ["Varga rebuilt it.", "The mill turns again."]
    assert clippings.listed(key)[0].question == "Who?" and clippings.listed(key)[0].file == "mill.txt"
    assert clippings.places(ANNA) == {("a1", 0, 21), ("a1", 22, 39)}
    before = clippings.listed(key)
    clippings.unpin(key, ("a1", 0, 21))
    assert clippings.places(ANNA) == {("a1", 22, 39)}
    assert [one.citation.quote for one in clippings.listed(key)] == ["Varga rebuilt it."]

    # What was taken off comes back as it was, or anew.
    assert clippings.put_back(key, ("a1", 0, 21)) and clippings.listed(key) == before
    clippings.unpin(key, ("a1", 0, 21))
    clippings.pin(ANNA, clipping(make, "The mill turns again.", "What turns?"))
    assert [one.question for one in clippings.listed(key)] == ["What turns?", "Who?"]
    assert not clippings.put_back(key, ("a1", 5, 6)) and not clippings.put_back("f" * 32, ("a1", 0, 21))


def test_what_was_taken_off_is_deleted_after_a_day(make, clippings, monkeypatch):
    for quote in ("The mill turns again.", "Varga rebuilt it."):
        clippings.pin(ANNA, clipping(make, quote))
    key = clippings.page(ANNA)
    clippings.unpin(key, ("a1", 0, 21))
    later = time.time() + 25 * 3600
    monkeypatch.setattr("ui.storage.clippings.time.time", lambda: later)
    clippings.unpin(key, ("a1", 22, 39))
    assert not clippings.put_back(key, ("a1", 0, 21)) and clippings.put_back(key, ("a1", 22, 39))


def test_each_reader_has_a_page_and_whoever_comes_without_one_takes_the_first_they_open(make, clippings):
    clippings.pin(ANNA, clipping(make, "Varga rebuilt it."))
    clippings.pin(BEN, clipping(make, "It is old."))
    hers, his = clippings.page(ANNA), clippings.page(BEN)
    clippings.visit(BEN, hers)
    assert clippings.page(BEN) == his != hers
    clippings.visit("c" * 32, "f" * 32)
    assert clippings.page("c" * 32) == ""
    clippings.visit("c" * 32, hers)
    assert clippings.page("c" * 32) == hers


def test_a_sentence_is_pinned_opened_and_taken_off_by_the_page(settings):
    from ui.page.dialogue import converse

    kept, actions = Conversations(settings), ClippingActions(settings)
    turn = kept.ask(ANNA, "c1", Exchange("Who rebuilt the mill?"))
    asked = kept.exchange("c1", turn)
    *_, done = converse(asked, (), settings)
    kept.advance("c1", done)
    (cited,) = done.answer.citations
    pin, show = call(actions.pin), call(actions.clippings)
    which = {"visitor": ANNA, "key": "c1", "turn": turn, "n": cited.n}
    assert pin({**which, "n": 9, "pinned": True})["trouble"] == texts.QUESTION_GONE
    assert pin({**which, "pinned": True}) == {"said": texts.PINNED}
    told = show({"visitor": ANNA, "key": ""})
    assert all(
        part in told["clippings"] for part in (cited.quote, "Fen Gazette", "Mill turns", "mill.md", "Who rebuilt")
    )
    where = {"key": told["key"], "article": cited.article_id, "start": cited.start}
    assert f">{cited.quote}</mark>" in call(actions.clipping)(where)["article"]
    remove([cited.article_id], settings=settings)
    assert call(actions.clipping)(where) == {"trouble": texts.ARTICLE_GONE}
    assert cited.quote in show({"visitor": ANNA, "key": ""})["clippings"]
    place = where | {"end": cited.end}
    assert texts.CLIPPINGS_NONE in call(actions.unpin)(place)["clippings"]
    assert cited.quote in call(actions.put_back)(place)["clippings"]
    assert call(actions.put_back)(place | {"end": 0}) == {"trouble": texts.CLIPPINGS_GONE}
    assert texts.CLIPPINGS_NONE in call(actions.unpin)(place)["clippings"]
    assert call(actions.export_clippings)({"key": told["key"], "form": "html"}) == {"trouble": texts.NOTHING_CLIPPED}


@pytest.mark.parametrize("form", EXPORTS)
def test_every_form_names_outlet_date_headline_file_and_question(make, form):
    first, second = clipping(make, "Varga rebuilt it."), clipping(make, "It is old.")
    hostile = replace(second, question="<b>Who\x00\ud83d</b>?", file="a\x0b<i>.txt")
    saved = export_clippings([first, hostile], form)
    assert saved["name"].startswith("citewire-clippings.")
    content = b64decode(saved["content"])
    if form == "word":
        return
    text = content.decode()
    told = text.replace("\\", "")
    for part in ("Varga rebuilt it.", "Fen Gazette", "A headline", "mill.txt", "Who?"):
        assert part in told
    assert "2023-04-05" in told or "5 April 2023" in told
    if form == "html":
        assert "<b>" not in text and "<i>" not in text
    if form == "json":
        assert [one["quote"] for one in json.loads(text)] == ["Varga rebuilt it.", "It is old."]
