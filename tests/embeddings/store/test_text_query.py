import pytest

from embeddings.store.sqlite.query import query_terms


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("Which company destroyed its stocks?", ["company", "destroyed", "stocks"]),
        ("the U.S. firm's 1.86 billion", ["u.s", "firm", "1.86", "billion"]),
        ("Russian-Chinese Expo", ["russian", "chinese", "expo"]),
        ("who is it", ["who", "is", "it"]),
        ("fund fund FUND", ["fund"]),
        ("cafe\u0301", ["café"]),
        ('" OR 1=1; --', ["1"]),
        ('Who asked for "deep localization" first?', ["asked", "deep", "localization", "first", "deep localization"]),
        ("Is it «to be or not to be»?", ["is", "it", "to", "be", "or", "not", "to be or not to be"]),
        ('a "single" word', ["single", "word"]),
        ("Что сказал Шпак?", ["что", "сказал", "шпак", "chto", "skazal", "shpak"]),
        ("Škoda of Łódź", ["škoda", "łódź", "lodz"]),
        ("", []),
        (" ?!… “” ", []),
        ("\ud800\0", []),
    ],
)
def test_a_question_becomes_safe_terms(query: str, terms: list[str]) -> None:
    assert query_terms(query) == [f'"{term}"' for term in terms]


def test_a_very_long_question_stays_a_few_terms() -> None:
    assert len(query_terms(" ".join(f"word{n}" for n in range(10_000)))) < 100
