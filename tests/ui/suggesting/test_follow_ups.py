"""Follow-ups: each has an answer that shows something new, and none keeps anybody waiting."""

from threading import Event

import pytest

import ui.page.answering
from rag import Filters, answer
from ui.page.answering import Answering
from ui.page.conversation import Exchange
from ui.page.dialogue import converse
from ui.storage import Conversations
from ui.suggesting.follow_ups import SHOWN, candidates, follow_ups

MILL = """---
title: Sallow Fen windmill turns again
date: 2023-06-08
source: Fen Gazette
---
The windmill of Sallow Fen turns again after two years of work. The millwright Ottoline Varga rebuilt the windmill with
oak from Kent. The windmill of Sallow Fen was built by Dutch engineers in 1782.

Lord Ashby, the chairman of the Fenland Heritage Trust, opened the windmill on Thursday. Nobody knows who paid for it.
"""
FERRY = """---
title: Ferry to Skarn resumes
date: 2024-03-05
source: Isle Post
---
The ferry to Skarn resumed on Tuesday after two winters. Captain Runa Dahl steered the Havfrue out of the harbour.
The Havfrue cost 41 million crowns.
"""


def suggested(settings, *questions, filters=Filters()):  # noqa: B008  filters are frozen
    exchanges = []
    for question in questions:
        *_, done = converse(Exchange(question, filters=filters), exchanges, settings)
        exchanges.append(done)
    return exchanges[-1], next(reversed([*follow_ups(exchanges[-1], exchanges[:-1], settings)]), ())


def test_what_is_suggested_has_an_answer_that_was_not_shown(library):
    settings = library(mill=MILL, ferry=FERRY)
    exchange, questions = suggested(settings, "Who opened the windmill of Sallow Fen?")
    assert 1 < len(questions) <= SHOWN
    assert "When was the windmill of Sallow Fen built by Dutch engineers?" in questions
    shown = {citation.place for citation in exchange.answer.citations}
    for question in questions:
        told = answer(question, settings=settings)
        assert told.kind == "answer" and {citation.place for citation in told.citations} - shown


def test_what_was_asked_is_not_suggested_again(library):
    settings = library(mill=MILL)
    built = "When was the windmill of Sallow Fen built by Dutch engineers?"
    assert built not in suggested(settings, built, "Who opened the windmill of Sallow Fen?")[1]


def test_nothing_is_suggested_under_what_is_no_answer(library):
    settings = library(ferry=FERRY)
    exchange, questions = suggested(settings, "Who painted the ceiling of the opera?")
    assert exchange.answer.kind == "abstained" and candidates(exchange, settings) == [] and questions == ()


def test_what_the_filters_leave_out_is_not_suggested(library):
    settings = library(mill=MILL, ferry=FERRY)
    bounded = Filters(sources=("Isle Post",))
    _, questions = suggested(settings, "Who steered the Havfrue?", filters=bounded)
    assert "How much did the Havfrue cost?" in questions
    for question in questions:
        assert answer(question, filters=bounded, settings=settings).kind == "answer"


@pytest.fixture
def looks(monkeypatch):
    """Looks for follow-ups, each of which waits until it may go on."""
    begun, go_on = Event(), Event()

    def look(exchange, *_):
        for number in (1, 2):
            begun.set()
            go_on.wait(60)
            yield tuple(f"{exchange.question} {n}" for n in range(number))

    monkeypatch.setattr(ui.page.answering, "follow_ups", look)
    return begun, go_on


def test_a_question_goes_before_all_further_looks_and_ends_those_of_its_own_conversation(library, looks):
    settings = library(ferry=FERRY)
    begun, go_on = looks
    kept = Conversations(settings)
    answering = Answering(settings, kept)
    order = []
    change = kept.change
    kept.change = lambda key, turn, **fields: (order.append((key, turn)), change(key, turn, **fields))
    advance = kept.advance
    kept.advance = lambda key, step: (step.answer and order.append((key, "answer")), advance(key, step))[1]

    def ask(key):
        answering.begin(key, kept.ask("one", key, Exchange("Who steered the Havfrue?")))

    ask("mine")
    assert begun.wait(60)
    ask("theirs")
    ask("mine")
    go_on.set()
    answering._worker.submit(lambda: None).result()
    while not kept.exchange("theirs", 1).follow_ups or not kept.exchange("mine", 2).follow_ups:
        answering._worker.submit(lambda: None).result()
    assert order == [("mine", "answer"), ("theirs", "answer"), ("mine", "answer"), ("theirs", 1), ("mine", 2)]
    assert kept.exchange("mine", 1).follow_ups == ()
