"""The sync: what a folder holds now, brought into an edit of the store."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from embeddings.file_readers import UnreadableFile
from embeddings.intake.articles import FileArticles, FileBytes, read_articles, read_bytes
from embeddings.intake.folder import Folder
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
    losses: list[tuple[str, str]] = field(default_factory=list)

    def run(self, folder: Folder, edit: Edit, *, full: bool, tell: Listener) -> None:
        """Put new and changed files, drop those that are gone; with `full`, read every file again."""
        known = edit.files(str(folder.root))
        for read, found in read_articles(self._unread(folder, known, edit, full=full, tell=tell)):
            if isinstance(found, UnreadableFile):
                self._note_failure(read.record.path, known, found)
            else:
                self._put(read, found, known.get(read.record.path), edit)
        tell(Progress("read", len(folder.files), len(folder.files)))
        for path in known.keys() - {file.path for file in folder.files}:
            edit.drop_file(str(folder.root), path)
            self.removed.append(path)
        self.removed.sort()

    def refuse(self, path: str, why: str) -> None:
        """Note that an article that was put is left out after all."""
        for paths in (self.added, self.changed, self.unchanged):
            if path in paths:
                paths.remove(path)
        self.failed.append((path, why))

    def _unread(
        self, folder: Folder, known: Mapping[str, FileRecord], edit: Edit, *, full: bool, tell: Listener
    ) -> Iterator[FileBytes]:
        """Yield the files that have to be read, and keep the others as they are."""
        for done, file in enumerate(folder.files):
            tell(Progress("read", done, len(folder.files)))
            before = known.get(file.path)
            if before and not full and (before.size, before.mtime_ns) == (file.size, file.mtime_ns):
                self._keep(before)
                continue
            try:
                read = read_bytes(folder.root, file)
            except UnreadableFile as error:
                self._note_failure(file.path, known, error)
                continue
            if before and not full and before.sha256 == read.record.sha256:
                edit.touch_file(read.record)
                self._keep(before)
            else:
                yield read

    def _put(self, read: FileBytes, found: FileArticles, before: FileRecord | None, edit: Edit) -> None:
        path = read.record.path
        if not found.articles:
            why = "; ".join(f"#{n} {reason}" for n, reason in found.problems.items())
            self._note_failure(path, {path: before} if before else {}, f"holds no article: {why}")
            return
        edit.put_file(replace(read.record, problems=found.problems, losses=found.losses), found.articles)
        self._note_problems(path, found.problems)
        self.losses.extend((path, loss) for loss in found.losses)
        same = before is not None and before.sha256 == read.record.sha256
        (self.unchanged if same else self.changed if before else self.added).append(path)

    def _note_failure(self, path: str, known: Mapping[str, FileRecord], why: UnreadableFile | str) -> None:
        self.failed.append((path, f"{why}{_KEPT if path in known else ''}"))

    def _keep(self, known: FileRecord) -> None:
        self.unchanged.append(known.path)
        self._note_problems(known.path, dict(known.problems))
        self.losses.extend((known.path, loss) for loss in known.losses)

    def _note_problems(self, path: str, problems: dict[int, str]) -> None:
        self.failed.extend((numbered(path, n), why) for n, why in problems.items())
