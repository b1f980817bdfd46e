"""The window: a run of sentences cut from a passage, with the answer in it or taken out of it."""

import random
from dataclasses import dataclass

import numpy as np

from training.examples.example import Context, Example, TokenRange, occurs


@dataclass(frozen=True, slots=True)
class Window:
    """Word pieces of a passage; `answers` is empty where it does not answer the question."""

    ids: np.ndarray
    answers: tuple[TokenRange, ...]


def cut(context: Context, answers: tuple[TokenRange, ...], length: int, rng: random.Random) -> Window:
    """Cut at most `length` word pieces from a sentence's start on, round a random answer where there is one."""
    total = len(context.ids)
    if total <= length:
        return Window(context.ids, answers)
    if answers:
        answer = rng.choice(answers)
        earliest, latest = max(0, answer.last + 1 - length), answer.first
    else:
        earliest, latest = 0, total - length // 2
    starts = [start for start in context.sentences if earliest <= start <= latest]
    start = rng.choice(starts) if starts else max(0, latest - length // 2, earliest)
    stop = min(total, start + length)
    inside = tuple(
        TokenRange(answer.first - start, answer.last - start)
        for answer in answers
        if start <= answer.first and answer.last < stop
    )
    return Window(context.ids[start:stop], inside)


def without_answer(example: Example) -> Window | None:
    """Take the sentences with the answer out of the passage; None where nothing or an answer would be left.

    The closest passage that does not answer is the gold one without its answering sentence: same subject, same words.
    """
    context = example.context
    kept: list[np.ndarray] = []
    text: list[str] = []
    for number, first in enumerate(context.sentences):
        end = context.sentence_end(number)
        if any(answer.first < end and answer.last >= first for answer in example.answers):
            continue
        kept.append(context.ids[first:end])
        text.append(context.text[slice(*context.sentence_span(number))])
    if not kept or occurs(example.golds, " ".join(text)):
        return None
    return Window(np.concatenate(kept), ())
