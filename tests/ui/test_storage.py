"""The storage: conversations and arrivals outlive the process, and nothing that two pages add is lost."""

import json
import shutil
import sqlite3
from dataclasses import replace

import pytest

from rag import Archive, CitewireError, Filters, Settings, remove
from ui.page.conversation import Exchange, Stage
from ui.page.dialogue import converse
from ui.storage import Arrivals, Conversations
from ui.storage.records import record
from ui.transcript.card import cards

CISCO = "Which company destroyed its stocks in Russia?"


@pytest.fixture
def settings(seeds_index, tmp_path):
    shutil.copytree(seeds_index, tmp_path / "index", ignore=shutil.ignore_patterns("chat.sqlite3*"))
    return Settings(index=tmp_path / "index")


@pytest.fixture
def kept(settings):
    return Conversations(settings)


@pytest.fixture
def answered(settings):
    *_, done = converse(Exchange(CISCO, filters=Filters(kinds=("news",))), (), settings)
    return done


def keep(kept, exchange, key="key", visitor="one"):
    """Put an exchange down with its answer, as the chat does step by step; return its id."""
    turn = kept.ask(visitor, key, Exchange(exchange.question, filters=exchange.filters))
    kept.advance(key, replace(exchange, id=turn, asked=kept.exchange(key, turn).asked))
    return turn


def test_a_conversation_comes_back_as_it_was_with_its_sources(settings, kept, answered):
    keep(kept, answered)
    (back,) = Conversations(settings).load("key").exchanges
    assert back.question == CISCO and back.filters == answered.filters
    assert back.answer.citations == answered.answer.citations
    read = [(source.article, source.passage.text) for source in answered.sources]
    assert [(source.article, source.passage.text) for source in back.sources] == read


def test_what_two_pages_add_at_once_is_all_kept(settings, kept, answered):
    """Each page holds a conversation that is a step behind the other's."""
    first = keep(kept, answered)
    elsewhere = Conversations(settings)
    second = elsewhere.ask("one", "key", Exchange("And where?"))
    kept.change("key", first, vote="up")
    third = kept.ask("one", "key", Exchange("And when?"))
    exchanges = elsewhere.load("key").exchanges
    assert [exchange.id for exchange in exchanges] == [first, second, third]
    assert [exchange.stage for exchange in exchanges] == [Stage.ANSWERED, Stage.SEARCHING, Stage.SEARCHING]
    assert exchanges[0].vote == "up" and exchanges[0].answer.citations == answered.answer.citations


def test_only_what_changed_since_a_revision_is_read_in_full(kept, answered):
    first = keep(kept, answered)
    seen = kept.load("key").revision
    second = kept.ask("one", "key", Exchange("And where?"))
    changed = kept.load("key", since=seen).exchanges
    assert [(exchange.id, exchange.question) for exchange in changed] == [(first, ""), (second, "And where?")]


def test_a_question_that_was_stopped_takes_no_answer_any_more(kept, answered):
    turn = kept.ask("one", "key", Exchange(CISCO))
    begun = kept.exchange("key", turn)
    kept.stop("key")
    assert not kept.advance("key", replace(answered, id=turn, asked=begun.asked))
    assert kept.exchange("key", turn).stage is Stage.STOPPED


def test_an_answer_to_the_old_wording_of_a_question_is_dropped(kept, answered):
    turn = kept.ask("one", "key", Exchange(CISCO))
    begun = kept.exchange("key", turn)
    kept.ask("one", "key", Exchange("Another?", id=turn))
    assert not kept.advance("key", replace(answered, id=turn, asked=begun.asked))
    assert kept.exchange("key", turn).question == "Another?"


def test_a_later_answer_is_marked_when_an_earlier_question_is_asked_anew(kept, answered):
    first, second = keep(kept, answered), keep(kept, answered)
    seen = kept.load("key").revision
    kept.ask("one", "key", Exchange("Another?", id=first))
    conversation = kept.load("key", since=seen)
    assert conversation.at(second).question == CISCO
    assert (conversation.overtaken(first), conversation.overtaken(second)) == (0, 1)


def test_what_an_earlier_process_left_unfinished_is_settled_as_stopped(settings, kept):
    turn = kept.ask("one", "key", Exchange(CISCO))
    Conversations(settings).settle()
    assert kept.exchange("key", turn).stage is Stage.STOPPED


def test_a_visitor_lists_what_they_began_or_opened_and_drops_it_for_themselves_alone(kept, answered):
    keep(kept, answered)
    assert kept.listed("two") == []
    kept.visit("two", "key")
    kept.drop("one", "key")
    assert kept.listed("one") == [] and [one.title for one in kept.listed("two")] == [CISCO]
    kept.drop("two", "key")
    assert kept.load("key") is None


def test_conversations_are_found_by_the_words_in_them_and_renamed(kept, answered):
    keep(kept, answered)
    keep(kept, Exchange("100% sure?"), key="other")
    assert [one.key for one in kept.listed("one", "billion RUBLES")] == ["key"]
    assert [one.key for one in kept.listed("one", "0% s")] == ["other"]
    assert kept.listed("one", "a_c") == []
    kept.rename("key", " Cisco in Russia ")
    assert [one.title for one in kept.listed("one", "cisco in")] == ["Cisco in Russia"]


def test_one_exchange_can_be_deleted(kept, answered):
    first, second = keep(kept, answered), keep(kept, answered)
    kept.forget("key", first)
    assert [exchange.id for exchange in kept.load("key").exchanges] == [second]


def test_a_cited_sentence_stays_readable_when_its_article_is_gone(settings, kept, answered):
    turn = keep(kept, answered)
    remove({citation.article_id for citation in answered.answer.citations}, settings=settings)
    back = kept.exchange("key", turn)
    (card,), _ = cards(back.sources, back.answer.citations, {})
    assert card.gone and back.answer.citations[0].quote == card.excerpts[0].text


def test_conversations_are_listed_the_latest_first(kept, answered):
    for key in ("first", "second", "first"):
        keep(kept, answered, key=key)
    assert [conversation.key for conversation in kept.listed("one")] == ["first", "second"]


def test_a_file_of_the_first_release_is_brought_up_to_date_without_loss(settings, answered):
    """Its conversations were one JSON text each, and differing answers were called reports."""
    old = record(answered)
    old["answer"] |= {"reports": [{"text": "Cisco", "published": "2023-04-05", "marks": [1]}]}
    del old["answer"]["rows"], old["answer"]["form"]
    with sqlite3.connect(settings.index / "chat.sqlite3") as connection:
        connection.execute(
            "CREATE TABLE conversations (key TEXT PRIMARY KEY, visitor TEXT NOT NULL, title TEXT NOT NULL,"
            " changed REAL NOT NULL, exchanges TEXT NOT NULL)"
        )
        connection.execute(
            "INSERT INTO conversations VALUES ('key', 'one', 'A title', 5.0, ?)", [json.dumps([record(answered), old])]
        )
    connection.close()
    kept = Conversations(settings)
    assert [(one.key, one.title, one.changed.timestamp()) for one in kept.listed("one")] == [("key", "A title", 5.0)]
    first, second = kept.load("key").exchanges
    assert first.answer.citations == second.answer.citations == answered.answer.citations
    assert [(row.text, row.marks) for row in second.answer.rows] == [("Cisco", (1,))]
    assert second.answer.form == "reports"


def test_a_file_that_is_no_database_is_told_in_plain_words(settings):
    (settings.index / "chat.sqlite3").write_bytes(b"not a database at all, not even nearly one" * 50)
    with pytest.raises(CitewireError, match=r"chat\.sqlite3"):
        Conversations(settings).listed("visitor")


def test_an_article_is_noted_when_it_is_first_seen(settings):
    with Archive.open(settings).snapshot() as snapshot:
        ids = [article.id for article in snapshot.articles()]
    Arrivals(settings).note(ids[:2])
    noted = Arrivals(settings).of(ids)
    assert noted.keys() == set(ids[:2])
    Arrivals(settings).note(ids)
    assert Arrivals(settings).of(ids[:2]) == noted
