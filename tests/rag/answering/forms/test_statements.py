"""What somebody said is found through name, title and pronoun, and who said something by what was said."""

import pytest

from embeddings.sentences import split_sentences
from rag import Settings, Turn, answer, verify
from rag.answering.forms.speech import statements


def speakers(text: str) -> list[str]:
    return [one.speaker for one in statements(text, split_sentences(text))]


@pytest.mark.parametrize("who", ["Lind", "Tove Lind", "the harbour minister"])
def test_a_speaker_is_found_by_name_and_by_title(newsroom: Settings, who: str) -> None:
    result = answer(f"What did {who} say?", settings=newsroom)
    assert (result.form, {row.label for row in result.rows}) == ("statements", {"Tove Lind"})
    texts = " ".join(row.text for row in result.rows)
    # "... she said" stands after a sentence that names her.
    assert "cannot count" in texts
    assert "waited for this ferry" in texts
    assert verify(result, settings=newsroom).ok


def test_who_said_it_is_the_answer(newsroom: Settings) -> None:
    result = answer("Who said that a bridge needs no crew?", settings=newsroom)
    assert (result.form, result.short) == ("statements", "Ana Voss")
    assert [citation.quote for citation in result.citations] == ["Voss told reporters that a bridge needs no crew."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"It is late," Mara Holm said.', ["Mara Holm"]),
        ("Mara Holm, the mayor of Ghent, said it was late.", ["Mara Holm"]),
        ("It was late, said Mara Holm, the mayor of Ghent.", ["Mara Holm"]),
        ("It was late, according to Mara Holm.", ["Mara Holm"]),
        ("Mayor Mara Holm said no. The mayor added that it was late.", ["Mara Holm", "Mara Holm"]),
        ("Mara Holm said no. She later told reporters why.", ["Mara Holm", "Mara Holm"]),
        ('Mara Holm said: "It is late. We go home."', ["Mara Holm", "Mara Holm"]),
        ("Police said nobody was hurt.", ["Police"]),
        ("He was told to go home. The plan is called Dawn.", []),
        ("Two trams stopped in the snow.", []),
    ],
)
def test_the_one_who_speaks(text: str, found: list[str]) -> None:
    assert speakers(text) == found


def test_a_body_that_was_just_spoken_of_is_the_one_that_is_meant(newsroom: Settings) -> None:
    before = answer("How much did the ferry line to Arle cost in March 2024?", settings=newsroom)
    assert before.citations
    elsewhere = answer("How did the minister respond?", settings=newsroom, history=[Turn.of(before)])
    assert {row.marks for row in elsewhere.rows}
    cited = {citation.article_id for citation in before.citations}
    assert {citation.article_id for citation in elsewhere.citations} <= cited


def test_what_is_proposed_for_something_is_headed_by_that(newsroom: Settings) -> None:
    result = answer("What did Lind say regarding the ferry?", settings=newsroom)
    assert result.text.startswith("Tove Lind on ferry:")
