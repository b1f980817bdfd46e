"""What is said of one who is easily taken for the one asked about is told from what is said of the very one."""

import pytest

from embeddings import Span
from rag.answering.claims.identity import holds_no_office, no_answer, of_another


def another(question: str, sentence: str, answer: str, **around: str) -> bool:
    start = sentence.index(answer)
    return of_another(question, sentence, Span(start, start + len(answer)), **around)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Who heads the port?", "Deputy port director Ada Holm spoke.", "Ada Holm"),
        ("Who is the deputy director of the port?", "Ada Holm, director of the port, spoke.", "Ada Holm"),
        ("Who is the former mayor of Pell?", "The mayor of Pell, Ada Holm, spoke.", "Ada Holm"),
        ("Who won the open?", "Ada Holm won the women's open in Pell.", "Ada Holm"),
        ("Who won the women's open?", "Per Lund won the open in Pell.", "Per Lund"),
        ("Who leads Norsen?", "Ada Holm leads the Norsen Foundation.", "Ada Holm"),
        ("Who leads the Norsen Foundation?", "Ada Holm leads Norsen.", "Ada Holm"),
        ("Who is the Norse prime minister?", "Judge Ada Holm met prime ministers.", "Ada Holm"),
        ("Who is the energy minister?", "Finance Minister Ada Holm met the energy minister.", "Ada Holm"),
        ("Who chairs the port, the mayor?", "The port is led by Ada Holm, a senator from Ost.", "Ada Holm"),
        ("How many docks will close?", "An earlier version said that 41 docks would close.", "41"),
        ("Which ferry left Ost?", "Norsen quietly sold its oldest ferry, which had left Ost.", "Norsen"),
        ("Who owns Pell?", "Norsen's owner Holm Group wants back what Pell owes.", "Holm Group"),
        ("Who is the mayor of Pell?", "Ost's mayor Ada Holm saw Pell.", "Ada Holm"),
        ("Who owns Pellmark?", "Penton's owner Holm Group wants back what Pellmark owes.", "Holm Group"),
    ],
)
def test_who_nearly_has_the_name_or_the_office_is_another(question: str, sentence: str, answer: str) -> None:
    assert another(question, sentence, answer)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Who is the deputy port director?", "Deputy port director Ada Holm spoke.", "Ada Holm"),
        ("Who leads the Norsen Foundation?", "Ada Holm leads the Norsen Foundation.", "Ada Holm"),
        ("Who leads Norsen?", "Ada Holm leads Norsen and the Norsen Foundation.", "Ada Holm"),
        ("Who met Norsen?", "Ada Holm, a former teacher, met Norsen.", "Ada Holm"),
        ("When did president Holm die?", "Former president Holm died in May.", "May"),
        ("Who is the energy minister?", "Prime Minister Per Lund named Ada Holm as the energy minister.", "Ada Holm"),
        ("Who is the chief executive of Norsen?", "It is led by Norsen CEO Ada Holm.", "Ada Holm"),
        ("Who will replace the mayor of Pell?", "The mayor is to be replaced by Ada Holm, a senator.", "Ada Holm"),
        ("Who is to become the new mayor?", "The mayor is to be replaced by Ada Holm, a senator.", "Ada Holm"),
        ("Which school did she attend?", "She went to Pell Girls High School in Ost.", "Pell Girls High School"),
        ("Which ferry left Ost?", "Solvag, the oldest ferry, has left Ost.", "Solvag"),
        ("Which port is the largest?", "Pell remained the largest port.", "Pell"),
        ("Who owns Norsen?", "Norsen's owner Holm Group wants back what Pell owes.", "Holm Group"),
        ("Who is the Norse king?", "Norway's king Olaf came.", "Olaf"),
        ("Who is the French mayor?", "France's mayor Ada Holm led the French.", "Ada Holm"),
        ("Who saw Pell?", "Ost's mayor Ada Holm saw Pell.", "Ada Holm"),
        ("How many docks did the first version name?", "An earlier version named 41 docks.", "41"),
    ],
)
def test_the_very_one_is_no_other(question: str, sentence: str, answer: str) -> None:
    assert not another(question, sentence, answer)


def test_the_headline_may_say_which_contest_is_told_of() -> None:
    asked, told = "Who won the women's open?", "Ada Holm won the open in Pell."
    assert another(asked, told, "Ada Holm")
    assert not another(asked, told, "Ada Holm", heading="Women's open: a first for Pell")


def test_a_name_spelt_nearly_like_another_beside_it_is_that_other() -> None:
    passage = "Meier wants a bridge. Meyer wants a ferry."
    assert another("What does Jo Meyer want?", "Meier wants a bridge.", "a bridge", passage=passage)
    assert not another("What does Jo Meyer want?", "Meyer wants a ferry.", "a ferry", passage=passage)


def test_a_misspelt_name_or_an_adjective_of_it_is_no_other() -> None:
    told = "Meier wants a bridge."
    assert not another("What does Jo Meyer want?", told, "a bridge", passage=told)
    assert not another("Who leads Turkey?", "The Turkish parliament chose Ada Holm.", "Ada Holm", passage="In Turkey")


@pytest.mark.parametrize(
    ("question", "answer", "article", "no_office"),
    [
        ("Who is the head of the port authority?", "Norsland", "Norsland set up its port authority in 2014.", True),
        ("Who is the head of the port authority?", "Ost", "Ost has a port authority. The head lives in Ost.", True),
        ("Who is the head of the port authority?", "Holm", "Ada Holm heads the authority. Holm is 52.", False),
        ("Who is the mayor?", "Holm", "Mayor Holm spoke.", False),
        ("Who is the mayor?", "Ada Holm", "The mayor, Ada Holm, spoke.", False),
        ("Who won the match?", "Norsland", "Norsland won in Pell.", False),
    ],
)
def test_a_place_holds_no_office(question: str, answer: str, article: str, no_office: bool) -> None:
    assert holds_no_office(question, answer, article) == no_office


@pytest.mark.parametrize(
    ("question", "answer", "none"),
    [
        ("Which country is Norsen's partner?", "Norsen", True),
        ("Which fair was the Norsen Expo part of?", "VII Norsen Expo", True),
        ("Which country is Norsen's partner?", "Ostland and Pellia", True),
        ("Which countries are Norsen's partners?", "Ostland and Pellia", False),
        ("Which country won?", "Bosnia and Herzegovina", False),
        ("Which is larger, Norsen or Ostland?", "Norsen", False),
        ("Who met Holm?", "Ada Holm", False),
        ("What is cooling by radiation called?", "Radiation cooling", False),
        ("How many crowns is a dollar?", "reports", True),
        ("How many crowns is a dollar?", "some forty-one crowns", False),
        ("In how many towns was it seen?", "no town", False),
        ("What did Holm die of?", "the age of 75", True),
        ("At what age did Holm die?", "the age of 75", False),
        ("What is a polder system?", "post-colonial", True),
        ("What is a polder system?", "farmland", False),
        ("What colour is it?", "colourful", False),
        ("What is the soil?", "colourful", False),
    ],
)
def test_what_a_question_says_itself_is_no_answer_nor_is_anything_of_another_sort(
    question: str, answer: str, none: bool
) -> None:
    assert no_answer(question, answer) is none
