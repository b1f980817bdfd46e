"""Disagreement: different answers that articles give to the same question, each as sure as the other."""

from collections.abc import Sequence

from rag.answering.citing import answer_key
from rag.answering.finding import Finding
from rag.retrieval.asked_order import Order

# As sure as the best answer, nearly; and of the same matter: a sentence on 2022 does not disagree with one on 2023.
_NEARLY_AS_SURE = 0.8
_COVERAGE_BEHIND = 0.05


def differing(findings: Sequence[Finding], threshold: float, order: Order | None = None) -> list[Finding]:
    """Return the best finding of each differing answer; one alone where the articles agree.

    The newest article's comes first, or the oldest's where `order` says so. Where it says either, an answer that is
    less sure than the best is weighed too: the newest figure need not stand in the plainest sentence.

    `findings` are best first. An answer differs where another article gives it, where it is worth giving by
    itself (confidence from `threshold` on) and of the same kind (with a number, or without), and where it does not
    just say more or less than another.
    """
    best = findings[0]
    kept = [best]
    for finding in findings[1:]:
        sure_enough = threshold if order else max(threshold, _NEARLY_AS_SURE * best.confidence)
        if finding.confidence < sure_enough:
            continue
        sure = finding.coverage >= best.coverage - _COVERAGE_BEHIND
        if sure and all(_differ(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=_age, reverse=order == "oldest")


def _differ(one: Finding, other: Finding) -> bool:
    said, known = set(answer_key(one.short)), set(answer_key(other.short))
    alike = any(word[0].isdigit() for word in said) == any(word[0].isdigit() for word in known)
    return one.source.article.id != other.source.article.id and alike and not (said <= known or known <= said)


def _age(finding: Finding) -> int:
    published = finding.source.article.published
    return -published.toordinal() if published else 0
