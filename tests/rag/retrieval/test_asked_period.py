"""What time a question speaks of, told from the day it is asked on."""

from datetime import date

import pytest

from rag.retrieval.asked_period import asked_period

TODAY = date(2023, 7, 12)


@pytest.mark.parametrize(
    ("question", "first", "last", "words"),
    [
        ("What was destroyed in January?", "2023-01-01", "2023-01-31", "January 2023"),
        ("What was destroyed in December?", "2022-12-01", "2022-12-31", "December 2022"),
        ("What was said in July?", "2023-07-01", "2023-07-31", "July 2023"),
        ("What was said last July?", "2022-07-01", "2022-07-31", "July 2022"),
        ("Who spoke in March 2021?", "2021-03-01", "2021-03-31", ""),
        ("What did the fund lend last year?", "2022-01-01", "2022-12-31", "2022"),
        ("What does the fund get this year?", "2023-01-01", "2023-12-31", "2023"),
        ("Who resigned last month?", "2023-06-01", "2023-06-30", "June 2023"),
        ("Who resigned last week?", "2023-07-03", "2023-07-09", ""),
        ("Who resigned yesterday?", "2023-07-11", "2023-07-11", ""),
        ("Who resigned two years ago?", "2021-01-01", "2021-12-31", "2021"),
        ("Who resigned 7 months ago?", "2022-12-01", "2022-12-31", "December 2022"),
        ("Who resigned in the past 10 days?", "2023-07-02", "2023-07-12", ""),
        ("How much was lent in 2022?", "2022-01-01", "2022-12-31", ""),
        ("Who spoke on 5 April 2023?", "2023-04-05", "2023-04-05", ""),
        ("What was said since March?", "2023-03-01", "2023-07-12", ""),
        ("What was said before June 2023?", "0001-01-01", "2023-05-31", ""),
        ("What was said between March and June 2023?", "2023-03-01", "2023-06-30", ""),
        ("What was said from 2020 to 2022?", "2020-01-01", "2022-12-31", ""),
        ("What was the profit in the first half of 2024?", "2024-01-01", "2024-06-30", ""),
        ("What was the profit in Q2 2022?", "2022-04-01", "2022-06-30", ""),
        ("Who resigned last February?", "2023-02-01", "2023-02-28", "February 2023"),
        ("Who resigned this week?", "2023-07-10", "2023-07-16", ""),
        ("Who resigned on Friday?", "2023-07-07", "2023-07-07", ""),
        ("WHO SPOKE IN MAY?", "2023-05-01", "2023-05-31", "May 2023"),
    ],
)
def test_a_period_is_read(question: str, first: str, last: str, words: str) -> None:
    period = asked_period(question, TODAY)
    assert period is not None
    assert (str(period.first), str(period.last), period.words) == (first, last, words)


@pytest.mark.parametrize(
    "question",
    [
        "Who spoke at the forum?",
        "What may in all likelihood follow the march of progress?",
        "Who is April Jones?",
        "Where is the plant of 1500 workers?",
        "How long did the last war last?",
        "",
    ],
)
def test_other_questions_name_none(question: str) -> None:
    assert asked_period(question, TODAY) is None


def test_news_goes_on_for_a_while_after_a_period() -> None:
    period = asked_period("What happened in January?", TODAY)
    assert period is not None
    assert [period.holds(date(2023, *day)) for day in ((1, 1), (2, 5), (3, 1))] == [True, True, False]


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("What did Borisov say about Zelenograd in July 2023?", "What did Borisov say about Zelenograd?"),
        ("Who was the minister in 2023?", "Who was the minister?"),
        ("Since last year, what changed?", "what changed?"),
        ("How much did the fund lend between 2020 and 2022?", "How much did the fund lend?"),
    ],
)
def test_the_words_of_the_period_can_be_taken_out(question: str, plain: str) -> None:
    period = asked_period(question, TODAY)
    assert period is not None
    assert period.without(question) == plain
