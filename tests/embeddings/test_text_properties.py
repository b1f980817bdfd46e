"""Whatever the text: normalising settles, and sentences and passages are exact stretches that leave no word out."""

from itertools import pairwise

from hypothesis import given
from hypothesis import settings as bounds
from hypothesis import strategies as st

from embeddings import Encoder
from embeddings.chunking import Chunker
from embeddings.sentences import split_sentences
from embeddings.text import normalise

PIECES = st.sampled_from(
    ["The fund lent money. ", "U.S. ", "\n", "\n\n", "- ", "1. ", "MOSCOW. April 5 (Interfax) - ", "“Yes,” he said. ",
     "?!", "…", "Москва ", "数据。", "cafe\u0301 ", "\u00a0", "\u200b", "\r\n", "word ", "x" * 40, "🎪", "About us\n"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@given(TEXTS)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@bounds(deadline=None)
@given(TEXTS)
def test_sentences_are_trimmed_stretches_in_order(text: str) -> None:
    text = normalise(text)
    spans = split_sentences(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for span in spans:
        sentence = text[span.start : span.end]
        assert sentence == sentence.strip()
        assert "\n" not in sentence


@bounds(deadline=None)
@given(TEXTS)
def test_no_word_of_a_line_is_left_out_but_an_items_mark(text: str) -> None:
    text = normalise(text)
    told = {place for span in split_sentences(text) for place in range(span.start, span.end)}
    for line in text.split("\n"):
        assert line in text
    missing = "".join(letter for place, letter in enumerate(text) if place not in told and letter.isalpha())
    # The mark of an item may be a letter: (b).
    assert all(len(part) <= 1 for part in missing.split())


@bounds(deadline=None, max_examples=40)
@given(text=TEXTS, words=st.integers(20, 200), overlap=st.integers(0, 3))
def test_passages_are_whole_sentences_of_no_more_than_their_length(
    encoder: Encoder, text: str, words: int, overlap: int
) -> None:
    text = normalise(text)
    chunks = Chunker(encoder.count_tokens, encoder.window, words, overlap).cut(text, "A headline")
    starts, ends = {span.start for span in split_sentences(text)}, {span.end for span in split_sentences(text)}
    for chunk in chunks:
        if len(chunk.sentences) > 1:
            # The mark of an item stands between sentences and is no word of any.
            assert sum(len(text[sentence.start : sentence.end].split()) for sentence in chunk.sentences) <= words
        assert chunk.start in starts or len(chunk.sentences) == 1
        assert chunk.end in ends or len(chunk.sentences) == 1
    assert all(one.start < other.start for one, other in pairwise(chunks))
