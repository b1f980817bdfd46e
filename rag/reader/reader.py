"""The reader: a seq2seq model that finds, in the passages it is given, the spans that answer a question."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import torch

from rag.reader.calibration import Calibration
from rag.reader.candidate import Candidates
from rag.reader.checkpoint import Checkpoint
from rag.reader.copying import Copying
from rag.reader.exact import extract
from rag.reader.layout import Layout, PairLayout, PromptLayout, Row, collate
from rag.reader.likelihood import Decoder
from rag.reader.pointer import propose
from rag.reader.profile import ReadingProfile
from rag.reader.reading import AnswerSpan, Reading
from rag.verifier.verifier import Verifier

# Log-odds of a passage in which there is nothing to read.
_NOTHING = -30.0


class Reader:
    """Reads passages for answers; safe to use from several threads.

    >>> reader = Reader.load(None)
    >>> text = "The fund lent a record 140 billion rubles in 2022."
    >>> (reading,) = reader.read("How much did the fund lend in 2022?", [("", text)])
    >>> text[reading.spans[0].start : reading.spans[0].end]
    '140 billion rubles'
    """

    def __init__(self, checkpoint: Checkpoint, profile: ReadingProfile | None = None) -> None:
        """Read with a loaded checkpoint, under another profile than its own where one is given."""
        self.checkpoint = checkpoint
        self.profile = profile or checkpoint.profile
        form: type[PairLayout] | type[PromptLayout] = PairLayout if checkpoint.span_head else PromptLayout
        self._layout: Layout = form(checkpoint.tokenizer, self.profile)
        self._verifier = None if self.profile.verified_from is None else Verifier.load(self.profile)

    @classmethod
    def load(cls, name: str | None = None) -> "Reader":
        """Load the bundled reader (None), or any seq2seq model by its folder or its name on a model hub.

        The bundled one is loaded once in a process, whatever number of archives it reads.

        Raises:
            ModelUnavailable: its weights or tokenizer cannot be had.
        """
        return _bundled() if name is None else cls(Checkpoint.load(name))

    @property
    def name(self) -> str:
        """The name it was loaded by; "bundled" for the bundled one."""
        return self.checkpoint.name

    @property
    def calibration(self) -> Calibration:
        """What its scores are worth, fitted on development data."""
        return self.profile.calibration

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Read each (title, text) for the answer; one reading per passage, in order. Titles may be empty.

        The passages share one batch and nothing else: a passage's reading does not depend on the others. What lies
        beyond the longest input the model takes (some 300 words) is not read.
        """
        weights = self.profile.weights
        return [
            Reading(
                spans=tuple(
                    AnswerSpan(span.start, span.end, span.score(weights), span.verified)
                    for span in found.ranked(weights)
                ),
                answerable=found.answerable,
                written=found.written,
                verdict=found.verdict,
            )
            for found in self.candidates(question, passages)
        ]

    def candidates(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Candidates]:
        """Return each passage's proposed spans with the parts of their scores, as calibration needs them."""
        rows = self._layout.rows(question, passages)
        readable = [row for row in rows if row.words]
        found = iter(self._candidates(readable) if readable else [])
        return [next(found) if row.words else Candidates((), _NOTHING) for row in rows]

    def generate(
        self,
        question: str,
        passages: Sequence[tuple[str, str]],
        *,
        max_new_tokens: int = 128,
        num_beams: int = 1,
    ) -> str:
        """Write an answer from the passages taken together.

        A model of citewire's own writes words as they stand there. Another one writes freely: its text may stand
        nowhere in the passages, and has to be checked against them.
        """
        title = passages[0][0] if len(passages) == 1 else ""
        (row,) = self._layout.rows(question, [(title, "\n".join(text for _, text in passages))])
        if self.checkpoint.span_head and not row.words:
            return ""
        # Reading needs none of it, and it takes seconds to import.
        from transformers.modeling_outputs import BaseModelOutput

        ids, mask = collate([row], self.checkpoint.model.config.pad_token_id)
        with torch.inference_mode():
            states = self.checkpoint.model.get_encoder()(input_ids=ids, attention_mask=mask).last_hidden_state
            copying = self._copying(row, states)
            (written,) = self.checkpoint.model.generate(
                encoder_outputs=BaseModelOutput(last_hidden_state=states),
                attention_mask=mask,
                max_new_tokens=max_new_tokens,
                num_beams=num_beams,
                do_sample=False,
                logits_processor=[copying] if copying else None,
            ).tolist()
        if copying:
            config = self.checkpoint.model.config
            return copying.text(
                [piece for piece in written[1:] if piece not in (config.eos_token_id, config.pad_token_id)]
            )
        return self.checkpoint.tokenizer.decode(written, skip_special_tokens=True).strip()

    def _copying(self, row: Row, states: torch.Tensor) -> Copying | None:
        head, config = self.checkpoint.span_head, self.checkpoint.model.config
        if head is None:
            return None
        start, end = (logits[0].numpy() for logits in head.logits(states))
        return Copying(row, start, end, longest=self.profile.max_answer_tokens, ending=config.eos_token_id)

    @torch.inference_mode()
    def _candidates(self, rows: Sequence[Row]) -> list[Candidates]:
        model, head = self.checkpoint.model, self.checkpoint.span_head
        ids, mask = collate(rows, model.config.pad_token_id)
        states = model.get_encoder()(input_ids=ids, attention_mask=mask).last_hidden_state
        if head is None:
            return extract(rows, Decoder(self.checkpoint, states, mask), self.checkpoint.tokenizer, self.profile)
        start, end = (logits.numpy() for logits in head.logits(states))
        found = [propose(row, start[i], end[i], self.profile) for i, row in enumerate(rows)]
        verdicts = head.verdicts(states)
        if verdicts is not None:
            found = [replace(one, verdict=float(verdicts[i])) for i, one in enumerate(found)]
        if self._verifier:
            found = self._verifier.weigh(rows, found, start, end)
        profile = self.profile
        fitted = (profile.calibration, profile.verdicts)
        if not (profile.weights.likelihood or any(one and one.written for one in fitted)):
            return found
        decoder = Decoder(self.checkpoint, states, mask)
        found = [replace(one, written=written) for one, written in zip(found, decoder.written, strict=True)]
        # Forcing the spans takes longer than all the rest of the decoder's work.
        return _with_likelihoods(found, decoder) if profile.weights.likelihood else found


@lru_cache(maxsize=1)
def _bundled() -> Reader:
    return Reader(Checkpoint.load(None))


def _with_likelihoods(found: Sequence[Candidates], decoder: Decoder) -> list[Candidates]:
    """Return each row's candidates with the likelihood of every span."""
    # Spans that start together are read off one forced target, the longest of them.
    longest: dict[tuple[int, int], tuple[int, ...]] = {}
    for i, one in enumerate(found):
        for span in one.spans:
            longest[i, span.start] = max(longest.get((i, span.start), ()), span.pieces, key=len)
    scored = decoder.force([i for i, _ in longest], list(longest.values()))
    forced = dict(zip(longest, scored, strict=True))
    return [
        replace(
            one,
            spans=tuple(replace(span, likelihood=forced[i, span.start].total(len(span.pieces))) for span in one.spans),
        )
        for i, one in enumerate(found)
    ]
