"""The layout: how a question and a passage become one row of word pieces, and which pieces each word consists of."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from embeddings.passage import Span
from rag.reader.profile import ReadingProfile
from rag.reader.words import words

# No word piece of readable text is longer, so what lies behind this many code points per piece need not be encoded.
_LONGEST_PIECE = 16
# Padding costs little, and a matrix of yet another height much memory (`embeddings/encoding/layers.py`).
_STEP = 16


@dataclass(frozen=True, slots=True)
class Row:
    """One question with one passage: `ids` is the model's input, `text` the beginning of the passage.

    `words` are the passage's words that made it into the input whole, with offsets in `text`. `firsts` and `lasts`,
    int64 [len(words)], are the positions in `ids` of each one's first and last piece.
    """

    ids: tuple[int, ...]
    text: str
    words: tuple[Span, ...]
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]

    def span(self, first: int, last: int) -> Span:
        """Return the range of the text from word `first` to word `last`, both included."""
        return Span(self.words[first].start, self.words[last].end)


class Layout(Protocol):
    """A form of input that a kind of model was trained on."""

    def rows(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Row]:
        """Lay out the question with each (title, text)."""


class PairLayout:
    """`[CLS] question [SEP] title [SEP] passage [SEP]`, the form of citewire's own models.

    The title and its [SEP] are left out where there is none or the model was not taught titles.
    """

    def __init__(self, tokenizer: Tokenizer, profile: ReadingProfile) -> None:
        self._tokenizer = tokenizer
        self._profile = profile
        self._cls, self._sep = tokenizer.encode_batch([""])[0].ids

    def rows(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Row]:
        """Lay out the question with each (title, text)."""
        limits = self._profile
        question_ids = self._encode([question], limits.max_question_tokens)[0].ids[: limits.max_question_tokens]
        titles = self._encode([title if limits.titles else "" for title, _ in passages], limits.max_title_tokens)
        texts = [_beginning(text, limits.max_tokens) for _, text in passages]
        rows = []
        for text, title, encoding in zip(texts, titles, self._encode(texts, limits.max_tokens), strict=True):
            head = [self._cls, *question_ids, self._sep]
            if title.ids:
                head += [*title.ids[: limits.max_title_tokens], self._sep]
            rows.append(_row(text, head, encoding.ids, encoding.offsets, [self._sep], limits.max_tokens))
        return rows

    def _encode(self, texts: Sequence[str], pieces: int) -> list[Encoding]:
        return self._tokenizer.encode_batch([_beginning(text, pieces) for text in texts], add_special_tokens=False)


class PromptLayout:
    """`question: ... title: ... context: ...` as running text, the form most general seq2seq models know."""

    def __init__(self, tokenizer: Tokenizer, profile: ReadingProfile) -> None:
        self._tokenizer = tokenizer
        self._profile = profile

    def rows(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Row]:
        """Lay out the question with each (title, text)."""
        limits = self._profile
        asked = self._cut(question, limits.max_question_tokens)
        prompts = []
        for title, _ in passages:
            named = self._cut(title, limits.max_title_tokens) if limits.titles else ""
            prompts.append(f"question: {asked} title: {named} context: " if named else f"question: {asked} context: ")
        texts = [_beginning(text, limits.max_tokens) for _, text in passages]
        whole = [prompt + text for prompt, text in zip(prompts, texts, strict=True)]
        rows = []
        for prompt, text, encoding in zip(prompts, texts, self._tokenizer.encode_batch(whole), strict=True):
            special = encoding.special_tokens_mask
            tail = next((i for i, mark in enumerate(reversed(special)) if not mark), 0)
            body = len(encoding.ids) - tail
            cut = next((i for i, (_, end) in enumerate(encoding.offsets[:body]) if end > len(prompt)), body)
            offsets = [(start - len(prompt), end - len(prompt)) for start, end in encoding.offsets[cut:body]]
            pieces, ending = encoding.ids[cut:body], encoding.ids[body:]
            rows.append(_row(text, encoding.ids[:cut], pieces, offsets, ending, limits.max_tokens))
        return rows

    def _cut(self, text: str, pieces: int) -> str:
        text = _beginning(text, pieces)
        offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return text[: offsets[pieces - 1][1]] if len(offsets) > pieces else text


def collate(rows: Sequence[Row], pad: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return input ids and attention mask, int64 [n, longest], padded on the right to one of a few lengths."""
    longest = max(len(row.ids) for row in rows)
    ids = torch.full((len(rows), longest + -longest % _STEP), pad)
    mask = torch.zeros_like(ids)
    for index, row in enumerate(rows):
        ids[index, : len(row.ids)] = torch.tensor(row.ids)
        mask[index, : len(row.ids)] = 1
    return ids, mask


def _beginning(text: str, pieces: int) -> str:
    """Cut a text, at a space, to what could hold this many word pieces."""
    limit = pieces * _LONGEST_PIECE
    return text if len(text) <= limit else text[:limit].rsplit(maxsplit=1)[0]


def _row(
    text: str,
    head: Sequence[int],
    pieces: Sequence[int],
    offsets: Sequence[tuple[int, int]],
    tail: Sequence[int],
    limit: int,
) -> Row:
    """Put one row together, cutting the passage's pieces so that all of it fits the limit."""
    kept = max(0, min(len(pieces), limit - len(head) - len(tail)))
    starts, ends = [start for start, _ in offsets], [end for _, end in offsets]
    found, firsts, lasts = [], [], []
    for word in words(text):
        first, last = bisect_right(ends, word.start), bisect_left(starts, word.end) - 1
        if last >= kept:
            break
        if first <= last:
            found.append(word)
            firsts.append(len(head) + first)
            lasts.append(len(head) + last)
    return Row(
        ids=(*head, *pieces[:kept], *tail),
        text=text,
        words=tuple(found),
        firsts=np.array(firsts, dtype=np.int64),
        lasts=np.array(lasts, dtype=np.int64),
    )
