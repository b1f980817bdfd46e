"""Every text of a message is read, whatever parts it is made of."""

from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from embeddings.file_readers import UnreadableFile, read_contents

STORY = "The harbour board voted on Thursday to build a ferry terminal."
WRAPPED = """The harbour board of Aske has decided to raise its dues from 40 crowns
to 55 crowns a boat as of 1 June, chairman Ole Brandt told the members
of the council on Tuesday after a meeting that went on until the early
hours of the morning.

The minutes stand here:

https://aske.example/board/minutes/2024/03/14/of-the-meeting-that-went-on-until-the-early-hours-of-the-morning.html
"""


def mixed(*parts: MIMEText | MIMEMultipart | MIMEImage | MIMEApplication) -> bytes:
    message = MIMEMultipart("mixed")
    message["Subject"] = "Ferry terminal"
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def test_texts_that_follow_one_another_are_one_article() -> None:
    picture = MIMEImage(b"\x89PNG", "png")
    nested = MIMEMultipart("mixed")
    nested.attach(MIMEText("It opens in May."))
    data = mixed(MIMEText(STORY), picture, MIMEText("<p>It costs <b>27 million</b>.</p>", "html"), nested)
    contents = read_contents("a.eml", data)
    assert contents.drafts[0].text == f"{STORY}\n\nIt costs 27 million.\n\nIt opens in May."
    assert not contents.problems


def test_an_attachment_without_a_name_is_read_by_its_type() -> None:
    contents = read_contents("a.eml", mixed(MIMEText(STORY), MIMEApplication(b"{}", "json")))
    assert contents.drafts[1].text == STORY
    assert next(iter(contents.problems.values())).startswith("(an attachment.json) has no text")


def test_lines_broken_at_a_margin_are_joined_to_paragraphs() -> None:
    message = EmailMessage()
    message["Subject"] = "Dues"
    message.set_content(WRAPPED, cte="8bit")
    paragraphs = read_contents("a.eml", message.as_bytes()).drafts[0].text.split("\n\n")
    assert paragraphs == [paragraph.replace("\n", " ") for paragraph in WRAPPED.strip().split("\n\n")]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("said", ["", "Content-Type: text/plain; charset=us-ascii\n"])
def test_letters_are_read_whatever_encoding_a_message_names(encoding: str, said: str) -> None:
    body = f"{STORY} “It costs €27 million”, said Siv Holm."
    data = f"Subject: Ferry\n{said}\n{body}".encode(encoding)
    assert read_contents("a.eml", data).drafts[0].text == body


def test_a_line_that_was_marked_in_a_box_of_mail_is_read_as_it_was_written() -> None:
    box = f"From dana@aske.example Thu Mar 14 18:40:00 2024\nSubject: Ferry\n\n{STORY}\n\n>From May on it sails.\n"
    assert read_contents("a.mbox", box.encode()).drafts[1].text == f"{STORY}\n\nFrom May on it sails."


def test_a_date_beyond_measure_makes_a_damaged_message() -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        read_contents("a.eml", f"Subject: x\nDate: Thu, 14 Mar {'9' * 30} 18:40:00 +0100\n\n{STORY}".encode())


def test_the_page_is_read_where_the_plain_text_only_points_to_it() -> None:
    message = EmailMessage()
    message["Subject"] = "Ferry terminal"
    message.set_content("See this message in a browser.")
    message.add_alternative(f"<p>{STORY}</p><p>It costs 27 million crowns and opens in May.</p>", subtype="html")
    text = read_contents("a.eml", message.as_bytes()).drafts[0].text
    assert text == f"{STORY}\n\nIt costs 27 million crowns and opens in May."
