"""The training example: a question, a tokenised passage and where in it the answer stands."""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from tokenizers import Encoding, Tokenizer

from training.examples.mixture import Ingredient

_SENTENCE_END = re.compile(r"[.!?][\"”')\]]*\s+")


@dataclass(frozen=True, slots=True)
class TokenRange:
    """A range of word pieces, both ends inside it."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Context:
    """A tokenised passage: word pieces, where words begin, and the first piece of every sentence (0 among them)."""

    text: str
    ids: np.ndarray
    sentences: tuple[int, ...]
    offsets: np.ndarray

    def sentence_end(self, number: int) -> int:
        """Return the position behind the last word piece of this sentence."""
        return self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.ids)

    def sentence_at(self, piece: int) -> int:
        """Return the number of the sentence that this word piece is of."""
        return max(number for number, first in enumerate(self.sentences) if first <= piece)

    def sentence_span(self, number: int) -> tuple[int, int]:
        """Return where in the text this sentence begins and ends."""
        return int(self.offsets[self.sentences[number], 0]), int(self.offsets[self.sentence_end(number) - 1, 1])


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its passage; `answers` is empty where the passage does not answer it.

    `verdict` is what a yes/no question is answered with, None for every other one. Where in the passage the verdict
    rests is not known: its answer is the whole of it.
    """

    asked: str
    question: np.ndarray
    headline: str
    title: np.ndarray
    context: Context
    answers: tuple[TokenRange, ...]
    golds: tuple[str, ...]
    ingredient: Ingredient
    verdict: bool | None = None


def load_examples(folder: Path, ingredient: Ingredient, tokenizer: Tokenizer) -> list[Example]:
    """Read one set (`NAME.jsonl.gz`), tokenise it and locate its answers; answers that stand nowhere are dropped."""
    with gzip.open(folder / f"{ingredient.name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    texts = sorted({row["context"] for row in rows})
    contexts = dict(zip(texts, tokenised(texts, tokenizer), strict=True))
    questions = _encode(tokenizer, [row["question"] for row in rows])
    headlines = [row["title"] or "" if ingredient.titled else "" for row in rows]
    titles = _encode(tokenizer, headlines)
    examples = []
    for row, question, headline, title in zip(rows, questions, headlines, titles, strict=True):
        context = contexts[row["context"]]
        given = row["question"], _ids(question), headline, _ids(title), context
        if row["kind"] == "yesno":
            whole, verdict = (TokenRange(0, len(context.ids) - 1),), row["answers"] == ["yes"]
            examples.append(Example(*given, whole, (), ingredient, verdict))
            continue
        answers = tuple(locate(context, row["answers"]))
        if answers or row["kind"] == "unanswerable":
            examples.append(Example(*given, answers, tuple(row["answers"]), ingredient))
    return examples


def occurs(golds: tuple[str, ...], text: str) -> bool:
    """Tell whether any gold answer stands in this text, case aside."""
    lowered = text.lower()
    return any(gold.lower() in lowered for gold in golds)


def join(examples: list[Example], rng: random.Random) -> Example:
    """Put the first example's passage among the others' passages, so that one-sentence sets look like articles."""
    first, *others = examples
    place = rng.randint(0, len(others))
    parts = [other.context for other in others]
    parts.insert(place, first.context)
    shift = sum(len(part.ids) for part in parts[:place])
    sentences: list[int] = []
    length = 0
    for part in parts:
        sentences.extend(length + start for start in part.sentences)
        length += len(part.ids)
    context = Context(
        " ".join(part.text for part in parts),
        np.concatenate([part.ids for part in parts]),
        tuple(sentences),
        np.concatenate([part.offsets for part in parts]),
    )
    answers = tuple(TokenRange(answer.first + shift, answer.last + shift) for answer in first.answers)
    return replace(first, context=context, answers=answers)


def _encode(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Encoding]:
    return tokenizer.encode_batch(texts, add_special_tokens=False)


def _ids(encoding: Encoding) -> np.ndarray:
    return np.asarray(encoding.ids, dtype=np.int32)


def tokenised(texts: Sequence[str], tokenizer: Tokenizer) -> Iterator[Context]:
    """Yield each text as a context."""
    for text, encoding in zip(texts, _encode(tokenizer, texts), strict=True):
        offsets = np.asarray(encoding.offsets, dtype=np.int32).reshape(-1, 2)
        begins = [match.end() for match in _SENTENCE_END.finditer(text)]
        firsts = {int(np.searchsorted(offsets[:, 0], begin)) for begin in begins}
        sentences = tuple(sorted({0} | {first for first in firsts if first < len(offsets)}))
        yield Context(text, _ids(encoding), sentences, offsets)


def locate(context: Context, answers: Sequence[str]) -> Iterator[TokenRange]:
    """Yield the places where an answer stands in a passage as whole words, case aside."""
    lowered = context.text.lower()
    if len(lowered) != len(context.text):
        return
    for answer in dict.fromkeys(answer.strip() for answer in answers):
        pattern = re.compile(rf"(?<!\w){re.escape(answer.lower())}(?!\w)")
        for match in pattern.finditer(lowered) if answer else ():
            first = int(np.searchsorted(context.offsets[:, 0], match.start()))
            last = int(np.searchsorted(context.offsets[:, 1], match.end()))
            if first <= last < len(context.ids) and context.offsets[first, 0] == match.start():
                yield TokenRange(first, last)
