"""A sentence agrees with a question where it says what the question takes for granted."""

import pytest

from embeddings import Span
from rag.answering.claims.agreement import affirms, agrees, contrasted, denies, negated, unrealised

UNLIKE = "Unlike Latvia, Estonia has not closed the mines."


def agreed(question: str, sentence: str, answer: str) -> bool:
    start = sentence.index(answer)
    return agrees(question, sentence, Span(start, start + len(answer)))


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Who bought the mill?", "The owner, Ada Holm, never bought the mill.", "Ada Holm"),
        ("Who bought the mill?", "Ada Holm denied that she had bought the mill.", "Ada Holm"),
        ("Which country has closed the mines?", UNLIKE, "Estonia"),
        ("Which country has not closed the mines?", UNLIKE, "Latvia"),
    ],
)
def test_what_is_denied_does_not_agree(question: str, sentence: str, answer: str) -> None:
    assert not agreed(question, sentence, answer)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Who bought the mill?", "Ada Holm bought the mill.", "Ada Holm"),
        ("Who did not buy the mill?", "Ada Holm did not buy the mill.", "Ada Holm"),
        ("What did Ada Holm deny?", "Ada Holm denied that she had bought it.", "that she had bought it"),
        ("Which country has closed the mines?", UNLIKE, "Latvia"),
        ("Which country has not closed the mines?", UNLIKE, "Estonia"),
        ("How many guests were hurt?", "No guests were hurt.", "No guests"),
        ("Who bought the mill?", "Ada Holm bought the mill, but the bank did not.", "Ada Holm"),
    ],
)
def test_what_is_asked_for_as_it_is_said_agrees(question: str, sentence: str, answer: str) -> None:
    assert agreed(question, sentence, answer)


@pytest.mark.parametrize(
    ("question", "sentence", "denied"),
    [
        ("Has Estonia closed the mines?", UNLIKE, True),
        ("Has Latvia closed the mines?", UNLIKE, False),
        ("Did Ada Holm buy the mill?", "Ada Holm never bought the mill in Pell.", True),
        ("Did Ada Holm buy the mill?", "Ada Holm bought the mill, but the bank did not.", False),
        ("Did Ada Holm buy the harbour?", "Ada Holm did not buy the mill.", False),
        ("Did Ada Holm not buy the mill?", "Ada Holm did not buy the mill.", False),
        ("Was Ada Holm in the mill when it burned?", "Neither Ada Holm nor her son was in the mill.", True),
        ("Was Ada Holm in the mill?", "Ada Holm was in the mill, but her son was not.", False),
    ],
)
def test_a_yes_or_no_is_denied_by_a_sentence_with_all_its_words(question: str, sentence: str, denied: bool) -> None:
    assert denies(question, sentence) == denied


@pytest.mark.parametrize(
    ("question", "sentence", "affirmed"),
    [
        ("Did Ada Holm buy the mill?", "Ada Holm bought the mill in Pell.", True),
        ("Has Norsen closed its docks in Ost?", "Norsen and Lund have closed all docks in Ost, the mayor said.", True),
        ("Did Ada Holm buy the mill?", "Ada Holm never bought the mill.", False),
        ("Did Ada Holm buy the mill?", "Ada Holm planned to buy the mill.", False),
        ("Did Ada Holm plan to buy the mill?", "Ada Holm planned to buy the mill.", True),
        ("Did Pell beat Ost?", "Ost beat Pell in May.", False),
        ("Has Norsen closed its docks in Ost?", "Norsen has in Ost closed all that it had, its docks too.", True),
        ("Did Ada Holm buy the mill in 2021?", "Ada Holm bought the mill in 2022.", False),
        ("Did all docks in Ost close?", "Most docks in Ost closed.", False),
        ("Is the mill in Pell?", "The mill is near Pell.", False),
    ],
)
def test_a_yes_is_affirmed_by_a_sentence_that_states_it_plainly(question: str, sentence: str, affirmed: bool) -> None:
    assert affirms(question, sentence) == affirmed


def test_a_denial_may_leave_a_word_to_its_headline() -> None:
    told = "Holm did not buy the mill, she said."
    assert not denies("Did Ada Holm buy the mill?", told)
    assert denies("Did Ada Holm buy the mill?", told, "Ada Holm on her plans")
    assert not denies("Did Ada Holm buy the mill?", "She did not say so.", "Ada Holm and the mill: did she buy it?")


def test_whoever_is_set_apart_is_not_the_one_of_whom_it_is_said() -> None:
    question = "Which country has closed the mines?"
    places = {name: Span(start := UNLIKE.index(name), start + len(name)) for name in ("Latvia", "Estonia")}
    assert contrasted(question, UNLIKE, places["Estonia"])
    assert not contrasted(question, UNLIKE, places["Latvia"])
    assert not contrasted(question, "Estonia has not closed the mines.", Span(0, 7))


@pytest.mark.parametrize(
    ("question", "sentence", "only_to_be"),
    [
        ("Why was Holm suspended?", "A club calls for Falk to be suspended for rudeness.", True),
        ("Why was Holm suspended?", "Holm should be suspended for rudeness, Falk said.", True),
        ("Why was Holm suspended?", "Holm was suspended for what should be suspended never.", False),
        ("Why was Holm suspended?", "Holm was the first to be suspended for rudeness.", False),
        ("Why should Holm be suspended?", "Holm should be suspended for rudeness, Falk said.", False),
        ("When did Holm win?", "Holm should be suspended for rudeness.", False),
    ],
)
def test_what_is_only_called_for_was_not_done(question: str, sentence: str, only_to_be: bool) -> None:
    assert unrealised(question, sentence) is only_to_be


@pytest.mark.parametrize(
    ("question", "sentence", "answer", "denied"),
    [
        ("Which country has banned furs?", "Norsland has not banned furs.", "Norsland", True),
        ("Which country has banned furs?", "Norsland refused to ban furs.", "Norsland", True),
        ("Which country has banned furs?", "Pellia has banned furs, which Norsland has not banned.", "Pellia", False),
        ("Which country has not banned furs?", "Norsland has not banned furs.", "Norsland", False),
        ("How many docks were closed?", "No docks were closed.", "No docks", False),
        ("Who refused to ban furs?", "Norsland refused to ban furs.", "Norsland", False),
    ],
)
def test_a_verb_that_is_denied_is_not_done(question: str, sentence: str, answer: str, denied: bool) -> None:
    start = sentence.index(answer)
    assert negated(question, sentence, Span(start, start + len(answer))) is denied
