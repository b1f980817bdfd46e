"""The evaluation sets: questions with gold passages (.jsonl, .jsonl.gz) and retrieval collections (BEIR's layout)."""

import csv
import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from embeddings.errors import InputError


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the passage it is asked of; `answers` is empty where the passage does not answer it.

    `title` is empty where the set has none. `kind` is one of span, free, long, yesno, unanswerable.
    """

    id: str
    source: str
    title: str
    context: str
    question: str
    answers: tuple[str, ...]
    kind: str

    @property
    def answerable(self) -> bool:
        """Whether the passage holds an answer."""
        return bool(self.answers)


@dataclass(frozen=True, slots=True)
class Collection:
    """A retrieval test collection: document id -> (title, text), query id -> text, query id -> {document id: gain}."""

    name: str
    documents: dict[str, tuple[str, str]]
    queries: dict[str, str]
    judgments: dict[str, dict[str, int]]


def data_folder() -> Path:
    """Return the folder of the default sets: `CITEWIRE_DATA`, else `../shared/data` beside the repository."""
    default = Path(__file__).resolve().parents[3] / "shared" / "data"
    folder = Path(os.environ.get("CITEWIRE_DATA") or default)
    if not folder.is_dir():
        raise InputError(f"No evaluation data at {folder}: set CITEWIRE_DATA to its folder, or pass --data PATH.")
    return folder


def load_examples(path: Path) -> tuple[Example, ...]:
    """Read question-answering examples from a .jsonl or .jsonl.gz file, in file order.

    Raises:
        InputError: the file is missing, or a line of it is no example.
    """
    return tuple(_example(row, f"{set_name(path)}:{number}") for number, row in enumerate(_rows(path), start=1))


def load_split(split: str, names: Sequence[str]) -> dict[str, tuple[Example, ...]]:
    """Read the named sets of a split ("train", "dev") of the default data, in the order named."""
    return {name: load_examples(data_folder() / "qa" / split / f"{name}.jsonl.gz") for name in names}


def load_sets(data: Path | None, names: Sequence[str]) -> dict[str, tuple[Example, ...]]:
    """Return the set in the file `data` by its name, without one the named sets of the default data's dev split.

    Raises:
        InputError: `data` is a folder, which holds no gold answers.
    """
    if data is None:
        return load_split("dev", names)
    if data.is_dir():
        raise InputError(f"{data} holds no gold answers: --data takes a .jsonl or .jsonl.gz file here.")
    return {set_name(data): load_examples(data)}


def load_collection(folder: Path) -> Collection:
    """Read a folder in BEIR's layout: corpus.jsonl, queries.jsonl, qrels.tsv or qrels/test.tsv; each may end in .gz.

    Documents without text and queries without judgments are left out, as they can count for nothing.

    Raises:
        InputError: one of the three files is missing.
    """
    documents = {
        str(row["_id"]): (row.get("title") or "", row.get("text") or "") for row in _rows(_file(folder, "corpus.jsonl"))
    }
    judgments: dict[str, dict[str, int]] = {}
    with _open(_file(folder, "qrels.tsv", "qrels/test.tsv", "qrels/dev.tsv")) as lines:
        for row in csv.reader(lines, delimiter="\t"):
            if len(row) == 3 and row[2].lstrip("-").isdigit():
                judgments.setdefault(row[0], {})[row[1]] = int(row[2])
    queries = {str(row["_id"]): row["text"] for row in _rows(_file(folder, "queries.jsonl"))}
    return Collection(
        name=folder.name,
        documents={key: value for key, value in documents.items() if value[0] or value[1]},
        queries={key: text for key, text in queries.items() if key in judgments},
        judgments=judgments,
    )


def load_collections() -> tuple[Collection, ...]:
    """Read the default retrieval collections."""
    return tuple(load_collection(folder) for folder in sorted((data_folder() / "ir").iterdir()) if folder.is_dir())


def set_name(path: Path) -> str:
    """Return the name of the set a file or folder holds: its name without .jsonl and .gz."""
    return path.name.removesuffix(".gz").removesuffix(".jsonl")


def _example(row: dict[str, Any], fallback_id: str) -> Example:
    try:
        answers = tuple(str(answer) for answer in row["answers"] if str(answer).strip())
        return Example(
            id=str(row.get("id") or fallback_id),
            source=str(row.get("source") or fallback_id.partition(":")[0]),
            title=str(row.get("title") or ""),
            context=str(row["context"]),
            question=str(row["question"]),
            answers=answers,
            kind=str(row.get("kind") or ("span" if answers else "unanswerable")),
        )
    except KeyError as missing:
        raise InputError(
            f"{fallback_id}: the example has no field {missing}; it needs question, context, answers."
        ) from None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with _open(path) as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield json.loads(line)
                except json.JSONDecodeError as error:
                    raise InputError(f"{path}, line {number} is not JSON: {error}.") from None


def _open(path: Path) -> TextIO:
    if not path.is_file():
        raise InputError(f"No file {path}: --data takes a .jsonl or .jsonl.gz file, or a folder in BEIR's layout.")
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def _file(folder: Path, *names: str) -> Path:
    candidates = [folder / f"{name}{suffix}" for name in names for suffix in ("", ".gz")]
    found = next((path for path in candidates if path.is_file()), None)
    if found is None:
        raise InputError(f"{folder} is no collection in BEIR's layout: it has no {' or '.join(names)} (.gz too).")
    return found
