"""Overviews and dates: what share of an article's events its summary tells, and whether told dates are the right ones.

The data is a folder of articles with their annotations in brat's format (--data), such as data/brat/test of TimeSET
(Kimihiro Hasegawa and others, 2024; Wikinews, CC BY 4.0): events, and times with the day they stand for. "lead" is the
summary that is as long a beginning of the article; "redundancy" is the share of words that a summary's sentences repeat
of those before them.
"""

import re
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.measuring.report import arguments, finish, run, show
from embeddings import Archive, Article, IndexSettings, rebuild
from rag import Settings, answer
from rag.retrieval.told_times import told_times
from rag.words.content_words import content_stems

_SPAN = re.compile(r"^(?P<id>T\d+)\t(?P<kind>event|timex) (?P<start>\d+) (?P<end>\d+)\t(?P<text>.+)$", re.MULTILINE)
_DAY = re.compile(r"^#\d+\tAnnotatorNotes (?P<id>T\d+)\t(?P<day>\d{4}-\d\d-\d\d)\s*$", re.MULTILINE)


def main() -> None:
    """Print the figures of summaries and of dates."""
    options = arguments(__doc__).parse_args()
    if options.data is None:
        raise SystemExit("Name the folder of annotated articles: python -m benchmarks.overviews --data FOLDER")
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(seeds=options.data, index=Path(folder))
        rebuild(options.data, settings=IndexSettings(seeds=options.data, index=Path(folder)))
        with Archive.open(settings).snapshot() as snapshot:
            articles = snapshot.articles()[: options.limit]
        summaries = [one for article in articles if (one := _summary(article, options.data, settings))]
        days = [right for article in articles for right in _days(article, options.data)]
    mean = {key: sum(one[key] for one in summaries) / len(summaries) for key in summaries[0]} if summaries else {}
    rows: list[dict[str, Any]] = [
        {"name": "summaries", "n": len(summaries), **mean},
        {"name": "told days", "n": len(days), "right": sum(days) / len(days) if days else None},
    ]
    for row in rows:
        show(str(row["name"]), [row])
    finish({"sets": rows}, as_json=options.json)


def _summary(article: Article, folder: Path, settings: Settings) -> dict[str, float] | None:
    """Return the figures of one article's summary; None where no event is annotated or another article is told."""
    events = [found["text"] for found in _spans(article, folder, "event")]
    result = answer(f"Summarise the article “{article.title}”", settings=settings)
    chosen = [citation for citation in result.citations if citation.article_id == article.id]
    if not events or len(chosen) != len(result.citations) or not chosen:
        return None
    lead = article.text[: sum(citation.end - citation.start for citation in chosen)]
    told = " ".join(citation.quote for citation in chosen)
    seen: set[str] = set()
    repeated = total = 0
    for citation in chosen:
        stems = set(content_stems(citation.quote))
        repeated, total = repeated + len(stems & seen), total + len(stems)
        seen |= stems
    return {
        "events_told": sum(event in told for event in events) / len(events),
        "events_in_lead": sum(event in lead for event in events) / len(events),
        "redundancy": repeated / max(1, total),
        "words": float(len(told.split())),
    }


def _days(article: Article, folder: Path) -> Iterator[bool]:
    """Yield for each annotated time whose day is known whether it is told right."""
    known = {found["id"]: date.fromisoformat(found["day"]) for found in _DAY.finditer(_annotations(article, folder))}
    for found in _spans(article, folder, "timex"):
        at = article.text.find(found["text"])
        if found["id"] in known and at >= 0:
            start, end = article.text.rfind(".", 0, at) + 1, article.text.find(".", at)
            times = told_times(article.text[start:end], article.published)
            yield any(time.first <= known[found["id"]] <= time.last for time in times)


def _spans(article: Article, folder: Path, kind: str) -> Iterator[re.Match[str]]:
    return (found for found in _SPAN.finditer(_annotations(article, folder)) if found["kind"] == kind)


def _annotations(article: Article, folder: Path) -> str:
    path = (folder / article.path).with_suffix(".ann")
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    run(main)
