"""A set of three questions on three short passages, in every form that --data takes."""

import gzip
import json
from pathlib import Path

import pytest

PASSAGES = {
    "Lighthouse": "The lighthouse of Marnholm was built in 1871. Its keeper was Ada Lund. It stands on a granite rock.",
    "Orchard": "The orchard grows forty kinds of apple. Its oldest tree was planted by monks in 1702.",
    "Ferry": "A ferry crosses the strait every hour. The crossing takes fifty minutes in calm weather.",
}
QUESTIONS: tuple[tuple[str, str, list[str]], ...] = (
    ("Lighthouse", "Who was the keeper of the lighthouse?", ["Ada Lund"]),
    ("Orchard", "How many kinds of apple does the orchard grow?", ["forty"]),
    ("Ferry", "What is the name of the ferry's captain?", []),
)


def rows() -> list[dict[str, object]]:
    return [
        {"id": f"tiny:{title}", "title": title, "context": PASSAGES[title], "question": question, "answers": answers}
        for title, question, answers in QUESTIONS
    ]


@pytest.fixture
def tiny_jsonl(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows()), encoding="utf-8")
    return path


@pytest.fixture
def tiny_gz(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows())
    return path


@pytest.fixture
def tiny_beir(tmp_path: Path) -> Path:
    folder = tmp_path / "tiny"
    (folder / "qrels").mkdir(parents=True)
    documents = [{"_id": title, "title": title, "text": text} for title, text in PASSAGES.items()]
    documents.append({"_id": "blank", "title": "Blank", "text": ""})
    queries = [{"_id": f"q-{title}", "text": question} for title, question, _ in QUESTIONS]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in documents), encoding="utf-8")
    (folder / "queries.jsonl").write_text("".join(json.dumps(row) + "\n" for row in queries), encoding="utf-8")
    judged = "".join(f"q-{title}\t{title}\t1\n" for title, _, _ in QUESTIONS)
    (folder / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{judged}", encoding="utf-8")
    return folder
