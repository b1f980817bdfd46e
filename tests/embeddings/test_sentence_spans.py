from collections.abc import Iterator

import pytest
from nupunkt import PunktSentenceTokenizer

from embeddings.sentences import split_sentences
from embeddings.text import normalise


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The U.S. company Cisco left.",
        "It opened on Jan. 5 in Moscow.",
        "The state paid Rs. 5 crore for it.",
        "Dr. A. B. Ivanov met Mr. Smith of Acme Inc. at 5 p.m. Tuesday.",
        "Lt. Col. Petrov spoke in St. Petersburg.",
        "It was worth 1.86 billion rubles (US$22.7 million).",
        "See www.example.com for more, i.e. for all.",
        "Prices rose by 3.5% vs. 2.1% in Sept. 2022.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert sentences(f"{sentence} The next one follows.") == [sentence, "The next one follows."]


def test_quoted_speech_ends_where_the_speaker_stops() -> None:
    assert sentences("“We will not,” he said. “It is done.” Then he left! Did he? Yes.") == [
        "“We will not,” he said.", "“It is done.”", "Then he left!", "Did he?", "Yes.",
    ]  # fmt: skip


def test_each_line_is_on_its_own() -> None:
    assert sentences("Zelenograd lags behind\nThe plants are old. They are few.\nBy A. Writer\nSource: Gazeta") == [
        "Zelenograd lags behind", "The plants are old.", "They are few.", "By A. Writer", "Source: Gazeta",
    ]  # fmt: skip


def test_a_dateline_is_not_glued_to_the_first_sentence() -> None:
    assert sentences("MOSCOW. April 5 (Interfax) - Suppliers may return. They must localize.") == [
        "MOSCOW. April 5 (Interfax) -", "Suppliers may return.", "They must localize.",
    ]  # fmt: skip


def test_the_mark_of_a_list_item_stands_outside() -> None:
    assert sentences("- digital manufacturing\n• energy technologies. And more.\n1. Industrial IT\n(b) cities") == [
        "digital manufacturing", "energy technologies.", "And more.", "Industrial IT", "cities",
    ]  # fmt: skip


def test_other_scripts_are_split_too() -> None:
    assert sentences("Он пришёл. «Мы идём», — сказал он. Всё.") == ["Он пришёл.", "«Мы идём», — сказал он.", "Всё."]


@pytest.mark.parametrize(
    "text",
    [
        "", "...", "- ", "•\n-\n1.", "?!?! what", "A. B. C.", "\n\n x \n\n", "…and so on. - no.", "x" * 5000,
        "!" * 20_000, "x y " * 9000, "- " * 9000, "so on. and " * 3000,
        "MOSCOW. April 5 (Interfax) -", "“", "Q: Why? A: No.\n\n* * *\n\nEnd", "a.b.c d.e. f", "1.\n2.\n3) x",
    ],
)  # fmt: skip
def test_spans_are_in_order_trimmed_within_a_line_and_lose_no_word(text: str) -> None:
    text = normalise(text)
    at = 0
    for span in split_sentences(text):
        sentence = text[span.start : span.end]
        assert at <= span.start < span.end <= len(text)
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        assert not any(map(str.isalpha, text[at : span.start])), "words between two sentences"
        at = span.end
    assert not any(map(str.isalpha, text[at:]))


STORY = (
    "The U.S. company Cisco left on Jan. 5 with Dr. A. B. Ivanov.",
    "“We will not,” he said.",
    "“It is done.”",
    "No.",
    "It was worth 1.86 billion rubles (US$22.7 million) . . . and more.",
    "Did he go?!",
)


@pytest.mark.parametrize("indent", range(0, 260, 13))
def test_the_sentences_of_a_long_paragraph_are_those_of_its_parts(indent: int) -> None:
    # The story is moved letter by letter past wherever a long line is cut to be read.
    opening = f"{'X' * indent}y opens."
    assert sentences(" ".join([opening, *STORY * 200])) == [opening, *STORY * 200]


@pytest.mark.parametrize("paragraph", [" ".join(STORY), "x", "!", "?! ", "- ", "so on. and "])
def test_the_tokenizer_is_given_no_more_than_a_bounded_part_at_once(
    paragraph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    span_tokenize = PunktSentenceTokenizer.span_tokenize

    def counted(self: PunktSentenceTokenizer, text: str) -> Iterator[tuple[int, int]]:
        given.append(len(text))
        return span_tokenize(self, text)

    monkeypatch.setattr(PunktSentenceTokenizer, "span_tokenize", counted)
    text = normalise(paragraph * (100_000 // len(paragraph)))
    split_sentences(text)
    assert max(given) < 10_000
    assert sum(given) < 1.3 * len(text)
