"""The corpus under test: documents written out as article files and built by the product's own `rebuild`."""

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from benchmarks.measuring.datasets import Collection, Example
from embeddings import Archive, Progress, RebuildReport, rebuild
from rag import Settings

T = TypeVar("T")

_URL = "https://corpus.invalid/"
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Corpus:
    """An index over a set of documents, gone when its `with` block ends.

    `documents` maps an article id to the ids of the documents whose text it is: equal texts, spacing aside, are one
    article.
    """

    settings: Settings
    report: RebuildReport
    documents: Mapping[str, tuple[str, ...]]

    def ranking(self, article_ids: Sequence[str]) -> list[str]:
        """Return the documents behind a run of articles, each once, in the order it first appears."""
        return list(dict.fromkeys(key for article in article_ids for key in self.documents[article]))


@contextmanager
def built(documents: Mapping[str, tuple[str, str]], **layout: int) -> Iterator[Corpus]:
    """Build an index over document id -> (title, text) in a temporary folder; `layout` are settings of its passages.

    A document without text is left out, as the product refuses an empty article. One .jsonl file holds them all.
    """
    groups: dict[str, list[str]] = {}
    for key, (_, text) in documents.items():
        if text.strip():
            groups.setdefault(" ".join(text.split()), []).append(key)
    with TemporaryDirectory(prefix="citewire-benchmark-") as name:
        seeds = Path(name) / "seeds"
        seeds.mkdir()
        with (seeds / "documents.jsonl").open("w", encoding="utf-8") as lines:
            for number, keys in enumerate(groups.values()):
                title, text = documents[keys[0]]
                row = {"title": title, "text": text, "url": f"{_URL}{number}"}
                lines.write(json.dumps(row) + "\n")
        settings = Settings(seeds=seeds, index=Path(name) / "index").model_copy(update=layout)
        report = rebuild(settings=settings, progress=show_progress)
        print(file=sys.stderr)
        members = list(groups.values())
        with Archive.open(settings).snapshot() as snapshot:
            articles = {item.id: tuple(members[int(str(item.url).removeprefix(_URL))]) for item in snapshot.articles()}
        yield Corpus(settings=settings, report=report, documents=articles)


def own_passages(name: str, examples: Sequence[Example], among: Sequence[Example] | None = None) -> Collection:
    """Turn questions with gold passages into a retrieval task: each distinct passage is one document.

    The documents are the passages of `among`, by default of the `examples` that are asked.

    Relevant is a question's own passage, and any other of the same title that repeats an answer with the words around
    it: some sets cut several passages out of one long text.
    """
    titles: dict[str, str] = {}
    for example in examples if among is None else among:
        titles.setdefault(example.context, example.title)
    ids = {text: f"{name}:{number}" for number, text in enumerate(titles)}
    siblings: dict[str, list[str]] = {}
    for text, title in titles.items():
        siblings.setdefault(title, []).append(text)
    judgments = {}
    for example in examples:
        around = _around_answers(example)
        repeats = [text for text in siblings[titles[example.context]] if any(words in text for words in around)]
        judgments[example.id] = {ids[text]: 1 for text in [example.context, *repeats]}
    return Collection(
        name=name,
        documents={ids[text]: (title, text) for text, title in titles.items()},
        queries={example.id: example.question for example in examples},
        judgments=judgments,
    )


def sample(items: Sequence[T], limit: int | None) -> list[T]:
    """Return at most `limit` of the items, always the same ones for the same input, in their order."""
    if limit is None or limit >= len(items):
        return list(items)
    return [items[i] for i in sorted(random.Random(0).sample(range(len(items)), limit))]


def show_progress(event: Progress) -> None:
    """Keep one line of a terminal up to date with a rebuild; a log gets a line for each stage."""
    if not sys.stderr.isatty():
        if event.done == event.total:
            print(f"{event.stage} {event.done}", file=sys.stderr, flush=True)
    elif event.done % 100 == 0 or event.done == event.total:
        print(f"\r{event.stage} {event.done}/{event.total}    ", end="", file=sys.stderr, flush=True)


def _around_answers(example: Example) -> list[str]:
    """Return each answer as it stands in the passage, with a few words of context on either side."""
    found = [(example.context.find(answer), len(answer)) for answer in example.answers]
    return [example.context[max(0, at - _AROUND) : at + length + _AROUND] for at, length in found if at >= 0]
