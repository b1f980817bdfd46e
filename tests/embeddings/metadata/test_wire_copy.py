from datetime import date

import pytest

from embeddings.intake.draft import Draft
from embeddings.metadata.wire import parse_wire

STORY = "Foreign suppliers may return on one condition.\nA second paragraph follows here."
APRIL_5 = date(2023, 4, 5)


def test_headline_date_and_dateline_are_found() -> None:
    draft = parse_wire(f"Suppliers may return\n5 Apr 2023 18:40\n\nMOSCOW. April 5 (Interfax) - {STORY}")
    assert (draft.title, draft.published, draft.source) == ("Suppliers may return", APRIL_5, "Interfax")
    assert draft.text == f"MOSCOW. April 5 (Interfax) - {STORY}"


@pytest.mark.parametrize(
    ("dateline", "source", "published"),
    [
        ("MOSCOW. April 5 (Interfax) - ", "Interfax", None),
        ("LONDON, Apr 5 (Reuters) — ", "Reuters", None),
        ("NEW YORK, April 5, 2023 (AP) -- ", "AP", APRIL_5),
        ("MOSCOW, April 5 /TASS/. ", "TASS", None),
        ("St. Petersburg, 5 April 2023 (RIA Novosti) – ", "RIA Novosti", APRIL_5),
    ],
)
def test_a_dateline_names_the_agency(dateline: str, source: str, published: date | None) -> None:
    draft = parse_wire(f"Headline of the day\n\n{dateline}{STORY}")
    assert (draft.source, draft.published) == (source, published)
    assert draft.text.startswith(dateline.strip()[:6])


def test_labelled_lines_are_metadata_in_any_order() -> None:
    draft = parse_wire(
        f"Source: Gazeta\nTitle: Chips\nPublished: 5 April 2023\nURL: https://x.example/1\nBy: A. Writer\n\n{STORY}"
    )
    assert draft == Draft(STORY, "Chips", APRIL_5, "Gazeta", "https://x.example/1", "A. Writer")


@pytest.mark.parametrize(
    "line", ["Interfax, 5 April 2023", "5 Apr 2023 | Interfax", "April 5, 2023, 6:40 p.m. - Interfax"]
)
def test_a_date_line_may_name_the_outlet(line: str) -> None:
    draft = parse_wire(f"Suppliers may return\n{line}\n{STORY}")
    assert (draft.published, draft.source, draft.text) == (APRIL_5, "Interfax", STORY)


def test_a_date_line_may_carry_clock_zone_and_a_note_of_its_age() -> None:
    draft = parse_wire(f"Suppliers may return\nWednesday, April 5, 2023 6:40 PM GMT+3 Updated 2 hours ago\n{STORY}")
    assert (draft.published, draft.source, draft.text) == (APRIL_5, None, STORY)


def test_a_headline_that_ends_with_a_date_is_a_headline() -> None:
    draft = parse_wire(f"Minister Visits Kazan 5 April 2023\n\n{STORY}")
    assert (draft.title, draft.source, draft.text) == ("Minister Visits Kazan 5 April 2023", None, STORY)


def test_a_byline_is_the_author() -> None:
    draft = parse_wire(f"Suppliers may return\nBy Chris Devonshire-Ellis\n{STORY}")
    assert (draft.author, draft.text) == ("Chris Devonshire-Ellis", STORY)


def test_a_closing_source_is_found_and_stays() -> None:
    draft = parse_wire(f"Suppliers may return\n{STORY}\nSource: Gazeta")
    assert draft.source == "Gazeta"
    assert draft.text.endswith("Source: Gazeta")


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "A sentence with a colon: it is a story. It goes on.\nAnd on.",
        "On 5 April 2023 the forum opened in Moscow with many guests from many lands.\nIt closed.",
        "By then the war was over.\nThe rest is known.",
    ],
)
def test_a_story_without_header_is_left_whole(text: str) -> None:
    draft = parse_wire(text)
    assert (draft.text, draft.title, draft.author) == (text, "", None)


def test_one_line_is_a_story_and_no_headline() -> None:
    assert parse_wire("Only a line of words") == Draft("Only a line of words")


def test_nothing_but_header_lines_is_kept_as_the_story() -> None:
    assert parse_wire("Suppliers may return\n5 Apr 2023").text == "Suppliers may return\n5 Apr 2023"


def test_what_the_file_says_elsewhere_goes_first() -> None:
    known = Draft("", title="Chips", published=date(2020, 1, 1), source="Desk", kind="background")
    draft = parse_wire(f"# Chips\n\nMOSCOW. April 5 (Interfax) - {STORY}", known)
    assert (draft.title, draft.published, draft.source, draft.kind) == ("Chips", date(2020, 1, 1), "Desk", "background")
    assert draft.text.startswith("MOSCOW")


@pytest.mark.parametrize(
    ("above", "title", "published"),
    [
        ("FOR IMMEDIATE RELEASE\n\nCouncil opens shelter\n\nNORVALE, 6 March 2024",
        "Council opens shelter", date(2024, 3, 6)),
        ("EMBARGOED UNTIL 00:01 GMT THURSDAY 6 JUNE 2024\n\nBees recover", "Bees recover", date(2024, 6, 6)),
        ("OPINION\nWhy the dam should not be built\nBy Greta Lind, Editor\nPublished 9:41 AM EDT, Tue April 9, 2024",
         "Why the dam should not be built", date(2024, 4, 9)),
        ("UPDATE 2-Grain ship freed\n(Adds quote, background)\n14 August 2024", "Grain ship freed", date(2024, 8, 14)),
        ("Libraries shut\nThis article was amended on 21 May 2023\n18 May 2023", "Libraries shut", date(2023, 5, 18)),
        ("Libraries shut\nUpdated: 21 May 2023\nPublished: 18 May 2023", "Libraries shut", date(2023, 5, 18)),
    ],
)  # fmt: skip
def test_what_stands_above_a_headline_is_none(above: str, title: str, published: date) -> None:
    draft = parse_wire(f"{above}\n\n{STORY}")
    assert (draft.title, draft.published, draft.source) == (title, published, None)
    assert draft.text.endswith(STORY)


def test_notes_of_the_header_stay_in_the_text() -> None:
    draft = parse_wire(f"FOR IMMEDIATE RELEASE\nCouncil opens shelter\nContact: Press Office, 01632 960001\n\n{STORY}")
    assert draft.text == f"FOR IMMEDIATE RELEASE\nContact: Press Office, 01632 960001\n\n{STORY}"


def test_a_dateline_may_lack_the_day() -> None:
    draft = parse_wire(f"Court blocks dam\n\nLUND, Norland (AP) — {STORY}")
    assert (draft.title, draft.source, draft.published) == ("Court blocks dam", "AP", None)


@pytest.mark.parametrize(
    "line",
    ["Jan. 31, 2024, 9:30 p.m. CST", "2024-01-31T21:30:00Z", "31 January 2024 9.30pm ET", "31. Januar 2024, 21:30 Uhr",
     "Jan 31 2024 | 21:30 AEDT", "Wednesday, 31 January 2024 at 21:30 CET"],
)  # fmt: skip
def test_a_time_zone_is_no_outlet(line: str) -> None:
    draft = parse_wire(f"Mayor vetoes plan\n{line}\n\n{STORY}")
    assert (draft.published, draft.source, draft.text) == (date(2024, 1, 31), None, STORY)


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Leyla Demir and Tom Aske in Istanbul", "Leyla Demir and Tom Aske"),
        ("By Mina Duarte, Senior Transport Reporter", "Mina Duarte"),
        ("By Åsa Lindén", "Åsa Lindén"),
        ("Von Ursula von der Heyde", "Ursula von der Heyde"),
    ],
)
def test_a_byline_may_name_role_and_place(line: str, author: str) -> None:
    draft = parse_wire(f"Grain ship freed\n{line}\n{STORY}")
    assert (draft.author, draft.text) == (author, STORY)


def test_a_closing_credit_names_the_author() -> None:
    assert parse_wire(f"Ship freed\n{STORY}\n(Reporting by Leyla Demir; editing by Paul Roe)").author == "Leyla Demir"


def test_a_date_beyond_belief_gives_way_to_another() -> None:
    assert parse_wire(f"Regatta\n5 June 2204\nUpdated: 6 June 2024\n\n{STORY}").published == date(2024, 6, 6)
