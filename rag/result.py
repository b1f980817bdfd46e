"""The answer: what `answer()` returns, with the sentences it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, get_args

from rag.citation import Citation
from rag.retrieved_passage import RetrievedPassage
from rag.row import Row

Kind = Literal["answer", "quotes", "abstained"]
Form = Literal[
    "words",
    "sentence",
    "verdict",
    "reports",
    "overview",
    "timeline",
    "comparison",
    "statements",
    "count",
    "field",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """A question's outcome: an answer, else the best quoted sentences, else an abstention with nearest headlines.

    `text` carries [n] marks, one per citation. `short` is the bare answer, None unless `kind` is "answer" and a line
    can say it. `form` says what sort of answer it is. `confidence` is in 0..1. `passages` are the sources read, best
    first. Where an answer has several parts, `rows` holds them in order and the first line of `text` introduces them.
    `understood_as` is the question as it was resolved against the conversation, None where it stood as asked.
    `timings_ms` maps stage to milliseconds.
    """

    question: str
    text: str
    kind: Kind
    form: Form = "words"
    short: str | None = None
    confidence: float = 0.0
    citations: tuple[Citation, ...] = ()
    passages: tuple[RetrievedPassage, ...] = ()
    rows: tuple[Row, ...] = ()
    understood_as: str | None = None
    generation: int = 0
    timings_ms: Mapping[str, float] = field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        """Return the text, what was understood, and each citation with its headline, outlet, date and sentence.

        A sentence that the text tells in full is not told again.
        """
        lines = [self.text]
        if self.understood_as:
            lines.append(f"(understood as: {self.understood_as})")
        for citation in self.citations:
            lines += ["", f"[{citation.n}] {citation.reference}"]
            if " ".join(citation.quote.split()) not in self.text:
                lines.append(f'    "{citation.quote}"')
        return "\n".join(lines)

    def to_json(self) -> dict[str, Any]:
        """Return the answer as plain JSON values, in the order in which a person would read them."""
        return {
            "question": self.question,
            "text": self.text,
            "short": self.short,
            "kind": self.kind,
            "form": self.form,
            "confidence": round(self.confidence, 4),
            "rows": [row.to_json() for row in self.rows],
            "citations": [citation.to_json() for citation in self.citations],
            "understood_as": self.understood_as,
            "generation": self.generation,
            "timings_ms": {stage: round(spent, 2) for stage, spent in self.timings_ms.items()},
        }

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """Read back what `to_json` wrote; `passages`, which it leaves out, come back empty.

        Raises KeyError, TypeError or ValueError where the fields are not those of an answer.
        """
        kind, form = fields["kind"], fields.get("form", "words")
        if kind not in get_args(Kind) or form not in get_args(Form):
            raise ValueError(f"There is no answer of kind '{kind}' and form '{form}'.")
        return cls(
            question=fields["question"],
            text=fields["text"],
            kind=kind,
            form=form,
            short=fields["short"],
            confidence=float(fields["confidence"]),
            citations=tuple(Citation.from_json(citation) for citation in fields["citations"]),
            rows=tuple(Row.from_json(row) for row in fields.get("rows", ())),
            understood_as=fields["understood_as"],
            generation=int(fields["generation"]),
            timings_ms=dict(fields["timings_ms"]),
        )
