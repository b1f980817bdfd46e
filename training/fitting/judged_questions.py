"""Judged questions: dev questions read together with wrong passages, so that scores can be fitted to what was right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.measuring.datasets import Example
from benchmarks.measuring.report import counted
from benchmarks.measuring.squad_metrics import f1
from embeddings import Encoder
from rag.answering.evidence import Matter
from rag.reader import SpanWeights
from rag.reader.candidate import Candidate, Candidates
from rag.reader.reader import Reader
from training.fitting.pool import Pool

# A span that shares this much with a gold answer counts as right.
_RIGHT = 0.5
# So many candidates stand behind the passages that are read, in retrieval too.
_BACKGROUND = 20


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage as the reader saw it for one question; `own` where it is the question's own one."""

    title: str
    text: str
    similarity: float
    own: bool
    found: Candidates

    def best(self, weights: SpanWeights) -> Candidate | None:
        """Return the best span, None where the passage has none."""
        return max(self.found.spans, key=lambda span: span.score(weights), default=None)


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question of the set `source`, its gold answers (none: unanswerable), and the passages read for it.

    `background` holds the texts of the passages that lie nearest, read or not.
    """

    source: str
    asked: str
    answers: tuple[str, ...]
    passages: tuple[ReadPassage, ...]
    background: tuple[str, ...]

    def f1(self, passage: ReadPassage, span: Candidate | None) -> float:
        """Return the F1 of a span of a passage; 0 for every span where the question has no answer."""
        return f1(passage.text[span.start : span.end], self.answers) if span and self.answers else 0.0

    def right(self, passage: ReadPassage, span: Candidate | None) -> bool:
        """Say whether a span answers the question."""
        return self.f1(passage, span) >= _RIGHT

    @property
    def matter(self) -> Matter:
        """What the question asks about, among the passages that lie nearest."""
        return Matter.of(self.asked, self.background)

    def without_own(self) -> "JudgedQuestion":
        """Return the question as it would stand if its own passage were not in the index."""
        return replace(self, passages=tuple(passage for passage in self.passages if not passage.own))


def judge(
    reader: Reader, encoder: Encoder, sets: Mapping[str, Sequence[Example]], pool: Pool, wrong: int = 4
) -> list[JudgedQuestion]:
    """Read each question with its own passage and the `wrong` others of the pool that retrieval ranks highest."""
    examples = [(name, example) for name, members in sets.items() for example in members]
    # The parts of every score are needed, also of those that the reader's own weights leave out.
    whole = Reader(reader.checkpoint, replace(reader.profile, weights=SpanWeights(likelihood=1.0)))
    judged = []
    for name, example in counted(examples, "questions read"):
        own = pool.place(example.context)
        nearest = pool.nearest(example.question, encoder)
        others = [one for one in nearest.items() if one[0] not in {own, *pool.answering(example.question)}]
        chosen = [(own, nearest[own]), *others[:wrong]]
        found = whole.candidates(example.question, [pool.passages[index] for index, _ in chosen])
        passages = tuple(
            ReadPassage(*pool.passages[index], similarity, index == own, candidates)
            for (index, similarity), candidates in zip(chosen, found, strict=True)
        )
        background = tuple(pool.passages[index][1] for index in list(nearest)[:_BACKGROUND])
        judged.append(JudgedQuestion(name, example.question, example.answers, passages, background))
    return judged
