import pytest

from embeddings.store.query import match_expression


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("Which company destroyed its stocks?", '"company" OR "destroyed" OR "stocks"'),
        ("the U.S. firm's 1.86 billion", '"u.s" OR "firm" OR "1.86" OR "billion"'),
        ("Russian-Chinese Expo", '"russian" OR "chinese" OR "expo"'),
        ("who is it", '"who" OR "is" OR "it"'),
        ("fund fund FUND", '"fund"'),
        ("cafe\u0301", '"café"'),
        ('" OR 1=1; --', '"1"'),
        ("", None),
        (" ?!… “” ", None),
        ("\ud800\0", None),
    ],
)
def test_words_of_a_question_become_a_safe_expression(query: str, expression: str | None) -> None:
    assert match_expression(query) == expression


def test_a_very_long_question_stays_a_short_expression() -> None:
    assert str(match_expression(" ".join(f"word{n}" for n in range(10_000)))).count(" OR ") < 100
