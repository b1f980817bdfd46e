"""Coverage says how much of what a question asks about a sentence speaks of."""

import pytest

from rag.answering.evidence import Matter

CISCO = "Cisco destroyed all its stocks in Russia, worth 1.86 billion rubles."
BACKGROUND = [CISCO, "Russia lends to factories.", "Russia has a ruble.", "A ruble has kopecks, in Russia too."]


def coverage(question: str, sentence: str, *, title: str = "", passage: str = "") -> float:
    return Matter.of(question, BACKGROUND).coverage(sentence, title, passage or sentence)


def test_a_sentence_that_speaks_of_everything_asked_covers_it_all() -> None:
    assert coverage("What did Cisco destroy?", CISCO) == pytest.approx(1.0)


def test_a_matter_that_stands_nowhere_lowers_the_coverage() -> None:
    assert coverage("Who is the chief executive of Cisco?", CISCO) < 0.5


def test_another_matter_is_not_covered_at_all() -> None:
    assert coverage("How do I bake bread?", CISCO) == 0.0


def test_a_rare_word_weighs_more_than_one_that_every_text_holds() -> None:
    weights = Matter.of("Does Russia have kopecks?", BACKGROUND).weights
    assert weights["kopeck"] > weights["russia"]
    assert sum(weights.values()) == pytest.approx(1.0)


def test_a_number_that_is_missing_costs_more_than_a_word_that_is() -> None:
    asked = "What did Cisco destroy in 2022?"
    other_year = coverage(asked, "Cisco destroyed its stocks in 2023.")
    other_company = coverage(asked, "Samsung destroyed its stocks in 2022.")
    assert other_year < other_company


def test_a_number_of_another_sentence_does_not_count() -> None:
    asked = "What did Cisco destroy in 2022?"
    sentence = "Cisco destroyed its stocks."
    assert coverage(asked, sentence, passage=f"{sentence} In 2022 it rained.") == coverage(asked, sentence)


def test_the_headline_counts_as_the_sentence_and_the_passage_for_less() -> None:
    bare = "All of it was destroyed."
    asked = "What did Cisco destroy?"
    headline = coverage(asked, bare, title="Cisco leaves", passage=bare)
    nearby = coverage(asked, bare, passage=f"Cisco left. {bare}")
    assert coverage(asked, bare) < nearby < headline == pytest.approx(1.0)


def test_a_question_of_grammar_alone_is_covered_by_nothing() -> None:
    assert coverage("What is it?", CISCO) == 0.0


def test_a_word_of_one_root_is_found_and_a_name_that_only_looks_so_is_not() -> None:
    assert coverage("What of Koreans?", "It lies in Korea.") == pytest.approx(1.0)
    assert coverage("What of exporters and investors?", "Export and investment grew.") == pytest.approx(1.0)
    assert coverage("What of Navalny?", "The naval board met.") == 0.0
