"""What is said of one who is easily taken for the one asked about is told from what is said of the very one."""

import pytest

from embeddings import Span
from rag.answering.claims.identity import no_answer, of_another


def another(question: str, sentence: str, answer: str, **around: str) -> bool:
    start = sentence.index(answer)
    return of_another(question, sentence, Span(start, start + len(answer)), **around)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Which town is the largest?", "Ost is the second largest town.", "Ost"),
        ("Which is the second largest town?", "Ost is the largest town.", "Ost"),
        ("Who heads the port?", "Deputy port director Ada Holm spoke.", "Ada Holm"),
        ("Who is the deputy director of the port?", "Ada Holm, director of the port, spoke.", "Ada Holm"),
        ("Who is the former mayor of Pell?", "The mayor of Pell, Ada Holm, spoke.", "Ada Holm"),
        ("Who won the open?", "Ada Holm won the women's open in Pell.", "Ada Holm"),
        ("Who won the women's open?", "Per Lund won the open in Pell.", "Per Lund"),
        ("Who leads Norsen?", "Ada Holm leads the Norsen Foundation.", "Ada Holm"),
        ("Who leads the Norsen Foundation?", "Ada Holm leads Norsen.", "Ada Holm"),
        ("Which ferry left Ost?", "Norsen quietly chartered its oldest ferry, which had left Ost.", "Norsen"),
        ("How many docks will close?", "An earlier version said that 41 docks would close.", "41"),
        ("And who won the junior cup?", "Bo Falk won the cup in Ost.", "Bo Falk"),
    ],
)
def test_who_nearly_has_the_name_or_the_office_is_another(question: str, sentence: str, answer: str) -> None:
    assert another(question, sentence, answer)


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Which is the second largest town?", "Ost is the second largest town.", "Ost"),
        ("Who is the deputy port director?", "Deputy port director Ada Holm spoke.", "Ada Holm"),
        ("Who leads the Norsen Foundation?", "Ada Holm leads the Norsen Foundation.", "Ada Holm"),
        ("Who leads Norsen?", "Ada Holm leads Norsen and the Norsen Foundation.", "Ada Holm"),
        ("What does the man who won the cup want?", "Former cup winner Bo Falk wants a ferry.", "a ferry"),
        ("How many girls under 10 were seen?", "They saw 40 girls of an age of 10.", "40"),
        ("Which ferry left Ost?", "Solvag, the oldest ferry, has left Ost.", "Solvag"),
        ("Which port is the largest?", "Pell remained the largest port.", "Pell"),
        ("Which port is free?", "Pell is the only port that is free.", "Pell"),
        ("How many docks did the first version name?", "An earlier version named 41 docks.", "41"),
        ("Who met Norsen?", "Ada Holm, a former teacher, met Norsen.", "Ada Holm"),
        ("When did president Holm die?", "Former president Holm died in May.", "May"),
        ("Which school did she attend?", "She went to Pell Girls High School in Ost.", "Pell Girls High School"),
    ],
)
def test_the_very_one_is_no_other(question: str, sentence: str, answer: str) -> None:
    assert not another(question, sentence, answer)


def test_the_headline_may_say_which_contest_is_told_of() -> None:
    asked, told = "Who won the women's open?", "Ada Holm won the open in Pell."
    assert another(asked, told, "Ada Holm")
    assert not another(asked, told, "Ada Holm", heading="Women's open: a first for Pell")


@pytest.mark.parametrize(
    ("question", "answer", "none"),
    [
        ("Which country is Norsen's partner?", "Norsen", True),
        ("Which fair was the Norsen Expo part of?", "VII Norsen Expo", True),
        ("Which is larger, Norsen or Ostland?", "Norsen", False),
        ("Who met Holm?", "Ada Holm", False),
        ("What is cooling by radiation called?", "Radiation cooling", False),
        ("How many crowns is a dollar?", "reports", True),
        ("How many crowns is a dollar?", "some forty-one crowns", False),
        ("In how many towns was it seen?", "no town", False),
    ],
)
def test_what_a_question_says_itself_is_no_answer_nor_is_anything_of_another_sort(
    question: str, answer: str, none: bool
) -> None:
    assert no_answer(question, answer) is none


@pytest.mark.parametrize(
    ("question", "sentence", "around", "look_alike"),
    [
        ("What does Jo Meyer want?", "Meier wants a bridge.", "Meyer wants a ferry.", True),
        ("What does Jo Meyer want?", "Meyer wants a bridge.", "Meier wants a ferry.", False),
        ("What does Jo Meyer want?", "Meier wants a bridge.", "", False),
        ("What do the Merens want?", "The Meren want a bridge.", "The Merens of Ost", False),
        ("Where was Edna Edda buried?", "Edda was buried in Ost.", "Edna Edda of Pell", False),
        ("Who leads Turkey?", "The Turkish parliament chose Ada Holm.", "In Turkey", False),
    ],
)
def test_a_name_spelt_nearly_like_another_beside_it_is_that_other(
    question: str, sentence: str, around: str, look_alike: bool
) -> None:
    assert another(question, sentence, sentence[:5].strip(), passage=f"{sentence} {around}") is look_alike
