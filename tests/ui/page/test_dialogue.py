"""The dialogue: sources before the answer, and every error as words."""

import logging

import ui.page.dialogue
from rag import Filters, Settings
from ui import texts
from ui.page.conversation import NO_FILTERS, Conversation, Stage, begin
from ui.page.dialogue import converse

CISCO = "Which company destroyed its stocks in Russia?"


def asked(question: str, before: Conversation = (), turn: int | None = None) -> Conversation:
    return begin(before, question, NO_FILTERS, turn=turn)


def test_the_steps_come_in_order(seeds_index):
    steps = list(converse(asked(CISCO), Settings(index=seeds_index)))
    assert [step[-1].stage for step in steps] == [Stage.READING, Stage.ANSWERED]
    assert steps[0][-1].sources and steps[0][-1].answer is None
    cited = {citation.article_id for citation in steps[1][-1].answer.citations}
    assert cited and cited <= {source.article.id for source in steps[1][-1].sources}


def test_a_follow_up_is_understood_from_what_came_before(seeds_index):
    settings = Settings(index=seeds_index)
    *_, first = converse(asked(CISCO), settings)
    *_, second = converse(asked("What was it worth?", first), settings)
    assert len(second) == 2 and second[0] == first[0]
    assert second[1].answer.understood_as


def test_a_missing_index_is_told_with_the_command_that_mends_it(tmp_path):
    *_, last = converse(asked(CISCO), Settings(index=tmp_path / "none"))
    assert last[-1].stage is Stage.FAILED and "citewire rebuild" in last[-1].trouble


def test_an_unforeseen_error_is_logged_and_told_in_plain_words(monkeypatch, caplog, tmp_path):
    def broken(*_args, **_options):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(ui.page.dialogue, "stream", broken)
    with caplog.at_level(logging.ERROR):
        *_, last = converse(asked(CISCO), Settings(index=tmp_path))
    assert last[-1].trouble == texts.UNEXPECTED
    assert "secret detail" in caplog.text


def test_a_question_asked_again_in_its_place_leaves_the_later_ones(seeds_index):
    settings = Settings(index=seeds_index)
    *_, first = converse(asked(CISCO), settings)
    *_, second = converse(asked("Where was the Russian-Chinese Expo held?", first), settings)
    *_, again = converse(asked("Who spoke at the InfoSpace forum?", second, turn=1), settings)
    assert [exchange.question for exchange in again] == [
        "Who spoke at the InfoSpace forum?",
        "Where was the Russian-Chinese Expo held?",
    ]
    assert again[0].answer and again[1] == second[1]


def test_the_answer_comes_of_the_articles_that_the_filters_let_through(seeds_index):
    filters = Filters(sources=("silk road briefing",))
    *_, last = converse(begin((), CISCO, filters), Settings(index=seeds_index))
    assert {source.article.source for source in last[-1].sources} == {"Silk Road Briefing"}
