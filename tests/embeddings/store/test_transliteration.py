from embeddings.store.transliteration import in_latin


def test_words_of_other_scripts_are_spelled_in_latin_letters() -> None:
    assert in_latin("Шпак and Мантуров met Τσίπρας in 北京") == ["shpak", "manturov", "tsipras", "beijing"]


def test_a_word_is_spelled_once_and_stays_one_word() -> None:
    assert in_latin("Щукин, щукин and объект") == ["shchukin", "obekt"]


def test_words_that_only_bear_accents_are_left_to_the_full_text_index() -> None:
    assert in_latin("A café in Čadca, Škoda, naïve") == []
    assert in_latin("Łódź") == ["lodz"]


def test_plain_text_has_nothing_to_spell() -> None:
    assert in_latin("") == in_latin("Shpak said: 1.86 billion — “enough”.") == []
