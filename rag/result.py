"""The answer: what `answer()` returns, with the sentences it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, get_args

from rag.citation import Citation
from rag.report import Report
from rag.retrieved_passage import RetrievedPassage

Kind = Literal["answer", "quotes", "abstained"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question's outcome: an answer, else the best quoted sentences, else an abstention with nearest headlines.

    `text` carries [n] marks, one per citation. `short` is the bare answer, None unless `kind` is "answer".
    `confidence` is in 0..1. `passages` are the sources read, best first. `understood_as` is the question as it was
    resolved against the conversation, None where it stood as asked. `timings_ms` maps stage to milliseconds. `reports`
    holds, newest first, the different answers of articles that disagree, and is empty where they agree.
    """

    question: str
    text: str
    short: str | None
    kind: Kind
    confidence: float
    citations: tuple[Citation, ...]
    passages: tuple[RetrievedPassage, ...]
    understood_as: str | None
    generation: int
    # How long it took says nothing of what was answered, and a mapping has no hash.
    timings_ms: Mapping[str, float] = field(hash=False)
    reports: tuple[Report, ...] = ()

    def __str__(self) -> str:
        """Return the text, what was understood, and each citation with its headline, outlet, date and sentence."""
        lines = [self.text]
        if self.understood_as:
            lines.append(f"(understood as: {self.understood_as})")
        for citation in self.citations:
            lines += ["", f"[{citation.n}] {citation.reference}", f'    "{citation.quote}"']
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain JSON values, in the order in which a person would read them."""
        return {
            "question": self.question,
            "text": self.text,
            "short": self.short,
            "kind": self.kind,
            "confidence": round(self.confidence, 4),
            "citations": [citation.to_json() for citation in self.citations],
            "understood_as": self.understood_as,
            "generation": self.generation,
            "timings_ms": {stage: round(spent, 2) for stage, spent in self.timings_ms.items()},
            "reports": [report.to_json() for report in self.reports],
        }

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote; `passages`, which it leaves out, come back empty.

        Raises KeyError, TypeError or ValueError where the fields are not those of an answer.
        """
        if fields["kind"] not in get_args(Kind):
            raise ValueError(f"{fields['kind']!r} is no kind of answer; there are {', '.join(get_args(Kind))}")
        return cls(
            question=fields["question"],
            text=fields["text"],
            short=fields["short"],
            kind=fields["kind"],
            confidence=float(fields["confidence"]),
            citations=tuple(Citation.from_json(citation) for citation in fields["citations"]),
            passages=(),
            understood_as=fields["understood_as"],
            generation=int(fields["generation"]),
            timings_ms=dict(fields["timings_ms"]),
            reports=tuple(Report.from_json(report) for report in fields.get("reports", ())),
        )
