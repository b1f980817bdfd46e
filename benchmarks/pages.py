"""Pages: what is read of saved web pages against gold marks: date of publication, headline, author, and body text.

`--data` names a folder with lists in the form of the `tests` folders of htmldate or trafilatura: JSON objects that map
an address to a page's `file`, with its `date`, `title` and `author`, and with phrases that stand in its story (`with`)
and beside it (`without`). The pages lie anywhere below the folder. The libraries' own extraction is measured beside.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring.report import Cell, arguments, finish, run, show
from embeddings.errors import InputError
from embeddings.file_readers import Draft, UnreadableFile, read_contents


@dataclass(slots=True)
class Tally:
    """Marks met, missed and made up; precision is of what was said, recall of what there is."""

    right: int = 0
    said: int = 0
    gold: int = 0

    def add(self, found: str | None, gold: str) -> None:
        """Count one page."""
        self.right += found is not None and _plain(found) == _plain(gold)
        self.said += bool(found)
        self.gold += 1

    def row(self) -> dict[str, Cell]:
        """Return the figures."""
        precision, recall = self.right / max(1, self.said), self.right / max(1, self.gold)
        return {
            "n": self.gold,
            "precision": precision,
            "recall": recall,
            "f1": 2 * precision * recall / max(1e-9, precision + recall),
        }


@dataclass(slots=True)
class Phrases:
    """Phrases of the story that were kept, and others that were left out."""

    kept: int = 0
    wanted: int = 0
    left_out: int = 0
    unwanted: int = 0

    def add(self, text: str, page: dict[str, Any]) -> None:
        """Count one page."""
        squeezed = "".join(text.split())
        self.kept += sum("".join(phrase.split()) in squeezed for phrase in page.get("with", ()))
        self.wanted += len(page.get("with", ()))
        self.left_out += sum("".join(phrase.split()) not in squeezed for phrase in page.get("without", ()))
        self.unwanted += len(page.get("without", ()))

    def row(self) -> dict[str, Cell]:
        """Return the figures."""
        return {
            "n": self.wanted + self.unwanted,
            "of the story kept": self.kept / max(1, self.wanted),
            "of the rest left out": self.left_out / max(1, self.unwanted),
        }


@dataclass(slots=True)
class System:
    """The tallies of one way to read a page."""

    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in ("date", "title", "author")})
    phrases: Phrases = field(default_factory=Phrases)

    def add(self, found: dict[str, str | None], page: dict[str, Any]) -> None:
        """Count what was found on one page against its marks."""
        for name, tally in self.fields.items():
            gold = page.get(name)
            if isinstance(gold, str) and gold:
                tally.add(found[name], gold)
        self.phrases.add(found["text"] or "", page)


def pages(folder: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Yield the name of the list, the file and the marks of every page that lies below `folder`."""
    files = {path.name: path for path in folder.rglob("*") if path.is_file()}
    for listed in sorted(folder.glob("eval*.json")):
        for marks in json.loads(listed.read_text(encoding="utf-8")).values():
            if isinstance(marks, dict) and (path := files.get(marks.get("file", ""))):
                yield listed.stem, path, marks


def read(path: Path) -> dict[str, str | None]:
    """Return what citewire reads of a page."""
    try:
        drafts = list(read_contents(f"{path.stem}.html", path.read_bytes()).drafts.values())
    except UnreadableFile:
        return dict.fromkeys(("date", "title", "author", "text"))
    first = drafts[0] if drafts else Draft("")
    return {
        "date": first.published.isoformat() if first.published else None,
        "title": first.title,
        "author": first.author,
        "text": "\n".join(f"{draft.title}\n{draft.text}" for draft in drafts),
    }


def extract(path: Path) -> dict[str, str | None]:
    """Return what trafilatura, with htmldate in it, extracts from a page."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(path.read_bytes(), with_metadata=True, include_comments=False)
    if not isinstance(found, Document):
        return dict.fromkeys(("date", "title", "author", "text"))
    return {"date": found.date, "title": found.title, "author": found.author, "text": f"{found.title}\n{found.text}"}


def main() -> None:
    """Print the figures of both systems, list by list."""
    options = arguments(__doc__).parse_args()
    if options.data is None or not options.data.is_dir():
        raise InputError("Name a folder with lists of pages: --data FOLDER")
    systems = {"citewire": read, "trafilatura": extract}
    tallies: dict[str, dict[str, System]] = {}
    for at, (name, path, marks) in enumerate(pages(options.data)):
        if options.limit is not None and at >= options.limit:
            break
        for system, reads in systems.items():
            tallies.setdefault(name, {}).setdefault(system, System()).add(reads(path), marks)
    sets: list[dict[str, Cell]] = []
    for name, by_system in tallies.items():
        for system, tally in by_system.items():
            for mark, counted in tally.fields.items():
                if counted.gold:
                    sets.append({"name": name, "mark": mark, "system": system, **counted.row()})
            if tally.phrases.wanted:
                sets.append({"name": f"{name}, text", "mark": "text", "system": system, **tally.phrases.row()})
    show("Dates, headlines and authors", [row for row in sets if row["mark"] != "text"])
    if texts := [row for row in sets if row["mark"] == "text"]:
        show("Phrases of the story, and of what stands around it", texts)
    finish({"sets": sets}, as_json=options.json)


def _plain(value: str) -> str:
    return " ".join(value.casefold().split())


if __name__ == "__main__":
    run(main)
