"""Composing: from what retrieval and reader found to the text and the citations of an answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.citation import Citation
from rag.citing import Sentence, agreeing, cite, closest
from rag.evidence import Matter
from rag.finding import Finding
from rag.free_text import CheckedSentence
from rag.result import Kind
from rag.retriever import Retrieval
from rag.settings import Settings
from rag.source import Source
from rag.wording import UNSUPPORTED, abstained_text, answer_text, bare, quotes_text

# Share of the best finding's confidence from which another one is worth citing beside it.
_TRUSTED = 0.5
# The same for quotes: where the best is not sure itself, only its near equals are close.
_CLOSE = 0.75


@dataclass(frozen=True, slots=True)
class Composition:
    """The parts of an `Answer` that depend on what was found; `passages` has the cited sources first."""

    kind: Kind
    text: str
    short: str | None
    confidence: float
    citations: tuple[Citation, ...]
    passages: tuple[Source, ...]


def compose(kind: Kind, findings: Sequence[Finding], retrieval: Retrieval, settings: Settings) -> Composition:
    """Word the tier `kind` from the findings, the most trusted first."""
    confidence = findings[0].confidence if findings else 0.0
    if kind == "abstained":
        return Composition(kind, abstained_text(retrieval.sources), None, confidence, (), retrieval.sources)
    share = _CLOSE if kind == "quotes" else _TRUSTED
    trusted = [finding for finding in findings if finding.confidence >= share * confidence]
    if kind == "quotes":
        sentences = closest(trusted, settings.max_quotes)
        citations = cite(sentences)
        passages = _cited_first(sentences, retrieval.sources)
        return Composition(kind, quotes_text(citations), None, confidence, citations, passages)
    sentences = agreeing(findings[0], trusted, retrieval.copies)[: settings.max_citations]
    citations = cite(sentences)
    best = findings[0]
    short = bare(best.short, best.source.article.text[best.span.end : best.span.end + 1])
    passages = _cited_first(sentences, retrieval.sources)
    return Composition(kind, answer_text(short, citations), short, confidence, citations, passages)


def compose_free(checked: Sequence[CheckedSentence], sources: Sequence[Source], matter: Matter) -> Composition | None:
    """Word a generated answer, None where nothing supports any of it.

    Supported sentences carry marks, the others say that nothing supports them. Confidence is the mean support of all
    sentences, times how much of the question the cited ones speak of.
    """
    cited: dict[tuple[str, int, int], Sentence] = {}
    lines = []
    for one in checked:
        if not one.supported or one.sentence is None:
            lines.append(f"{one.text} {UNSUPPORTED}")
            continue
        source, span = one.sentence
        key = (source.article.id, span.start, span.end)
        cited.setdefault(key, one.sentence)
        lines.append(f"{one.text} [{list(cited).index(key) + 1}]")
    if not cited:
        return None
    sentences = list(cited.values())
    citations = cite(sentences)
    coverage = max(
        matter.coverage(citation.quote, citation.title, source.passage.text)
        for citation, (source, _) in zip(citations, sentences, strict=True)
    )
    confidence = coverage * sum(one.support for one in checked if one.supported) / len(checked)
    short = " ".join(one.text for one in checked if one.supported)
    return Composition("answer", " ".join(lines), short, confidence, citations, _cited_first(sentences, sources))


def _cited_first(sentences: Sequence[Sentence], sources: Sequence[Source]) -> tuple[Source, ...]:
    cited = {source.passage.id: source for source, _ in sentences}
    return (*cited.values(), *(source for source in sources if source.passage.id not in cited))
