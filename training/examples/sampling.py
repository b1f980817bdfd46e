"""The sampler: questions drawn by the mixture's weights, each with right, changed and wrong passages side by side."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from tokenizers import Tokenizer

from training.examples.batch import CLS, QUESTION_PIECES, SEP, TITLE_PIECES, Batch, Row, collate, padded
from training.examples.contrast import Contraster
from training.examples.example import Context, Example, TokenRange, join, locate, occurs, tokenised
from training.examples.masthead import another_day, dated, masthead
from training.examples.neighbour import Neighbours
from training.examples.perturbation import Perturber
from training.examples.window import Window, cut, without_answer

# A yes/no question's passage is cut no shorter, since nobody marked where in it the verdict rests.
_WHOLE = 220
# Share of the questions put with a day to an article of that day, or of another one.
_DATED = 0.07
# For so many of the questions with an answer a neighbour is tried, which one in five allows.
_NEIGHBOURED = 0.4
# Share of the questions before which stands what else the passage says, as quizzes put the facts first.
_FACTS_FIRST = 0.06
_FACT_WORDS = range(6, 25)
_DATE = re.compile(r"\b\d{4}\b|\bwhen\b|\byear\b|\bdate\b", re.IGNORECASE)


class Sampler:
    """Draws batches without end.

    A question comes with its own passage, changed or not, and with `wrong` (0..1) a wrong one in the same group: in
    equal parts where there is a choice, one that retrieval brought for the question, and the right one without its
    answering sentence. `perturbed` is the share of questions with an answer of which one matter is changed. Questions
    marked unanswerable keep their own passage.
    """

    def __init__(
        self,
        examples: list[Example],
        negatives: list[tuple[Context, ...]],
        *,
        wrong: float,
        perturbed: float,
        tokenizer: Tokenizer,
        tokens: int,
        seed: int,
        refining: bool = False,
    ) -> None:
        """Take examples with their mined passages; batches hold up to `tokens` word pieces."""
        self._examples = examples
        self._negatives = negatives
        self._wrong = wrong
        self._perturbed = perturbed
        self._tokenizer = tokenizer
        no, yes = tokenizer.encode("no yes", add_special_tokens=False).ids
        self._verdicts = no, yes
        self._tokens = tokens
        self._rng = random.Random(seed)
        ingredients = [example.ingredient for example in examples]
        self._weights = np.cumsum([one.refining if refining else one.weight for one in ingredients])
        self._perturber = Perturber(list({example.context.text for example in examples}))
        self._contraster = Contraster(self._perturber)
        self._neighbours = Neighbours(examples, self._perturber)
        self._titles = {example.context.text: example.headline for example in examples}
        self._sentences = [example for example in examples if example.ingredient.joined]

    def batches(self, length: int) -> Iterator[Batch]:
        """Yield about a hundred batches of passages of up to `length` word pieces, short and long ones apart."""
        groups = [self._group(length) for _ in range(60 * self._tokens // length)]
        groups = sorted(groups, key=lambda group: max(len(row.ids) for row in group))
        packs: list[list[list[Row]]] = [[]]
        for group in groups:
            size = (sum(map(len, packs[-1])) + len(group)) * padded(max(len(row.ids) for row in group))
            if packs[-1] and size > self._tokens:
                packs.append([])
            packs[-1].append(group)
        self._rng.shuffle(packs)
        for pack in packs:
            yield collate(pack, self._verdicts)

    def _group(self, length: int) -> list[Row]:
        number = int(np.searchsorted(self._weights, self._rng.random() * self._weights[-1], side="right"))
        example = self._facts_first(self._examples[number])
        size = self._rng.randint(min(80, length), length)
        if example.verdict is not None:
            own = self._verdict(example)
        else:
            own = self._compared(example, size) or self._right(example, size)
        group = [own]
        if example.answers and self._rng.random() < self._wrong:
            wrong = self._wrong_window(number, size)
            if wrong is not None:
                group.append(self._row(example.asked, *wrong, example))
        return group

    def _facts_first(self, example: Example) -> Example:
        """Put another sentence of its passage before some of the questions."""
        if example.verdict is not None or not example.answers or self._rng.random() >= _FACTS_FIRST:
            return example
        context = example.context
        number = self._rng.randrange(len(context.sentences))
        begin, end = context.sentence_span(number)
        fact = context.text[begin:end]
        if len(fact.split()) not in _FACT_WORDS or occurs(example.golds, fact):
            return example
        return replace(example, asked=f"{fact} {example.asked}")

    def _verdict(self, example: Example) -> Row:
        ids = example.context.ids[:_WHOLE]
        window = Window(ids, (TokenRange(0, len(ids) - 1),))
        return self._row(example.asked, example.headline, window, example, example.verdict)

    def _right(self, example: Example, size: int) -> Row:
        if example.ingredient.joined:
            others = self._rng.sample(self._sentences, self._rng.randint(0, 3))
            example = join([example, *others], self._rng)
        window = cut(example.context, example.answers, size, self._rng)
        if window.answers and example.headline and self._rng.random() < _DATED and not _DATE.search(example.asked):
            line, day = masthead(example.headline, self._rng)
            if day and self._rng.random() < 0.5:
                return self._row(dated(example.asked, day, self._rng), line, window, example, whole=True)
            other = another_day(day, self._rng) if day else None
            if other and str(other.year) not in example.context.text:
                silent = replace(window, answers=())
                return self._row(dated(example.asked, other, self._rng), line, silent, example, whole=True)
        return self._row(example.asked, example.headline, window, example)

    def _changed(self, example: Example, size: int) -> Row | None:
        if self._rng.random() < 0.3:
            asked = self._perturber(example, self._rng)
            if asked is None:
                return None
            window = replace(cut(example.context, example.answers, size, self._rng), answers=())
            return self._row(asked, example.headline, window, example)
        contrast = self._contraster(example, self._rng)
        if contrast is None:
            return None
        (context,) = tokenised([contrast.text], self._tokenizer)
        answers = tuple(locate(context, example.golds))
        if not answers:
            return None
        window = cut(context, answers, size, self._rng)
        if not contrast.answered:
            window = replace(window, answers=())
        return self._row(contrast.asked, contrast.headline, window, example)

    def _compared(self, example: Example, size: int) -> Row | None:
        """Return a pair that only a comparison of question and passage gets right; None for most."""
        row = None
        if example.answers and self._rng.random() < _NEIGHBOURED:
            row = self._neighboured(example, size)
        if row is None and example.answers and self._rng.random() < self._perturbed:
            row = self._changed(example, size)
        return row

    def _neighboured(self, example: Example, size: int) -> Row | None:
        made = self._neighbours(example, self._rng)
        if made is None:
            return None
        (context,) = tokenised([made.text], self._tokenizer)
        answers = tuple(locate(context, made.golds))
        return (
            self._row(made.asked, example.headline, cut(context, answers, size, self._rng), example)
            if answers
            else None
        )

    def _wrong_window(self, number: int, size: int) -> tuple[str, Window] | None:
        example, mined = self._examples[number], self._negatives[number]
        if mined and self._rng.random() < 0.6:
            chosen = self._rng.choice(mined)
            return self._titles.get(chosen.text, ""), cut(chosen, (), size, self._rng)
        window = without_answer(example)
        return (example.headline, Window(window.ids[:size], ())) if window else None

    def _row(
        self,
        asked: str,
        headline: str,
        window: Window,
        example: Example,
        verdict: bool | None = None,
        *,
        whole: bool = False,
    ) -> Row:
        """Put a row together; a headline gets outlet and day, or is left out, unless it is the `whole` heading."""
        heading = headline if whole else masthead(headline, self._rng)[0]
        encodings = self._tokenizer.encode_batch([asked, heading], add_special_tokens=False)
        question, title = (encoding.ids for encoding in encodings)
        head = [CLS, *question[:QUESTION_PIECES], SEP]
        if title and (whole or self._rng.random() < 0.8):
            head += [*title[:TITLE_PIECES], SEP]
        return Row([*head, *window.ids, SEP], len(head), window, example.ingredient.target == "span", verdict)
