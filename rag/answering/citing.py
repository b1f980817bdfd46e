"""Citing: which stored sentences stand under an answer."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from embeddings.passage import Span
from rag.answering.content_words import words
from rag.answering.finding import Finding
from rag.citation import Citation
from rag.retrieved_passage import RetrievedPassage

# One sentence as an offset pair inside one source.
Sentence = tuple[RetrievedPassage, Span]


def agreeing(
    best: Finding, findings: Sequence[Finding], copies: Mapping[int, Sequence[RetrievedPassage]]
) -> list[Sentence]:
    """Return the sentence of the best finding, then those of other articles that give the same answer.

    The others are findings of the same words, and word-for-word copies of the sentence in near-duplicate passages that
    were not read; one sentence an article.
    """
    same = answer_key(best.short)
    others = [(finding.source, finding.sentence) for finding in findings if answer_key(finding.short) == same]
    return _one_per_article([(best.source, best.sentence), *_copies(best, copies), *others])


def with_copies(best: Finding, copies: Mapping[int, Sequence[RetrievedPassage]]) -> list[Sentence]:
    """Return the sentence of a finding, then its word-for-word copies in other articles."""
    return _one_per_article([(best.source, best.sentence), *_copies(best, copies)])


def closest(findings: Sequence[Finding], limit: int) -> list[Sentence]:
    """Return the sentences of the first findings, each once."""
    sentences = {(f.source.article.id, f.sentence): (f.source, f.sentence) for f in reversed(findings)}
    ordered = dict.fromkeys((f.source.article.id, f.sentence) for f in findings)
    return [sentences[key] for key in ordered][:limit]


def cite(sentences: Iterable[Sentence]) -> tuple[Citation, ...]:
    """Number the sentences from 1 and copy out what a citation carries."""
    return tuple(_citation(n, source, sentence) for n, (source, sentence) in enumerate(sentences, start=1))


def _citation(n: int, source: RetrievedPassage, sentence: Span) -> Citation:
    article = source.article
    return Citation(
        n=n,
        article_id=article.id,
        title=article.title,
        published=article.published,
        source=article.source,
        start=sentence.start,
        end=sentence.end,
        quote=article.text[sentence.start : sentence.end],
    )


def _copies(best: Finding, copies: Mapping[int, Sequence[RetrievedPassage]]) -> Iterator[Sentence]:
    for source in copies.get(best.source.passage.id, ()):
        start = source.passage.text.find(best.quote)
        if start >= 0:
            begin = source.passage.start + start
            yield source, Span(begin, begin + len(best.quote))


def _one_per_article(sentences: Iterable[Sentence]) -> list[Sentence]:
    first: dict[str, Sentence] = {}
    for source, sentence in sentences:
        first.setdefault(source.article.id, (source, sentence))
    return list(first.values())


def answer_key(short: str) -> tuple[str, ...]:
    """Reduce an answer to what makes it the same answer: its words without articles."""
    return tuple(word for word in words(unicodedata.normalize("NFKC", short)) if word not in ("the", "a", "an"))
