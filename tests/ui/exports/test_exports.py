"""Exports: footnotes are numbered through, and article text stays text in every form."""

import re
import zipfile
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import docx
import pytest

from embeddings.file_readers import read_contents
from rag import Row
from ui.exports import EXPORTS, export
from ui.exports.document import Document, Line, Section
from ui.exports.document import document as documented
from ui.exports.markdown import markdown, plain
from ui.exports.plain import footnoted
from ui.exports.word import word
from ui.page.conversation import Exchange


def test_footnotes_are_numbered_through_the_conversation(make):
    article = make.article("Cisco did it.", source="Interfax")
    citations = (make.citation(article, "Cisco did it."),)
    done = Exchange("Who did it?").answered(make.answer("Cisco [1]", make.source(article), citations=citations))
    document = markdown(documented([done, Exchange("Left open"), done]))
    assert "> Cisco did it\\.[^1]" in document and "> Cisco did it\\.[^2]" in document
    assert "[^2]: Interfax, 5 April 2023: A headline (article a1, characters 0 to 13)" in document.replace("\\", "")
    assert "Left open" not in document


def test_markdown_in_text_is_escaped():
    assert plain("# **bold**\n[x](http://y) <b>") == r"\# \*\*bold\*\* \[x\]\(http://y\) \<b\>"


def test_the_clipboard_gets_the_answer_with_its_sentence(make):
    article = make.article("Cisco did it.", source="Interfax")
    answer = make.answer("Cisco [1]", make.source(article), citations=(make.citation(article, "Cisco did it."),))
    assert footnoted(answer) == "Cisco [1]\n[1] “Cisco did it.” (Interfax, 5 April 2023: A headline)"


def test_the_parts_of_an_answer_are_exported_as_a_list(make):
    article = make.article("Cisco did it.", source="Interfax")
    plain_answer = make.answer(
        "Two events:", make.source(article), citations=(make.citation(article, "Cisco did it."),)
    )
    rows = (Row("May 2023", None, "Cisco did it.", (1,)),)
    answer = replace(plain_answer, form="timeline", short=None, rows=rows)
    assert "- May 2023: Cisco did it\\.[^1]" in markdown(documented([Exchange("What happened?").answered(answer)]))


HOSTILE = "<script>alert(1)</script> \x0b & [1](http://x)"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def footnotes(content):
    """Return the notes of a .docx file as its footnotes part has them, by number, without Word's own two."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        root = ElementTree.fromstring(file.read("word/footnotes.xml"))
        body = file.read("word/document.xml").decode()
    notes = {int(note.get(f"{_W}id")): "".join(note.itertext()).strip() for note in root}
    referred = [int(number) for number in re.findall(r'<w:footnoteReference w:id="(\d+)"/>', body)]
    told = {number: text for number, text in notes.items() if number > 0}
    assert referred == sorted(told)
    return told


def plain_note(exchange, title):
    (citation,) = exchange.answer.citations
    return f"{title} (article a1, characters {citation.start} to {citation.end})".replace("\x0b", "")


def test_word_numbers_its_footnotes_and_refers_to_one_twice_by_a_field():
    notes = ("Note A <&>", "Note B \x00\ufffe", "Note C \ud83d")
    lines = (Line("One", (2,), quote=True), Line("Both", (1, 2)), Line("Left\x07 over", (3,)))
    content = word(Document("Title \x0b\ud800", (Section("Who? \x1b", None, "", lines),), notes))
    assert footnotes(content) == {1: "Note B", 2: "Note A <&>", 3: "Note C"}
    with zipfile.ZipFile(BytesIO(content)) as file:
        body = file.read("word/document.xml").decode()
    assert body.count(" NOTEREF note_2 ") == 1 and 'w:name="note_2"' in body
    (draft,) = read_contents("saved.docx", content).drafts.values()
    assert draft.text.index("One") < draft.text.index("Note B") < draft.text.index("Note A")


@pytest.mark.parametrize("form", EXPORTS)
def test_every_form_holds_question_sentence_and_source_as_text(make, form):
    article = make.article(f"Cisco did it {HOSTILE}.", title=HOSTILE, source="Interfax")
    citations = (make.citation(article, article.text),)
    done = Exchange(f"Who? {HOSTILE}").answered(make.answer("Cisco [1]", make.source(article), citations=citations))
    content = b64decode(export([done], form)["content"])
    if form == "word":
        paragraphs = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
        assert article.text.replace(chr(11), "") in paragraphs
        assert footnotes(content) == {1: "Interfax, 5 April 2023: " + plain_note(done, HOSTILE)}
        return
    text = content.decode()
    assert ("Cisco did it" in text and "5 April 2023" in text) or "2023-04-05" in text
    if form == "html":
        assert "<script" not in text and "&lt;script&gt;" in text and '<a href="#note-1">1</a>' in text
