"""Of feeds and news items the story is read, not what stands beside it under a like name."""

from datetime import date

from embeddings.file_readers import Contents, read_contents

STORY = "The harbour board voted on Thursday to build a ferry terminal."
NAMES = 'xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom"'


def feed(items: str) -> Contents:
    return read_contents("a.xml", f"<feed {NAMES}><title>Coast Courier</title>{items}</feed>".encode())


def test_a_picture_is_not_taken_for_the_story_nor_its_title_for_the_headline() -> None:
    picture = "<media:title>Quay</media:title><media:content><media:credit>K. Lund</media:credit></media:content>"
    draft = feed(f"<entry>{picture}<title>Ferry</title><summary>{STORY}</summary></entry>").drafts[0]
    assert (draft.title, draft.text) == ("Ferry", STORY)


def test_a_story_that_is_said_of_its_picture_alone_is_read() -> None:
    draft = feed(f"<entry><title>Ferry</title><media:description>{STORY}</media:description></entry>").drafts[0]
    assert draft.text == STORY


def test_an_entry_without_a_day_of_publication_has_that_of_its_last_change() -> None:
    entry = f"<entry><title>Ferry</title><updated>2024-03-14T18:40:00Z</updated><content>{STORY}</content></entry>"
    assert feed(entry).drafts[0].published == date(2024, 3, 14)
    told = entry.replace("<content>", "<published>2024-03-13T10:00:00Z</published><content>")
    assert feed(told).drafts[0].published == date(2024, 3, 13)


def test_an_item_that_is_a_headline_alone_is_reported() -> None:
    contents = feed(f"<entry><title>Ferry</title><content>{STORY}</content></entry><entry><title>Bath</title></entry>")
    assert [draft.text for draft in contents.drafts.values()] == [STORY]
    assert contents.problems == {2: "has a headline and no text: Bath"}


def test_what_stands_between_headline_and_body_opens_the_story() -> None:
    head = "<hl1>Ferry</hl1><hl2>Dues to rise to 55 crowns</hl2><abstract><p>It opens in May.</p></abstract>"
    item = f"<nitf><body><body.head>{head}</body.head><body.content><p>{STORY}</p></body.content></body></nitf>"
    draft = read_contents("a.xml", item.encode()).drafts[0]
    assert draft.title == "Ferry"
    assert draft.text == f"Dues to rise to 55 crowns\n\nIt opens in May.\n\n{STORY}"
