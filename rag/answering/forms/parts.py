"""The parts: the answers to the questions in a question, each labelled, those that have none too."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.wording import marks
from rag.citation import Citation
from rag.result import Answer
from rag.row import Row

_LEAD = "Part by part:"
_OPEN = "not answered in these articles"


def joined(question: str, answers: Sequence[Answer]) -> Answer:
    """Join the answers to the parts of a question, in order, into one; marks are numbered through."""
    rows: list[Row] = []
    citations: list[Citation] = []
    lines = [_LEAD]
    for answer in answers:
        numbers = {one.n: len(citations) + place for place, one in enumerate(answer.citations, start=1)}
        citations += [replace(one, n=numbers[one.n]) for one in answer.citations]
        row = Row(answer.question, None, _said(answer), tuple(numbers.values()))
        rows.append(row)
        lines.append(f"{row.label} {row.text} {marks(row.marks)}".rstrip())
    answered = [answer for answer in answers if answer.kind == "answer"]
    kinds = {answer.kind for answer in answers}
    timings = sum((Counter(answer.timings_ms) for answer in answers), Counter[str]())
    return Answer(
        question,
        "\n".join(lines),
        "answer" if answered else "quotes" if "quotes" in kinds else "abstained",
        "sentence",
        short="; ".join(answer.short for answer in answered if answer.short) or None,
        confidence=min((answer.confidence for answer in answered), default=0.0),
        citations=tuple(citations),
        passages=tuple({one.passage.id: one for answer in answers for one in answer.passages}.values()),
        rows=tuple(rows),
        generation=answers[0].generation,
        timings_ms=dict(timings),
    )


def _said(answer: Answer) -> str:
    """Return what a part came to: its bare answer, its sentences, or that there is none."""
    if answer.kind == "abstained":
        return _OPEN
    quotes = " ".join(" ".join(citation.quote.split()) for citation in answer.citations)
    if answer.kind == "quotes":
        return f"{_OPEN} outright; nearest: {' '.join(answer.citations[0].quote.split())}"
    if answer.form == "verdict":
        return f"{answer.short}: {quotes}"
    return answer.short if answer.short and answer.form != "sentence" else quotes
