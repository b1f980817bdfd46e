"""Content words meet across endings, capitals and diacritics, and grammar does not count."""

import pytest

from rag.words.content_words import content_stems, stem, words


@pytest.mark.parametrize(
    "forms",
    [
        "destroy destroyed destroys destroying",
        "localization localized localised local",
        "company companies",
        "move moved moving",
        "plan planned plans planning",
        "generation generations",
        "speak spoke spoken",
        "lend lent lends",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("pair", ["generation general", "fund found", "minister mine", "25 250", "1.86 1.8"])
def test_different_words_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_capitals_diacritics_and_possessives_do_not_count() -> None:
    assert words("Škoda's CAFÉ") == ["skoda", "cafe"]


def test_numbers_stay_whole() -> None:
    assert content_stems("worth 1.86 billion and 1,000 rubles") == ("worth", "1.86", "billion", "1000", "rubl")


def test_a_question_of_grammar_alone_has_no_content() -> None:
    assert content_stems("What is it and who are they?") == ()


def test_other_scripts_have_words_too() -> None:
    assert content_stems("Кто выступил на форуме?")
