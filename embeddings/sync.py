"""The sync: what a folder holds now, brought into an edit of the store."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from embeddings.file_readers import UnreadableFile
from embeddings.intake.articles import FileBytes, read_articles, read_bytes
from embeddings.intake.folder import Folder, FoundFile
from embeddings.progress import Listener, Progress
from embeddings.store import Edit, FileRecord, numbered

_KEPT = "; what it held before stays in the index"


@dataclass(slots=True)
class Sync:
    """The paths of a folder by what became of them."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)

    def run(self, folder: Folder, edit: Edit, *, full: bool, tell: Listener) -> None:
        """Put new and changed files, drop those that are gone; with `full`, read every file again."""
        known = edit.files(str(folder.root))
        for done, file in enumerate(folder.files):
            tell(Progress("read", done, len(folder.files)))
            try:
                self._take(folder.root, file, known.get(file.path), edit, full=full)
            except UnreadableFile as error:
                self.failed.append((file.path, f"{error}{_KEPT if file.path in known else ''}"))
        tell(Progress("read", len(folder.files), len(folder.files)))
        for path in known.keys() - {file.path for file in folder.files}:
            edit.drop_file(str(folder.root), path)
            self.removed.append(path)
        self.removed.sort()

    def _take(self, root: Path, file: FoundFile, known: FileRecord | None, edit: Edit, *, full: bool) -> None:
        if known and not full and (known.size, known.mtime_ns) == (file.size, file.mtime_ns):
            return self._keep(known)
        read = read_bytes(root, file)
        same = known is not None and known.sha256 == read.record.sha256
        if known and same and not full:
            edit.touch_file(read.record)
            return self._keep(known)
        problems = self._put(read, edit)
        self._note_problems(file.path, problems)
        (self.unchanged if same else self.changed if known else self.added).append(file.path)
        return None

    def _put(self, read: FileBytes, edit: Edit) -> dict[int, str]:
        articles, problems = read_articles(read)
        if not articles:
            raise UnreadableFile("holds no article: " + "; ".join(f"#{n} {why}" for n, why in problems.items()))
        edit.put_file(replace(read.record, problems=problems), articles)
        return problems

    def _keep(self, known: FileRecord) -> None:
        self.unchanged.append(known.path)
        self._note_problems(known.path, dict(known.problems))

    def _note_problems(self, path: str, problems: dict[int, str]) -> None:
        self.failed.extend((numbered(path, n), why) for n, why in problems.items())
