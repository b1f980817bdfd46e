"""Evaluation cases: what readers found right or wrong, as questions with their passage and answer."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from ui.storage import Vote
from ui.storage.votes import Read

SOURCE = "chat"


def cases(votes: Iterable[Vote]) -> Iterator[dict[str, Any]]:
    """Yield one case for each vote that says what is right, in the form of the benchmarks' question sets.

    An answer that was found right stands as the answer to its passage, and an abstention as a question that its
    nearest passage does not answer. One that was found wrong makes a case only where its reader said what would have
    been right. A case that comes twice is yielded once.
    """
    seen = set()
    for vote in votes:
        case = _case(vote)
        if case and case["id"] not in seen:
            seen.add(case["id"])
            yield case


def _case(vote: Vote) -> dict[str, Any] | None:
    answers = _answers(vote)
    if answers is None or not vote.passages:
        return None
    read = _passage(vote, answers)
    told = "\n".join([vote.asked, read.text, *answers])
    return {
        "id": hashlib.sha256(told.encode()).hexdigest()[:16],
        "source": SOURCE,
        "title": read.title,
        "context": read.text,
        "question": vote.asked,
        "answers": answers,
        "kind": _kind(answers, read.text),
    }


def _answers(vote: Vote) -> list[str] | None:
    """Return what is right by this vote, nothing where the articles do not say; None where the vote leaves it open."""
    if vote.verdict == "down":
        return None if vote.right is None else [vote.right] if vote.right else []
    if vote.answer["kind"] == "abstained":
        return []
    if vote.answer["kind"] == "quotes":
        return [citation["quote"] for citation in vote.answer["citations"]] or None
    # An overview or a comparison has no words that could be held against another answer.
    return [vote.answer["short"]] if vote.answer["short"] else None


def _passage(vote: Vote, answers: list[str]) -> Read:
    """Return the passage that the case is about: one that holds the answer, else the cited one, else the nearest."""
    for answer in answers:
        holding = [read for read in vote.passages if answer.casefold() in read.text.casefold()]
        cited = [read for read in holding if _is_cited(read, vote)]
        if holding:
            return (cited or holding)[0]
    return next((read for read in vote.passages if _is_cited(read, vote)), vote.passages[0])


def _is_cited(read: Read, vote: Vote) -> bool:
    return any(
        citation["article_id"] == read.article_id and read.start <= citation["start"] < read.start + len(read.text)
        for citation in vote.answer["citations"]
    )


def _kind(answers: list[str], context: str) -> str:
    if not answers:
        return "unanswerable"
    if all(answer.casefold() in ("yes", "no") for answer in answers):
        return "yesno"
    if any(answer.rstrip().endswith((".", "!", "?")) and " " in answer for answer in answers):
        return "long"
    return "span" if all(answer.casefold() in context.casefold() for answer in answers) else "free"
