"""The records: exchanges as plain JSON, and back again with the articles that the index still holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rag import Answer, Article, CitewireError, Filters, Passage, RetrievedPassage
from ui import texts
from ui.page.conversation import Exchange, Stage

Lookup = Callable[[str], Article | None]


def record(exchange: Exchange) -> dict[str, Any]:
    """Return an exchange as JSON values; of its sources only where they stand, not their words."""
    return {
        "question": exchange.question,
        "stage": exchange.stage.value,
        "trouble": exchange.trouble,
        "filters": filters_record(exchange.filters),
        "vote": exchange.vote,
        "right": exchange.right,
        "follow_ups": list(exchange.follow_ups),
        "answer": exchange.answer.to_json() if exchange.answer else None,
        "sources": [_source_record(source) for source in exchange.sources],
    }


def restore(records: Sequence[Mapping[str, Any]], find: Lookup) -> tuple[Exchange, ...]:
    """Return the exchanges of these records; a source whose article `find` does not know any more is left out."""
    return tuple(_exchange(fields, find) for fields in records)


def filters_record(filters: Filters) -> dict[str, Any]:
    """Return filters as JSON values."""
    return {
        "from": filters.published_from.isoformat() if filters.published_from else None,
        "to": filters.published_to.isoformat() if filters.published_to else None,
        "outlets": list(filters.sources),
        "kinds": list(filters.kinds),
        "articles": list(filters.article_ids),
    }


def filters_of(fields: Mapping[str, Any]) -> Filters:
    """Return the filters that `filters_record` wrote; raises InputError for dates that are none."""
    return Filters.parse(
        fields.get("from"), fields.get("to"), *(fields.get(name, ()) for name in ("outlets", "kinds", "articles"))
    )


def _exchange(fields: Mapping[str, Any], find: Lookup) -> Exchange:
    """Read one exchange; one whose record is damaged keeps no other from being read."""
    try:
        return _whole(fields, find)
    except (KeyError, TypeError, ValueError, AttributeError, CitewireError):
        return Exchange(str(fields.get("question", ""))).failed(texts.UNREADABLE)


def _whole(fields: Mapping[str, Any], find: Lookup) -> Exchange:
    sources = tuple(filter(None, (_source(source, find) for source in fields["sources"])))
    answer = Answer.from_json(fields["answer"]) if fields["answer"] else None
    return Exchange(
        question=fields["question"],
        stage=Stage(fields["stage"]),
        sources=sources,
        answer=replace(answer, passages=sources) if answer else None,
        trouble=fields["trouble"],
        filters=filters_of(fields["filters"]),
        vote=fields["vote"],
        right=fields["right"],
        # Records of earlier versions have none.
        follow_ups=tuple(fields.get("follow_ups", ())),
    )


def _source_record(source: RetrievedPassage) -> dict[str, Any]:
    passage = source.passage
    return {
        "article": source.article.id,
        "passage": [passage.id, passage.ordinal, passage.start, passage.end],
        "score": source.score,
        "bm25_rank": source.bm25_rank,
        "dense_rank": source.dense_rank,
        "similarity": source.similarity,
        "also_in": [other.id for other in source.also_in],
        "reader_confidence": source.reader_confidence,
    }


def _source(fields: Mapping[str, Any], find: Lookup) -> RetrievedPassage | None:
    article = find(fields["article"])
    if article is None:
        return None
    number, ordinal, start, end = fields["passage"]
    return RetrievedPassage(
        passage=Passage(number, article.id, ordinal, start, end, article.text[start:end], ()),
        article=article,
        score=fields["score"],
        bm25_rank=fields["bm25_rank"],
        dense_rank=fields["dense_rank"],
        similarity=fields["similarity"],
        also_in=tuple(filter(None, map(find, fields["also_in"]))),
        reader_confidence=fields["reader_confidence"],
    )
