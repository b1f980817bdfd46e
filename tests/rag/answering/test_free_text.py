"""A generated text is held against stored sentences; what they do not say is marked."""

import pytest

from embeddings import Article, Passage, Span
from rag import Citation, RetrievedPassage, Settings, answer, verify
from rag.answering.composing import compose_free
from rag.answering.evidence import Matter
from rag.answering.free_text import check

TEXT = "Cisco destroyed all its stocks in Russia, worth 1.86 billion rubles. The fund lent 140 billion rubles in 2022."
CUT = TEXT.index(" The fund")
ARTICLE = Article("a1", "Russia and its suppliers", None, "Interfax", None, None, "news", TEXT, "f", "p", "s")
PASSAGE = Passage(1, "a1", 0, 0, len(TEXT), TEXT, (Span(0, CUT), Span(CUT + 1, len(TEXT))))
SOURCE = RetrievedPassage(PASSAGE, ARTICLE, 1.0, 1, 1, 0.8)


@pytest.mark.parametrize(
    ("written", "supported"),
    [
        ("Cisco destroyed its stocks in Russia.", True),
        ("Cisco destroyed stocks worth 1.86 billion rubles.", True),
        ("Cisco destroyed stocks worth 2.86 billion rubles.", False),
        ("The fund lent 140 billion rubles in 2021.", False),
        ("Cisco opened a school for pilots in Norway.", False),
        ("It is.", False),
    ],
)
def test_a_sentence_is_supported_where_one_stored_sentence_says_it(written: str, supported: bool) -> None:
    (checked,) = check(written, [SOURCE])
    assert checked.supported is supported


def test_each_generated_sentence_finds_its_own_stored_one() -> None:
    first, second = check("Cisco destroyed its stocks. The fund lent 140 billion rubles.", [SOURCE])
    assert (first.citation, second.citation) == (
        Citation.of(ARTICLE, Span(0, CUT)),
        Citation.of(ARTICLE, Span(CUT + 1, len(TEXT))),
    )


def test_what_is_unsupported_is_marked_and_what_is_supported_is_cited() -> None:
    written = "Cisco destroyed its stocks. It will open a school for pilots."
    composed = compose_free("?", check(written, [SOURCE]), [SOURCE], Matter.of("What did Cisco destroy?", [TEXT]))
    assert composed is not None
    assert composed.text == "Cisco destroyed its stocks. [1] It will open a school for pilots. [unsupported]"
    assert composed.short == "Cisco destroyed its stocks."
    assert [citation.quote for citation in composed.citations] == [TEXT[:CUT]]
    assert composed.confidence <= 0.5


def test_a_text_that_nothing_supports_is_not_worded_at_all() -> None:
    assert compose_free("?", check("A school for pilots.", [SOURCE]), [SOURCE], Matter.of("What?", [TEXT])) is None


def test_the_free_style_still_cites_stored_sentences_and_declines(settings: Settings) -> None:
    free = settings.model_copy(update={"style": "free"})
    result = answer("What is import substitution?", settings=free)
    assert "generate" in result.timings_ms
    assert result.citations
    assert verify(result, settings=settings).ok
    assert answer("How do I bake bread?", settings=free).kind == "abstained"
