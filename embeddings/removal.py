"""Removal: articles and whole folders out of the index, and back; no file is ever touched."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path

from embeddings.article import Article
from embeddings.completion import change
from embeddings.errors import InputError
from embeddings.file_readers import UnreadableFile
from embeddings.intake.articles import FileBytes, read_articles, read_bytes
from embeddings.intake.folder import FoundFile, scan
from embeddings.progress import Listener, silent
from embeddings.settings import IndexSettings, place
from embeddings.store import Edit, numbered, unnumbered


def remove(
    ids: Iterable[str], *, settings: IndexSettings | None = None, progress: Listener | None = None
) -> tuple[Article, ...]:
    """Take articles out of the index, never their files, and return them; all of `ids` or none.

    An ordinary rebuild leaves them out until their text changes; a rebuild with `full` brings them back. Raises
    `InputError` for an id that no article has.
    """
    with change(settings or IndexSettings.load(), progress or silent) as edit:
        return tuple(_exclude(edit, article_id) for article_id in dict.fromkeys(ids))


def forget(
    folder: Path | str, *, settings: IndexSettings | None = None, progress: Listener | None = None
) -> tuple[str, ...]:
    """Take every file of a folder out of the index, never off the disk, and return their paths.

    Meant for a folder that was renamed or is no more. An article that stands in another folder too stays, as that one
    has it. Raises `InputError` for a folder of which the index holds nothing.
    """
    name = str(place(folder))
    with change(settings or IndexSettings.load(), progress or silent) as edit:
        if name not in (known := edit.folders()):
            raise InputError(f"The index holds nothing of {name}. The folders that it knows: {', '.join(known)}")
        paths = tuple(edit.files(name))
        for path in paths:
            edit.drop_file(name, path)
        return paths


def restore(
    paths: Iterable[str],
    folder: Path | str,
    *,
    settings: IndexSettings | None = None,
    progress: Listener | None = None,
) -> tuple[Article, ...]:
    """Bring back articles that `remove` took out, read again from their files, and return them; all of them or none.

    `paths` are relative to `folder`, as in `Article.path` and `RebuildReport.excluded`; others that were removed stay
    out. Raises `InputError` for a path whose article was not removed, or whose file is gone or cannot be read.
    """
    with change(settings or IndexSettings.load(), progress or silent) as edit:
        return _include(edit, place(folder), dict.fromkeys(paths))


def _include(edit: Edit, folder: Path, wanted: Collection[str]) -> tuple[Article, ...]:
    """Lift the exclusion of the wanted articles alone, and put their files as they are now."""
    excluded = edit.excluded(str(folder))
    files = {file.path: file for file in scan(folder).files}
    for path in wanted:
        if path not in excluded or unnumbered(path)[0] not in files:
            raise InputError(
                f"No removed article has its file at {folder / path}. Look at the folder anew: citewire rebuild"
            )
    edit.include(excluded[path] for path in wanted)
    back: list[Article] = []
    names = dict.fromkeys(unnumbered(path)[0] for path in wanted)
    for read, found in read_articles(_read(folder, files[name]) for name in names):
        name = read.record.path
        if isinstance(found, UnreadableFile):
            raise InputError(f"{name} {found}. Nothing was brought back.")
        edit.put_file(replace(read.record, problems=found.problems, losses=found.losses), found.articles)
        ids = (article.id for n, article in found.articles.items() if numbered(name, n) in wanted)
        # As they are kept, with what was set by hand.
        back += filter(None, map(edit.article, ids))
    return tuple(back)


def _read(folder: Path, file: FoundFile) -> FileBytes:
    try:
        return read_bytes(folder, file)
    except UnreadableFile as error:
        raise InputError(f"{file.path} {error}. Nothing was brought back.") from error


def _exclude(edit: Edit, article_id: str) -> Article:
    article = edit.exclude(article_id)
    if article is None:
        raise InputError(f"No article has the id {article_id!r}. See the ids of all articles: citewire list")
    return article
