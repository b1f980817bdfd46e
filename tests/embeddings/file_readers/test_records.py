"""Records keep their text in many forms; all of its words are read, and in their order."""

import json
from datetime import date

import pytest

from embeddings.file_readers import read_contents

ONE = "The harbour board voted on Thursday to build a ferry terminal."
TWO = "The cost is put at 27 million crowns."


@pytest.mark.parametrize(
    "body",
    [
        [ONE, TWO],
        [{"type": "paragraph", "text": ONE}, {"type": "image", "src": "x"}, {"type": "list", "items": [TWO]}],
        [{"type": "paragraph", "data": {"text": ONE}}, {"type": "paragraph", "data": {"text": TWO}}],
        {"type": "doc", "content": [{"type": "p", "content": [{"type": "text", "text": one}]} for one in (ONE, TWO)]},
        [{"children": [{"text": ONE[:9]}, {"text": ONE[9:], "bold": True}]}, {"children": [{"text": TWO}]}],
    ],
)
def test_a_text_in_pieces_is_joined_paragraph_by_paragraph(body: object) -> None:
    assert (
        read_contents("a.json", json.dumps({"title": "Ferry", "body": body}).encode()).drafts[0].text
        == f"{ONE}\n\n{TWO}"
    )


@pytest.mark.parametrize(
    "answer",
    [
        {"results": [{"webTitle": "Ferry", "webPublicationDate": "2024-03-14T10:00:00Z", "fields": {"bodyText": ONE}}]},
        {"docs": [{"headline": {"main": "Ferry"}, "pub_date": "2024-03-14T10:00:00+0000", "lead_paragraph": ONE}]},
    ],
)
def test_articles_are_found_in_the_answer_of_a_service(answer: dict[str, object]) -> None:
    (draft,) = read_contents("a.json", json.dumps({"response": {"status": "ok", **answer}}).encode()).drafts.values()
    assert (draft.title, draft.text, draft.published) == ("Ferry", ONE, date(2024, 3, 14))


@pytest.mark.parametrize("time", [1710412800, 1710412800.5, "1710412800", 1710412800000])
def test_a_time_counted_in_seconds_is_a_date(time: object) -> None:
    draft = read_contents("a.json", json.dumps({"title": "Ferry", "text": ONE, "timestamp": time}).encode()).drafts[0]
    assert draft.published == date(2024, 3, 14)


@pytest.mark.parametrize("name", ["standfirst", "subtitle", "dek"])
def test_what_stands_between_headline_and_text_opens_the_story(name: str) -> None:
    record = {"title": "Ferry", name: f"<p>{TWO}</p>", "text": ONE}
    assert read_contents("a.json", json.dumps(record).encode()).drafts[0].text == f"{TWO}\n\n{ONE}"
    repeated = {"title": "Ferry", name: TWO, "text": f"{ONE} {TWO}"}
    assert read_contents("a.json", json.dumps(repeated).encode()).drafts[0].text == f"{ONE} {TWO}"


def test_a_text_broken_at_a_margin_is_joined_to_paragraphs() -> None:
    lines = [
        "The harbour board of Aske has decided to raise its dues from 40 crowns",
        "to 55 crowns a boat as of 1 June, chairman Ole Brandt told the members",
        "of the council on Tuesday after a meeting that went on until the early",
        "hours of the morning.",
    ]
    record = {"title": "Dues", "text": "\n".join(lines)}
    assert read_contents("a.json", json.dumps(record).encode()).drafts[0].text == " ".join(lines)
