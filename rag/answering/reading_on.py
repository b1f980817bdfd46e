"""Reading on: passages are read in steps, the likeliest first, until there is an answer or the time is up."""

import time
from collections.abc import Callable

from rag.result import Answer


def read_on(answer_from: Callable[[int], Answer], *, step: int, most: int, budget_s: float) -> Answer:
    """Return the first answer among those from the first `step` passages, twice as many, and so on up to `most`.

    `answer_from` gives the answer from so many passages. Where none is an answer, the last one is returned. No further
    step is begun that, by the time the last one took, would not be over within `budget_s` seconds of this thread's
    computing: what it waits for others does not count, so that an answer is the same however many ask.
    """
    started = time.thread_time()
    passages = min(step, most)
    while True:
        begun = time.thread_time()
        answer = answer_from(passages)
        ended = time.thread_time()
        if answer.kind == "answer" or passages == most or ended - started + (ended - begun) > budget_s:
            return answer
        passages = min(passages + step, most)
