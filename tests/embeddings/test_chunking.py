import random
from itertools import pairwise

import pytest

from embeddings import Encoder
from embeddings.chunking import WORDS, Chunk, Chunker, embedded_text
from embeddings.sentences import split_sentences
from embeddings.text import normalise


@pytest.fixture
def chunker(encoder: Encoder) -> Chunker:
    return Chunker(encoder.count_tokens, encoder.window)


def story(sentences: int, seed: int = 0) -> str:
    draw = random.Random(seed)
    words = ["fund", "chips", "rubles", "minister", "forum", "Moscow", "sanctions", "factory", "supplier", "source"]
    lines = [" ".join(draw.choices(words, k=draw.randint(3, 40))).capitalize() + "." for _ in range(sentences)]
    return normalise("".join(line + draw.choice([" ", " ", "\n", "\n\n"]) for line in lines))


def inside(chunk: Chunk, text: str) -> str:
    return text[chunk.start : chunk.end]


def test_passages_have_about_as_many_words_as_they_should(chunker: Chunker) -> None:
    text = story(100)
    lengths = [len(inside(chunk, text).split()) for chunk in chunker.cut(text, "A title")]
    assert max(lengths) <= WORDS
    assert sum(lengths[:-1]) / len(lengths[:-1]) > 0.75 * WORDS


def test_passages_hold_whole_sentences_and_all_of_them(chunker: Chunker) -> None:
    text = story(60, seed=1)
    chunks = chunker.cut(text, "A title")
    assert list(dict.fromkeys(span for chunk in chunks for span in chunk.sentences)) == split_sentences(text)


def test_each_passage_opens_with_the_last_sentence_of_the_one_before(chunker: Chunker) -> None:
    chunks = chunker.cut(story(60, seed=2), "A title")
    assert len(chunks) > 5
    assert all(left.sentences[-1] == right.sentences[0] for left, right in pairwise(chunks))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 2000,
        "Непереносимые слова " * 300,
        "x" * 3000,
        "数" * 2000,
        "a,b;c!d " * 500,
        "Short. " + "long " * 800 + "end. Short again.",
        story(40, seed=3),
    ],
    ids=["no full stop", "Cyrillic", "one word", "no spaces", "marks", "mixed", "plain"],
)
@pytest.mark.parametrize("title", ["", "A title", "Заголовок " * 40])
def test_no_passage_is_longer_than_the_encoder_reads(chunker: Chunker, encoder: Encoder, text: str, title: str) -> None:
    text = normalise(text)
    chunks = chunker.cut(text, title)
    tokens = encoder.count_tokens([embedded_text(title, inside(chunk, text)) for chunk in chunks])
    assert max(tokens) + 2 <= encoder.window
    covered = "".join(text[span.start : span.end] for span in dict.fromkeys(s for c in chunks for s in c.sentences))
    assert covered.replace(" ", "") == text.replace(" ", "").replace("\n", "")


def test_a_text_without_a_sentence_has_no_passage(chunker: Chunker) -> None:
    assert chunker.cut("", "A title") == []
