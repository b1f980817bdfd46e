"""`citewire verify` and `citewire doctor`: whether what is stored and what was answered still hold."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from citewire.cli.screen import complain, say, say_json
from rag import Answer, InputError
from rag.answering.verification import verify_citations

if TYPE_CHECKING:
    from rag import Settings


def verify(
    context: typer.Context,
    answers: Annotated[
        Path | None, typer.Argument(help="File of answers as `citewire ask --json` prints them; - for standard input.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")] = False,
) -> None:
    """Check each citation of printed answers against the store; with nothing given, check the whole store."""
    settings: Settings = context.obj
    # Nothing piped in and nothing named: the question is about the store itself.
    given = _standard_input(named=str(answers) == "-") if answers is None or str(answers) == "-" else _read(answers)
    if not given.strip():
        _verify_store(settings, as_json)
    else:
        _verify_answers(given, settings, as_json)


def doctor(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the checks as JSON.")] = False,
) -> None:
    """Check everything an answer needs; each failed check names the command that mends it."""
    settings: Settings = context.obj
    in_force = settings.model_dump(mode="json")

    from rag.doctor import examine

    checks = []
    for check in examine(settings):
        checks.append(check)
        if not as_json:
            say(f"{'ok    ' if check.ok else 'FAILED'} {check.name}: {check.detail}")
            if check.mend:
                say(f"       mend it with: {check.mend}")
    ok = all(check.ok for check in checks)
    if as_json:
        found = [{"name": c.name, "ok": c.ok, "detail": c.detail, "mend": c.mend} for c in checks]
        say_json({"ok": ok, "checks": found, "settings": in_force})
    else:
        say("settings in force:")
        for name, value in in_force.items():
            say(f"       {name} = {'(default)' if value is None else value}")
    if not ok:
        raise typer.Exit(1)


def _standard_input(*, named: bool) -> bytes:
    """Return what a pipe or file brings; a terminal, or none at all, is only waited for when it was named."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except OSError:
        return b""
    return sys.stdin.buffer.read() if named or stat.S_ISFIFO(mode) or stat.S_ISREG(mode) else b""


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"The answers in {path} cannot be read ({error.strerror}). Check the path.") from error


def _verify_answers(lines: bytes, settings: "Settings", as_json: bool) -> None:
    found = [
        (number, parsed, verify_citations(parsed.citations, settings))
        for number, parsed in _answers(lines)
        if parsed is not None
    ]
    failures: list[dict[str, Any]] = [
        {"answer": number, "question": parsed.question, "n": failure.citation.n, "reason": failure.reason}
        for number, parsed, outcome in found
        for failure in outcome.failures
    ]
    checked = sum(outcome.checked for _, _, outcome in found)
    if as_json:
        say_json({"ok": not failures, "answers": len(found), "citations": checked, "failures": failures})
    else:
        for failure in failures:
            complain(f"Answer {failure['answer']}, citation [{failure['n']}]: {failure['reason']}.")
        say(f"{checked - len(failures)} of {checked} citations in {len(found)} answers hold.")
    if failures:
        raise typer.Exit(1)


def _answers(lines: bytes) -> Iterator[tuple[int, Answer | None]]:
    """Yield the answers, one a line or one over several lines; None for a line on which asking had failed."""
    text = lines.decode("utf-8", errors="replace")
    try:
        values = [json.loads(text)]
    except ValueError:
        try:
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise InputError(f"This is not JSON as `citewire ask --json` prints it: {error}.") from error
    for number, fields in enumerate(values, start=1):
        try:
            failed = isinstance(fields, dict) and "error" in fields
            yield number, None if failed else Answer.from_json(fields)
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(
                f"Answer {number} is not one that `citewire ask --json` printed: {type(error).__name__}: {error}."
            ) from error


def _verify_store(settings: "Settings", as_json: bool) -> None:
    from embeddings import Archive
    from rag.integrity import check_store

    with Archive.open(settings).snapshot() as snapshot:
        found = check_store(snapshot)
    if as_json:
        counted = {"generation": found.generation, "articles": found.articles, "passages": found.passages}
        say_json({"ok": not found.faults, **counted, "faults": list(found.faults)})
    else:
        for fault in found.faults:
            complain(fault)
        if not found.faults:
            say(f"All {found.articles} articles and {found.passages} passages of generation {found.generation} hold.")
    if found.faults:
        complain("Mend the index with: citewire rebuild --full")
        raise typer.Exit(1)
