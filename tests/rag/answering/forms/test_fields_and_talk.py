"""An article's own fields are told, parts are labelled, and talk gets a line with questions to ask."""

from rag import Settings, Turn, answer, verify


def test_an_articles_fields_are_told_with_its_first_sentence(newsroom: Settings) -> None:
    author = answer("Who wrote the article about the opening of the ferry line?", settings=newsroom)
    assert (author.form, author.short) == ("field", "Ines Holm")
    day = answer("When was the article about the mask published?", settings=newsroom)
    assert day.short == "2 November 2023"
    assert verify(day, settings=newsroom).ok


def test_what_is_not_known_of_an_article_is_said(newsroom: Settings) -> None:
    result = answer("Who wrote the article about the mask?", settings=newsroom)
    assert result.short is None
    assert result.text.startswith("The index holds no author of this article")


def test_it_is_the_article_that_was_cited_last(newsroom: Settings) -> None:
    first = answer("When was the mask taken?", settings=newsroom)
    result = answer("When was it published?", history=[Turn.of(first)], settings=newsroom)
    assert result.short == "2 November 2023"


def test_each_part_of_a_question_is_answered_and_labelled(newsroom: Settings) -> None:
    result = answer("When does the ferry line open and how many dragons live in Arle?", settings=newsroom)
    assert [row.label for row in result.rows] == ["When does the ferry line open?", "how many dragons live in Arle?"]
    assert result.rows[0].text == "1 May"
    assert "not answered" in result.rows[1].text
    assert [citation.n for citation in result.citations] == list(range(1, len(result.citations) + 1))
    assert verify(result, settings=newsroom).ok


def test_a_greeting_and_what_cannot_be_served_get_questions_to_ask(newsroom: Settings) -> None:
    for question, said in [("Hello", "Hello."), ("thanks!", "You are welcome."), ("Translate it", "I write and trans")]:
        result = answer(question, settings=newsroom)
        assert (result.kind, result.citations) == ("abstained", ())
        assert result.text.startswith(said)
        assert len(result.rows) == 3
        assert all(answer(row.text, settings=newsroom).kind == "answer" for row in result.rows)


def test_a_question_in_another_language_is_told_so(newsroom: Settings) -> None:
    assert "Englisch" in answer("Wer ist der neue Minister und was kostet das?", settings=newsroom).text
    assert "по-английски" in answer("Кто новый министр?", settings=newsroom).text
