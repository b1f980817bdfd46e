"""Names are found by their capitals; people are told from bodies, places and events."""

import pytest

from rag.words.names import forenames, names_in


def people(text: str) -> list[str]:
    return [name.text for name in names_in(text) if name.person > 1]


def things(text: str) -> list[str]:
    return [name.text for name in names_in(text) if not name.person]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Vasily Shpak, the Deputy Minister of Industry and Trade of Russia, spoke to journalists.", "Vasily Shpak"),
        ("Deputy Minister of Industry and Trade Vasily Shpak said on Wednesday.", "Vasily Shpak"),
        ("The fund grows, said Denis Manturov, the Minister for Russian Industry and Trade.", "Denis Manturov"),
        ("Russian President Vladimir Putin has described sanctions.", "Vladimir Putin"),
        ("It need not prevent that, Chris Devonshire-Ellis writes.", "Chris Devonshire-Ellis"),
    ],
)
def test_a_person_is_found_without_the_title(text: str, person: str) -> None:
    assert people(text) == [person]


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Manturov calls the Industrial Development Fund a platform.", "Industrial Development Fund"),
        ("He came to the Engineers of the Future forum.", "Engineers of the Future"),
        ("Where was the Russian-Chinese Expo held?", "Russian-Chinese Expo"),
        ("In January the U.S. company Cisco left.", "Cisco"),
    ],
)
def test_a_body_or_event_is_no_person(text: str, thing: str) -> None:
    assert thing in things(text)
    assert not people(text)


def test_the_first_word_of_a_sentence_is_no_name_by_its_capital_alone() -> None:
    assert names_in("Sanctions cost much. Which fund grows? The end.") == []


def test_names_stand_where_they_say() -> None:
    text = "Borisov said that Samsung and TSMC have left Russia, Yuri Borisov added."
    assert [text[name.start : name.end] for name in names_in(text)] == [name.text for name in names_in(text)]


def test_forenames_are_what_stands_before_the_last_name_of_a_person() -> None:
    assert forenames("Did Anna Maria Holm meet Norsen in Ost?") == frozenset({"anna", "maria"})
