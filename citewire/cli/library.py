"""`citewire rebuild`, `list`, `remove` and `show`: the articles behind the answers."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from citewire.cli.screen import complain, console, say, say_json
from rag import Article, InputError, RebuildReport

if TYPE_CHECKING:
    from rag import Settings


def rebuild(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Folder of articles; by default the one in force.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done and do nothing.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Read and embed everything anew.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring the index up to date with a folder of articles; only new text is embedded."""
    from embeddings import rebuild as rebuild_index
    from ui.server.progress_bar import progress_bar

    settings: Settings = context.obj
    with progress_bar(console(to_errors=True)) as draw:
        report = rebuild_index(folder, settings=settings, dry_run=dry_run, full=full, progress=draw)
    complain_of(report)
    say(report.to_json() if as_json else summary(report))
    if report.failed and not report.articles_total:
        raise typer.Exit(1)


def list_articles(
    context: typer.Context,
    undated: Annotated[bool, typer.Option("--undated", help="Only those without a date.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON array.")] = False,
) -> None:
    """List the articles in the index."""
    from embeddings import Archive

    with Archive.open(context.obj).snapshot() as snapshot:
        articles = snapshot.articles()
    if undated:
        articles = [article for article in articles if article.published is None]
    if as_json:
        say_json([_fields(article) for article in articles])
        return
    table = Table("ID", "Date", "Outlet", "Kind", "Headline", box=None, pad_edge=False)
    for article in articles:
        published = article.published.isoformat() if article.published else "-"
        outlets = " / ".join(filter(None, (article.source, *article.other_sources)))
        table.add_row(article.id, published, outlets or "-", article.kind, article.title)
    console().print(table)
    say(f"{len(articles)} articles")


def remove(
    context: typer.Context,
    ids: Annotated[list[str], typer.Argument(help="Article ids, as `citewire list` shows them.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the removed articles as JSON.")] = False,
) -> None:
    """Take articles out of the index; their files stay where they are."""
    from embeddings import remove as remove_articles

    removed = remove_articles(ids, settings=context.obj)
    if as_json:
        say_json([_fields(article) for article in removed])
        return
    for article in removed:
        say(f"Removed {article.id}  {article.title}")
    say("Bring them back with: citewire rebuild --full")


def forget(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Folder of articles, such as one that was renamed.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the paths of its files as JSON.")] = False,
) -> None:
    """Take all that came from a folder out of the index; its files stay where they are."""
    from embeddings import forget as forget_folder

    paths = forget_folder(folder, settings=context.obj)
    say_json(list(paths)) if as_json else say(f"Forgot {len(paths)} files of {folder}.")


def set_fields(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID", help="Article id, as `citewire list` shows it.")],
    day: Annotated[str | None, typer.Option("--date", help="Day of publication, YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline.")] = None,
    author: Annotated[str | None, typer.Option(help="Author.")] = None,
    url: Annotated[str | None, typer.Option(help="Address.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the article as JSON.")] = False,
) -> None:
    """Set what is said of an article; it is kept over every rebuild, and "" says that there is none."""
    from embeddings import amend

    given = {"published": day, "source": outlet, "title": title, "author": author, "url": url}
    fields = {name: value for name, value in given.items() if value is not None}
    if not fields:
        raise InputError("Nothing was given to set. Name a field, for example: citewire set ID --date 2023-04-05")
    article = amend(article_id, fields, settings=context.obj)
    if as_json:
        say_json(_fields(article))
        return
    facts = (article.published.isoformat() if article.published else None, article.source, article.author, article.url)
    say(" | ".join(fact for fact in (article.title, *facts) if fact))


def show(
    context: typer.Context,
    article_id: Annotated[str, typer.Argument(metavar="ID", help="Article id, as `citewire list` shows it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the article with its passages as JSON.")] = False,
) -> None:
    """Show one article as it is stored."""
    from embeddings import Archive

    with Archive.open(context.obj).snapshot() as snapshot:
        article = snapshot.article(article_id)
        passages = snapshot.passages_of(article_id)
    if article is None:
        raise InputError(f"There is no article '{article_id}' in the index. See the ids with: citewire list")
    if as_json:
        spans = [{"start": passage.start, "end": passage.end} for passage in passages]
        say_json({**_fields(article), "text": article.text, "passages": spans})
        return
    say(article.title)
    facts = [article.published.isoformat() if article.published else None, article.source, article.author, article.url]
    say(" | ".join(fact for fact in facts if fact))
    say(f"{article.id} | {article.kind} | {article.path} | {len(passages)} passages\n")
    say(article.text)


def complain_of(report: RebuildReport) -> None:
    """Name every file that was not read, or not whole, with the reason."""
    for path, reason in (*report.failed, *report.skipped):
        complain(f"Not read: {path}: {reason}")
    for path, loss in report.losses:
        complain(f"Not whole: {path}: {loss}")


def _fields(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "source": article.source,
        "other_sources": list(article.other_sources),
        "url": article.url,
        "author": article.author,
        "kind": article.kind,
        "path": article.path,
        "characters": len(article.text),
    }


def summary(report: RebuildReport) -> str:
    """Return what a rebuild did in two lines."""
    groups = {
        "added": report.added,
        "changed": report.changed,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "duplicate": report.duplicates,
        "excluded": report.excluded,
        "skipped": report.skipped,
        "failed": report.failed,
    }
    counted = ", ".join(f"{len(paths)} {name}" for name, paths in groups.items() if paths) or "no articles found"
    if report.dry_run:
        return f"Would be done: {counted}; {report.passages_embedded} passages to embed. Nothing was written."
    aside = f"\nThe damaged index was kept as {report.set_aside}." if report.set_aside else ""
    return (
        f"{counted}.\n{report.articles_total} articles, {report.passages_total} passages, of them "
        f"{report.passages_embedded} newly embedded in {report.seconds:.1f} s (generation {report.generation}).{aside}"
    )
