"""A look-up is answered from the time that is asked for, and in the order that is."""

from collections.abc import Callable

import pytest

from rag import Settings, Turn, answer

Library = Callable[..., Settings]
STORIES = {
    "old": "---\ntitle: Tunnel to cost 2.1 billion\ndate: 2023-01-10\n---\n"
    "The rail tunnel under the river Brede will cost 2.1 billion crowns, transport minister Olof Krantz said.\n",
    "new": "---\ntitle: Tunnel to cost 3.4 billion\ndate: 2024-09-20\n---\n"
    "The rail tunnel under the river Brede will cost 3.4 billion crowns, minister Linnea Ekdahl said on Friday.\n",
    "typo": "---\ntitle: Regatta\ndate: 2204-06-05\n---\nThe regatta of Pell is held in June, the club said.\n",
}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What is the latest cost of the rail tunnel?", "3.4 billion crowns"),
        ("What was the original cost of the rail tunnel?", "2.1 billion crowns"),
        ("How much was the rail tunnel to cost in January 2023?", "2.1 billion crowns"),
        ("How much will the rail tunnel cost this year?", "3.4 billion crowns"),
    ],
)
def test_the_asked_time_and_order_choose_among_articles_that_differ(
    library: Library, question: str, short: str
) -> None:
    result = answer(question, settings=library(**STORIES))
    assert short in result.citations[0].quote
    assert result.short in (short, None)


def test_a_weekday_in_an_answer_gets_its_date(library: Library) -> None:
    story = (
        "---\ntitle: Minister quits\ndate: 2024-02-02\n---\nThe meeting of the council in Pell was held on Thursday.\n"
    )
    result = answer("When was the meeting of the council in Pell held?", settings=library(story=story))
    assert result.short is not None
    assert "Thursday (1 February 2024)" in result.text


def test_a_question_why_is_answered_with_the_reason_or_not_as_sure(library: Library) -> None:
    dam = (
        "---\ntitle: Dam emptied\ndate: 2024-06-11\n---\nThe operator emptied the Krona dam in March, Ida Lind said. "
        "Some boats were moved. The company named two reasons for it: the concrete had cracked and the gates rusted.\n"
    )
    strike = (
        "---\ntitle: Strike of bakers\ndate: 2024-06-12\n---\nBakers in Tarn walked out on Monday. The strike of the "
        "bakers is to last two days, union leader Bo Falk said.\n"
    )
    settings = library(dam=dam, strike=strike)
    given = answer("Why did the operator empty the Krona dam?", settings=settings)
    assert (given.kind, given.citations[0].quote.startswith("The company named two reasons")) == ("answer", True)
    assert answer("Why are the bakers on strike?", settings=settings).kind == "quotes"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who is Edda Rohn?", "Harbour chief"),
        ("And who is Edda Rohn?", "Harbour chief"),
        ("What is roof bonding?", "ten households sign one contract and pay by use"),
        ("What toll did the ministry first give?", "12"),
        ("How much did the port earn in 2022?", "3 million crowns"),
    ],
)
def test_what_a_sentence_tells_in_its_place_is_trusted(library: Library, question: str, short: str) -> None:
    port = (
        "---\ntitle: Port of Sund\ndate: 2024-01-11\n---\nHarbour chief Edda Rohn wants more cranes. The port earned "
        "3 million crowns in 2022. It is to earn 5 million crowns in 2024.\n"
    )
    bond = (
        "---\ntitle: Heating in Olm\ndate: 2024-01-12\n---\nThe aim of roof bonding is that neighbours share a heat "
        "pump, Pia Lund said. Under roof bonding, ten households sign one contract and pay by use, she said.\n"
    )
    mine = (
        "---\ntitle: Mine fire in Kold\ndate: 2024-02-12\n---\nNineteen miners died in the fire, the ministry said. "
        "It had first put the toll at 12.\n"
    )
    assert answer(question, settings=library(port=port, bond=bond, mine=mine)).short == short


def test_a_sentence_on_another_year_is_not_of_the_year_asked_for(library: Library) -> None:
    port = (
        "---\ntitle: Port of Sund\ndate: 2023-05-11\n---\nThe port of Sund lent a record 140 million crowns to "
        "fishermen in 2022. Up to 90 million crowns is available to them in 2023.\n"
    )
    result = answer("How much did the port of Sund lend to fishermen in 2023?", settings=library(port=port))
    assert result.short != "140 million crowns"


def test_what_was_said_of_somebody_is_not_what_they_said(library: Library) -> None:
    told = (
        "---\ntitle: Rohn retires\ndate: 2024-05-11\n---\nHarbour chief Edda Rohn has retired. Mayor Olof Krantz "
        "described Edda Rohn as a beacon of the port.\n"
    )
    assert answer("What did Edda Rohn say about Olof Krantz?", settings=library(told=told)).kind != "answer"


def test_an_age_at_another_time_is_no_age_at_death(library: Library) -> None:
    told = (
        "---\ntitle: Edda Rohn dies\ndate: 2024-05-11\n---\nA 97-year-old boat builder has died in Sund. Edda Rohn "
        "moved to Sund with her family when she was 20.\n"
    )
    assert answer("How old was Edda Rohn when she died?", settings=library(told=told)).short != "20"


def test_what_was_just_spoken_of_is_meant_by_the_concert(library: Library) -> None:
    sund = (
        "---\ntitle: Choir of Sund\ndate: 2024-05-11\n---\nThe choir of Sund has 40 singers. The concert will be held "
        "in Olm on Friday.\n"
    )
    tarn = (
        "---\ntitle: Brass of Tarn\ndate: 2024-05-12\n---\nThe brass band of Tarn is 90 years old. The concert will be "
        "held in Kold on Friday.\n"
    )
    settings = library(sund=sund, tarn=tarn)
    before = answer("How many singers has the choir of Sund?", settings=settings)
    assert before.short == "40"
    after = answer("Where will the concert be held?", settings=settings, history=[Turn.of(before)])
    assert (after.short, {one.title for one in after.citations}) == ("Olm", {"Choir of Sund"})
