"""Notices, sign-ups and lists of links are no part of a story; the story is, whatever it speaks of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from embeddings import Archive, IndexSettings, rebuild
from embeddings.intake.boilerplate import boilerplate

Write = Callable[[str, str | bytes], Path]
STORY = "The mayor opened the bridge on Monday. It took three years.\n\nTraffic starts on Tuesday, the town hall said."


def dropped(text: str) -> list[str]:
    return [text[line.start : line.end] for line in boilerplate(text)]


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your visit.",
        "By continuing to use this site you agree to our use of cookies.",
        "Sign up for our daily newsletter",
        "Subscribe to get news alerts in your inbox every morning.",
        "© 2024 The Alder Post",
        "Copyright 2023 Silk Road Briefing. All rights reserved.",
        "Read also: Ferry makes its last run",
        "Follow us on Telegram",
        "Advertisement",
    ],
)
def test_a_notice_is_dropped_wherever_it_stands(line: str) -> None:
    first, second = STORY.split("\n\n")
    assert dropped(f"{first}\n\n{line}\n\n{second}") == [line]


@pytest.mark.parametrize(
    "line",
    ["Copyright holders sued the library on Friday.", "(c) the harbour pays for the crane.", "Share prices fell."],
)
def test_a_sentence_that_begins_like_a_notice_stays(line: str) -> None:
    first, second = STORY.split("\n\n")
    assert dropped(f"{first}\n\n{line}\n\n{second}") == []


def test_a_list_of_links_ends_where_the_story_goes_on() -> None:
    first, second = STORY.split("\n\n")
    links = "Related Reading\n\nFerry makes its last run\n\nWhat a bridge costs"
    assert dropped(f"{first}\n\n{links}\n\n{second}") == [line for line in links.split("\n") if line]


def test_words_about_the_publisher_are_dropped_at_the_end_only() -> None:
    about = "About Us\n\nThe Alder Post is a paper.\n\nIt has ten editors."
    long = "\n\n".join([STORY] * 4)
    assert dropped(f"{long}\n\n{about}") == [line for line in about.split("\n") if line]
    assert dropped(f"{about}\n\n{long}") == []


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "Cookies are baked in Alder since 1890. The bakery uses butter.",
        "The company registered a patent. Subscribers to its service pay ten crowns a month.",
        "Comments by Ines Holm\n\nThe mayor calls the bridge a gift.",
        "He asked readers to share on.\n\nCopyrights are at the heart of the dispute, a judge said.",
    ],
)
def test_a_story_is_kept(text: str) -> None:
    assert dropped(text) == []


def test_an_article_that_is_nothing_else_is_kept() -> None:
    assert dropped("We use cookies.\n\nAll rights reserved.") == []


def test_boilerplate_is_found_but_shares_no_passage_with_the_story(settings: IndexSettings, write: Write) -> None:
    write("bridge.md", f"# A bridge\n\n{STORY}\n\nAbout Us\n\nThe Alder Post is a paper.")
    rebuild(settings=settings)
    with Archive.open(settings).snapshot() as snapshot:
        (article,) = snapshot.articles()
        story, about = snapshot.passages_of(article.id)
        assert story.text == STORY
        assert about.text == "About Us\n\nThe Alder Post is a paper."
        assert [hit.passage_id for hit in snapshot.search_text("paper", 5)] == [about.id]
        assert snapshot.asides([story.id, about.id]) == {about.id}
