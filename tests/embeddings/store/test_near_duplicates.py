"""Near-duplicates are found by their words; their clusters keep up with what comes and goes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import Archive, IndexSettings, rebuild
from embeddings.store.near_duplicates import bands, near_duplicates

Write = Callable[[str, str | bytes], Path]
WIRE = (
    "The mayor of Alder opened the new bridge over the Wend on Monday. It took three years to build and cost 40 million"
    " crowns, the town hall said in a statement. Traffic will start on Tuesday, and the old ferry makes its last run on"
    " the same evening. Ines Holm, the mayor, thanked the engineers and all who live on either bank of the river."
)
OTHER = (
    "A storm closed the harbour of Portmere for two days. Fishermen stayed at home, and the night ferry was put off."
)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        (WIRE, True),
        (WIRE.upper(), True),
        (WIRE.replace("on Monday", "on Monday morning"), True),
        (WIRE.replace("40 million", "45 million"), False),
        (OTHER, False),
        ("Alder has a new bridge over the Wend. Mayor Ines Holm opened it on Monday after three years of work.", False),
    ],
)
def test_slightly_edited_copy_is_the_same_and_another_figure_or_wording_is_not(text: str, same: bool) -> None:
    assert near_duplicates(WIRE, text) is same


def test_near_duplicates_share_a_band_and_other_texts_do_not() -> None:
    assert set(bands(WIRE)) & set(bands(WIRE.replace("last run", "final run")))
    assert not set(bands(WIRE)) & set(bands(OTHER))
    assert bands("") == bands("")


def test_texts_with_most_words_in_common_share_a_band_and_those_with_few_seldom() -> None:
    def sharing(common: int) -> int:
        def text(n: int, side: str) -> str:
            both, own = (f"{n}x{i}" for i in range(common)), (f"{side}{n}x{i}" for i in range((100 - common) // 2))
            return " ".join([*both, *own])

        return sum(bool(set(bands(text(n, "one"))) & set(bands(text(n, "other")))) for n in range(60))

    assert sharing(90) == 60
    assert 0 < sharing(50) < 60
    assert sharing(30) < 10


def clusters(settings: IndexSettings) -> set[frozenset[str]]:
    """Return the titles of the articles whose passages are copies of one another."""
    with Archive.open(settings).snapshot() as snapshot:
        titles = {
            passage.id: article.title for article in snapshot.articles() for passage in snapshot.passages_of(article.id)
        }
        copies = snapshot.copies(list(titles))
        return {frozenset([titles[one], *(titles[other] for other in others)]) for one, others in copies.items()}


def test_a_rebuild_puts_copies_into_one_cluster(settings: IndexSettings, write: Write) -> None:
    write("a.md", f"# A\n\n{WIRE}")
    write("b.md", f"# B\n\n{WIRE.replace('on Monday', 'on Monday morning')}")
    write("c.md", f"# C\n\n{WIRE.replace('40 million', '45 million')}")
    write("d.md", f"# D\n\n{OTHER}")
    rebuild(settings=settings)
    assert clusters(settings) == {frozenset("AB")}


def test_a_cluster_outlives_its_first_passage_and_ends_with_its_last(settings: IndexSettings, write: Write) -> None:
    first = write("a.md", f"# A\n\n{WIRE}")
    others = [write(f"{name}.md", f"# {name}\n\n{WIRE} So says paper {name.lower()}.") for name in "BC"]
    rebuild(settings=settings)
    assert clusters(settings) == {frozenset("ABC")}
    first.unlink()
    rebuild(settings=settings)
    assert clusters(settings) == {frozenset("BC")}
    write("d.md", f"# D\n\n{WIRE}")
    rebuild(settings=settings)
    assert clusters(settings) == {frozenset("BCD")}
    for path in (*others, settings.seeds / "d.md"):
        path.unlink()
    write("e.md", f"# E\n\n{WIRE} Once more.")
    rebuild(settings=settings)
    assert clusters(settings) == set()
    write("f.md", f"# F\n\n{WIRE}")
    rebuild(settings=settings)
    assert clusters(settings) == {frozenset("EF")}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("three years", "four years"),
        ("40 million", "forty-five million"),
        ("40 million", "40 billion"),
        ("Ines Holm", "Ines Holme"),
        ("on Monday", "on Tuesday"),
        ("Traffic will start", "Traffic will not start"),
        ("thanked the engineers", "never thanked the engineers"),
        ("opened the new bridge", "closed the new bridge"),
    ],
)
def test_versions_of_a_story_are_no_copies(old: str, new: str) -> None:
    assert not near_duplicates(WIRE, WIRE.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("three years", "3 years"),
        ("40 million", "forty million"),
        ("last run", "final run"),
        ("The mayor of Alder", "ALDER, May 7 (Landpress) - The mayor of Alder"),
        ("all who live", "everybody who lives"),
    ],
)
def test_other_spellings_of_the_same_are_copies(old: str, new: str) -> None:
    assert near_duplicates(WIRE, WIRE.replace(old, new, 1))


def test_a_figure_that_stands_elsewhere_in_the_text_covers_no_correction() -> None:
    told = "HALLOW, May 7 (Landpress) - Crews put out a blaze at the sawmill on Tuesday. Damage is put at 5 million."
    assert not near_duplicates(told, told.replace("5 million", "7 million"))
