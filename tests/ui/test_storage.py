"""The storage: conversations and arrivals outlive the process, and each visitor sees their own alone."""

import shutil

import pytest

from rag import Archive, CitewireError, Filters, Settings, remove
from ui.page.conversation import Exchange, Stage, begin
from ui.page.dialogue import converse
from ui.storage import Arrivals, Conversations
from ui.transcript.card import cards

CISCO = "Which company destroyed its stocks in Russia?"


@pytest.fixture
def settings(seeds_index, tmp_path):
    shutil.copytree(seeds_index, tmp_path / "index", ignore=shutil.ignore_patterns("chat.sqlite3*"))
    return Settings(index=tmp_path / "index")


@pytest.fixture
def asked(settings):
    *_, done = converse(begin((), CISCO, Filters(kinds=("news",))), settings)
    return done


def test_a_conversation_comes_back_as_it_was_with_its_sources(settings, asked):
    Conversations(settings).save("visitor", "key", asked)
    (back,) = Conversations(settings).load("visitor", "key")
    (before,) = asked
    assert back.question == CISCO and back.filters == before.filters
    assert back.answer.citations == before.answer.citations
    assert [(s.article, s.passage.text) for s in back.sources] == [(s.article, s.passage.text) for s in before.sources]


def test_a_visitor_neither_sees_nor_changes_the_conversations_of_another(settings, asked):
    kept = Conversations(settings)
    kept.save("one", "key", asked)
    kept.save("two", "key", (Exchange("Mine now?"),))
    assert kept.load("two", "key") is None and kept.listed("two") == []
    kept.delete("two", "key")
    assert [conversation.title for conversation in kept.listed("one")] == [CISCO]


def test_a_question_that_was_never_finished_comes_back_as_stopped(settings):
    Conversations(settings).save("visitor", "key", begin((), CISCO, Filters()))
    (back,) = Conversations(settings).load("visitor", "key")
    assert back.stage is Stage.STOPPED


def test_a_cited_sentence_stays_readable_when_its_article_is_gone(settings, asked):
    kept = Conversations(settings)
    kept.save("visitor", "key", asked)
    remove({citation.article_id for citation in asked[0].answer.citations}, settings=settings)
    (back,) = kept.load("visitor", "key")
    html = cards(back.sources, back.answer.citations, turn=1, others="Others")
    assert back.answer.citations[0].quote in html and "no longer in the library" in html


def test_conversations_are_listed_the_latest_first_and_can_be_deleted(settings, asked):
    kept = Conversations(settings)
    for key in ("first", "second"):
        kept.save("visitor", key, asked)
    kept.save("visitor", "first", asked)
    assert [conversation.key for conversation in kept.listed("visitor")] == ["first", "second"]
    kept.delete("visitor", "first")
    assert [conversation.key for conversation in kept.listed("visitor")] == ["second"]


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
