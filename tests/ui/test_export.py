"""Export: Markdown whose footnotes are numbered through, and in which article text stays text."""

from dataclasses import replace

from rag import Row
from ui.export import footnoted, markdown, plain
from ui.page.conversation import Exchange


def test_footnotes_are_numbered_through_the_conversation(make):
    article = make.article("Cisco did it.", source="Interfax")
    citations = (make.citation(article, "Cisco did it."),)
    done = Exchange("Who did it?").answered(make.answer("Cisco [1]", make.source(article), citations=citations))
    document = markdown([done, Exchange("Left open"), done])
    assert "> Cisco did it\\.[^1]" in document and "> Cisco did it\\.[^2]" in document
    assert "[^2]: Interfax, 5 April 2023: A headline (article a1, characters 0 to 13)" in document
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
    assert "- May 2023: Cisco did it\\.[^1]" in markdown([Exchange("What happened?").answered(answer)])
