"""Whoever holds another office than the one asked for, or the same one elsewhere, is told from who holds it."""

from collections.abc import Callable

import pytest

from embeddings import Span
from rag import Settings, answer
from rag.answering.claims.office import holds_no_office, of_another_office


@pytest.mark.parametrize(
    ("question", "sentence", "person", "another"),
    [
        ("Who is the Norse prime minister?", "Judge Ada Holm met prime ministers.", "Ada Holm", True),
        ("Who is the energy minister?", "Finance Minister Ada Holm met the energy minister.", "Ada Holm", True),
        ("Who chairs the port, the mayor?", "The port is led by Ada Holm, a senator from Ost.", "Ada Holm", True),
        ("Who is the mayor of Pell?", "Ost's mayor Ada Holm saw Pell.", "Ada Holm", True),
        ("Who is the mayor of Pell?", "Mayor of Ost Ada Holm saw Pell.", "Ada Holm", True),
        ("Who is the WNL commissioner?", "NL Commissioner Ada Holm came to the WNL.", "Ada Holm", True),
        ("Who owns Pell?", "Tarn's owner Holm Group wants back what Pell owes.", "Holm Group", True),
        ("Who owns Pell?", "Pell's owner Holm Group wants back what Tarn owes.", "Holm Group", False),
        ("Who is the president of Pellia?", "Ostish President Ada Holm spoke.", "Ostish President Ada Holm", True),
        ("Who is the energy minister?", "Prime Minister Bo Falk named Ada Holm as energy minister.", "Ada Holm", False),
        ("Who is the chief executive of Norsen?", "It is led by Norsen CEO Ada Holm.", "Ada Holm", False),
        ("Who is the chief executive of Norsen Port?", "NP's chief executive, Ada Holm, left.", "Ada Holm", False),
        ("Who is the general secretary of Norsen?", "General Secretary Ada Holm spoke.", "Ada Holm", False),
        ("Who will replace the mayor?", "The mayor is to be replaced by Ada Holm, a senator.", "Ada Holm", False),
        ("Who is to become the new mayor?", "The mayor is replaced by Ada Holm, a senator.", "Ada Holm", False),
        ("Who is the French mayor?", "France's mayor Ada Holm led the French.", "Ada Holm", False),
        ("Who is the UK prime minister?", "British Prime Minister Ada Holm spoke.", "Ada Holm", False),
        ("Who is Norsland's foreign minister?", "Foreign Minister Ada Holm came.", "Ada Holm", False),
        ("Who became prime minister of Pellia?", "Ostish Prime Minister Ada Holm praised it.", "Ada Holm", True),
        ("Who became mayor of Ost?", "Ada Holm, a senator of Pell, was elected mayor.", "Ada Holm", False),
        ("Who is the director of Norsen?", "Pellmark paid, and its director, Ada Holm, left.", "Ada Holm", True),
        ("Who is the director of Norsen?", "Norsen paid, and its director, Ada Holm, left.", "Ada Holm", False),
        ("Who is the mayor of Pell?", "Ost's mayor, Ada Holm, flew to Pell.", "Ada Holm", True),
        ("Who owns Pell?", "Penton's owner Holm Group flew to Pell.", "Holm Group", True),
        ("Who is the mayor of Pell?", "The mayor of Pell, Ada Holm, flew to Ost.", "Ada Holm", False),
        ("Who owns Pell?", "Norsen, whose owner Holm Group is old, left.", "Holm Group", True),
        ("Who saw Pell?", "Ost's mayor Ada Holm saw Pell.", "Ada Holm", False),
    ],
)
def test_an_office_is_that_of_its_place(question: str, sentence: str, person: str, another: bool) -> None:
    start = sentence.index(person)
    assert of_another_office(question, sentence, Span(start, start + len(person))) is another


def test_who_has_the_office_elsewhere_is_not_quoted_as_near(library: Callable[..., Settings]) -> None:
    told = "---\ntitle: Bridge\ndate: 2024-05-11\n---\nOstish President Ada Holm has seen the bridge to Pellia.\n"
    found = answer("Who is the president of Pellia?", settings=library(told=told))
    assert "Ada Holm" not in found.text


@pytest.mark.parametrize(
    ("question", "answer", "article", "no_office"),
    [
        ("Who is the head of the port authority?", "Norsland", "Norsland set up its port authority in 2014.", True),
        ("Who leads the port authority?", "Norsland", "Norsland set up its port authority in 2014.", True),
        ("Who is the head of the port authority?", "Ost", "Ost has a port authority. The head lives in Ost.", True),
        ("Who is the head of the port authority?", "Holm", "Ada Holm heads the authority. Holm is 52.", False),
        ("Who is the mayor?", "Holm", "Mayor Holm spoke.", False),
        ("Who is the mayor?", "Ada Holm", "The mayor, Ada Holm, spoke.", False),
        ("Who won the match?", "Norsland", "Norsland won in Pell.", False),
    ],
)
def test_a_place_holds_no_office(question: str, answer: str, article: str, no_office: bool) -> None:
    assert holds_no_office(question, answer, article) == no_office


def test_the_state_that_set_up_a_fund_does_not_lead_it(settings: Settings) -> None:
    assert answer("Who leads the Industrial Development Fund?", settings=settings).short != "Russia"
