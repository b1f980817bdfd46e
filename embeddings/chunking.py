"""Chunking: the cut of an article into passages of whole sentences."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise

from embeddings.intake.boilerplate import boilerplate
from embeddings.passage import Span
from embeddings.sentences import split_sentences

# The settings' defaults; `python -m benchmarks.passages` prints the figures that chose them.
WORDS = 120
OVERLAP = 1
_TITLE_CHARACTERS = 120
# A letter takes no more tokens than bytes; Hangul, for one, takes nearly as many.
_TITLE_BYTES = 180
# Kept free of the encoder's window: its own marks, and what joining sentences may add to the sum of their tokens.
_RESERVED_TOKENS = 8
# Words of an overlong sentence whose tokens are counted at a time.
_COUNTED = 4_096
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage before it is stored: spans of the article's text, whole sentences from first to last.

    An `aside` is boilerplate: it speaks of the publisher, not of the story.
    """

    sentences: tuple[Span, ...]
    aside: bool = False

    @property
    def start(self) -> int:
        """Return where the first sentence starts."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Return where the last sentence ends."""
        return self.sentences[-1].end


@dataclass(frozen=True, slots=True)
class Chunker:
    """Packs sentences to passages of about `words` words, the last `overlap` sentences of each opening the next.

    `count_tokens` and `window` are the encoder's: no passage is longer with its title than the encoder reads. A
    sentence that would be is cut between words.
    """

    count_tokens: Callable[[Sequence[str]], list[int]]
    window: int
    words: int = WORDS
    overlap: int = OVERLAP

    def cut(self, text: str, title: str) -> list[Chunk]:
        """Return the passages of normalised `text` in order; together they cover every sentence.

        Boilerplate and story share no passage.
        """
        (headed,) = self.count_tokens([short_title(title)])
        # However long a headline is in tokens, there is room for words below it.
        limit = max(self.window // 4, self.window - _RESERVED_TOKENS - headed)
        sentences = split_sentences(text)
        tokens = self._tokens(text, sentences)
        if max(tokens, default=0) > limit:
            sentences = [
                piece
                for sentence, count in zip(sentences, tokens, strict=True)
                for piece in ([sentence] if count <= limit else self._pieces(text, sentence, limit))
            ]
            tokens = self._tokens(text, sentences)
        # How many words and tokens stand before each sentence.
        worded = [0, *accumulate(len(text[sentence.start : sentence.end].split()) for sentence in sentences)]
        counted = [0, *accumulate(tokens)]

        def fits(start: int, end: int) -> bool:
            return worded[end] - worded[start] <= self.words and counted[end] - counted[start] <= limit

        told = _story(text, sentences)
        chunks: list[Chunk] = []
        first = 0
        while first < len(sentences):
            after = first + 1
            while after < len(sentences) and told[after] == told[first] and fits(first, after + 1):
                after += 1
            chunks.append(Chunk(tuple(sentences[first:after]), aside=not told[first]))
            goes_on = after < len(sentences) and told[after] == told[first]
            shared = min(self.overlap, after - first - 1) if goes_on else 0
            # The next passage has to bring something new.
            while shared and not fits(after - shared, after + 1):
                shared -= 1
            first = after - shared
        return chunks

    def _tokens(self, text: str, sentences: list[Span]) -> list[int]:
        """Count each sentence with what stands between it and the one before, so that the counts add up."""
        ends = [0, *(sentence.end for sentence in sentences)]
        return self.count_tokens([text[left:right] for left, right in pairwise(ends)])

    def _pieces(self, text: str, sentence: Span, limit: int) -> Iterator[Span]:
        """Cut an overlong sentence between words; a run of letters that is itself too long is cut anywhere."""
        step = limit // 2
        words = (
            Span(at, min(at + step, word.end()))
            for word in _WORD.finditer(text, sentence.start, sentence.end)
            for at in range(word.start(), word.end(), step)
        )
        start, end, room = sentence.start, sentence.start, limit
        while portion := list(islice(words, _COUNTED)):
            counts = self.count_tokens([text[word.start : word.end] for word in portion])
            for word, count in zip(portion, counts, strict=True):
                if count > room and word.start > start:
                    yield Span(start, end)
                    start, room = word.start, limit
                room -= count
                end = word.end
        yield Span(start, sentence.end)


def recorded(words: int, overlap: int) -> str:
    """Return what passages depend on besides text and encoder, as the index records it."""
    return f"{words} words, {overlap} sentence overlap, boilerplate apart"


def _story(text: str, sentences: Sequence[Span]) -> list[bool]:
    """Tell of each sentence whether it belongs to the story; no sentence goes over the end of a line."""
    starts = {line.start: line.end for line in boilerplate(text)}
    edges = sorted(starts)
    told = []
    for sentence in sentences:
        place = bisect_right(edges, sentence.start) - 1
        told.append(place < 0 or sentence.start >= starts[edges[place]])
    return told


def short_title(title: str) -> str:
    """Return the words of `title` that are embedded with each passage: all, unless it is no headline any more."""
    cut = title[:_TITLE_CHARACTERS].encode()[:_TITLE_BYTES].decode(errors="ignore")
    return title if cut == title else cut.rsplit(" ", 1)[0]


def embedded_text(title: str, text: str) -> str:
    """Return what the encoder reads of a passage."""
    return f"{short_title(title)}\n{text}" if title else text
