"""`irenicon add`, `list`, `show`, `search`: the workspace on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from irenicon.cli.assessing import Language, Words
from irenicon.cli.serving import DATABASE, Database
from irenicon.errors import Failure, IreniconError

if TYPE_CHECKING:
    from irenicon.assessment import Assessment
    from irenicon.codebook.model import Codebook
    from irenicon.coding.model import Correction
    from irenicon.store.model import Added, Stamp
    from irenicon.store.searching import Hits
    from irenicon.store.workspace import Workspace

_FIELD = re.compile(r"(?<!\S)[a-z]+:")
_SPACE = re.compile(r"\s+")
Sources = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="Plans and reports: files, folders, addresses, or - for standard input."),
]
PlanName = Annotated[str | None, typer.Option("--plan", metavar="NAME", help="The plan they belong to.")]
As = Annotated[
    Literal["draft", "rendering", "reporting"],
    typer.Option("--as", help="Drafts of the plan, renderings of one by others, or reporting about it."),
]
Shown = Annotated[str, typer.Argument(metavar="PLAN|DOCUMENT", help="A plan's id, or how a document's hash begins.")]
Typed = Annotated[
    list[str], typer.Argument(metavar="WORDS…", help='Words, "phrases", begin*, field:value (act, obligor, vague, …).')
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many to show.")]


def add(
    sources: Sources,
    plan: PlanName = None,
    role: As = "draft",
    language: Language = None,
    database: Database = DATABASE,
) -> None:
    """Add documents to the workspace; what it has already is passed over, so that a stopped import goes on.

    Exit codes: 0 done, 1 some files failed (the others are kept), 2 wrong use.
    """
    from irenicon.store.importing import add_files, files_in
    from irenicon.store.model import Place
    from irenicon.store.plans import add_plan
    from irenicon.store.settling import settle

    files = files_in(sources)
    with opened(database, make=True) as (workspace, stamp):
        where = Place(add_plan(workspace, plan, stamp), role) if plan else None
        done = list(_with_progress(add_files(workspace, files, stamp, where, language), files))
        if where is not None:
            with _busy(f"Reading {plan} as a whole"):
                settle(workspace, where.plan, stamp)
    failures = [one for one in done if isinstance(one, Failure)]
    for failure in failures:
        typer.echo(f"irenicon: {failure.reason}", err=True)
    new = sum(not isinstance(one, Failure) and one.new for one in done)
    typer.echo(f"{new} added, {len(done) - len(failures) - new} there already, {len(failures)} failed")
    raise typer.Exit(1 if failures else 0)


def list_(database: Database = DATABASE) -> None:
    """List the plans and documents of the workspace."""
    from irenicon.store.documents import documents
    from irenicon.store.plans import plan, plans

    with opened(database) as (workspace, _):
        placed = set()
        for listed in plans(workspace):
            typer.echo(f"{_cut(listed.name, 77 - len(listed.id))}  {listed.id}")
            for one in plan(workspace, listed.id).documents:
                placed.add(one.document.hash)
                typer.echo(_line(one.role, one.date, one.document.title or one.document.source, one.document.hash))
        loose = [one for one in documents(workspace) if one.hash not in placed]
        if loose:
            typer.echo("In no plan")
        for held in loose:
            typer.echo(_line(held.kind, held.date, held.title or held.source, held.hash))


def show(shown: Shown, words: Words = "en", database: Database = DATABASE) -> None:
    """Show the assessment of a plan or a document, with people's corrections applied."""
    from rich.console import Console

    from irenicon.report import terminal
    from irenicon.report.wording import wording

    with opened(database) as (workspace, _):
        assessment, corrections = _assessed(workspace, shown)
        terminal.show(assessment, Console(highlight=False), wording(words), workspace.codebook)
    if corrections:
        typer.echo("\nCorrections")
    for one in corrections:
        typer.echo(_told(one))


def search(typed: Typed, limit: Limit = 20, database: Database = DATABASE) -> None:
    """Search documents, provisions and claims: withdraw* act:withdraw_forces obligor:Ukraine in:provision."""
    from irenicon.store.searching import search as find

    with opened(database) as (workspace, _):
        found = find(workspace, " ".join(_quoted(one, workspace.codebook) for one in typed), limit=limit)
    _print(found)


@contextmanager
def opened(database: str, *, make: bool = False) -> Iterator[tuple[Workspace, Stamp]]:
    """The workspace at a path or address, and the stamp of the command line; `make` makes one that is not there."""
    from datetime import UTC, datetime

    from irenicon.store.model import Stamp
    from irenicon.store.workspace import close, open_workspace

    if not make and not database.startswith("postgres") and not Path(database).exists():
        raise IreniconError("not_found", f"There is no workspace at {database}; irenicon add FILE makes one.", database)
    workspace = open_workspace(database)
    try:
        yield workspace, Stamp("command line", datetime.now(UTC))
    finally:
        close(workspace)


def _with_progress(results: Iterator[Added | Failure], files: tuple[str, ...]) -> Iterator[Added | Failure]:
    """The results one by one, with a bar on a terminal and silence in a pipe."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (MofNCompleteColumn(), BarColumn(20), TimeRemainingColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(files))
        for number, result in enumerate(results, 1):
            following = files[number] if number < len(files) else ""
            progress.update(task, completed=number, description=_cut(Path(following).name, 30).strip())
            yield result


@contextmanager
def _busy(what: str) -> Iterator[None]:
    """A sign of life on a terminal while something takes its time; silence in a pipe."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield
        return
    with console.status(what):
        yield


def _assessed(workspace: Workspace, shown: str) -> tuple[Assessment, tuple[Correction, ...]]:
    from irenicon.assessment import assessment_of
    from irenicon.store.assessing import assessment_of_document, assessment_of_plan
    from irenicon.store.correcting import history
    from irenicon.store.documents import held
    from irenicon.store.plans import plan, plans

    if any(one.id == shown for one in plans(workspace)):
        hashes = [placed.document.hash for placed in plan(workspace, shown).documents]
        return assessment_of_plan(workspace, shown), tuple(one for hash in hashes for one in history(workspace, hash))
    hash = held(workspace, shown).hash
    return assessment_of([assessment_of_document(workspace, hash)]), history(workspace, hash)


def _told(one: Correction) -> str:
    from irenicon.coding.model import AddCommitment, Reject, SetField, Undo

    change = one.change
    if isinstance(change, SetField):
        what = f"{change.field} = {_said(change.value)}  {change.target}"
    elif isinstance(change, Reject):
        what = f"rejected {change.target}"
    elif isinstance(change, Undo):
        what = f"undone: {change.correction}"
    else:
        what = f"added: {(change.commitment if isinstance(change, AddCommitment) else change.claim).quote}"
    return f"  {one.document[:8]} {one.number:>3}  {one.at.date()}  {_cut(one.by, 12)}  {_cut(what, 38)}".rstrip()


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _print(found: Hits) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    from irenicon.report.wording import wording
    from irenicon.store.doubts import doubt_said

    console = Console(highlight=False)
    for doubt in found.query.doubts:
        console.print(Text(doubt_said(doubt, wording("en"))))
    most = f"more than {found.total - 1:,}" if not found.ranked else f"{found.total:,}"
    console.print(f"{most} found" if found.hits else "Nothing was found.")
    for hit in found.hits:
        what = hit.key.split(":")[1] or "claim" if hit.key else "document"
        head = f"{_cut(hit.title or hit.source, 44)}  {what:<20} {hit.document[:8]}"
        console.print(Text(head.rstrip()[:80], style="dim"))
        body = Text()
        for part in hit.snippet:
            body.append(_SPACE.sub(" ", part.text), style="bold" if part.marked else "")
        console.print(Padding(body, (0, 0, 0, 2)))


def _line(role: str, date: str | None, title: str, hash: str) -> str:
    return f"  {role:<10} {date or '':<10}  {_cut(title, 44)}  {hash[:8]}"


def _cut(text: str, width: int) -> str:
    """A text in one line of exactly so many columns."""
    plain = " ".join(text.split())
    return (plain if len(plain) <= width else plain[: width - 1] + "…").ljust(width)


def _quoted(word: str, codebook: Codebook) -> str:
    """A word of the command line; a phrase that the shell took out of quotation marks gets them back.

    A whole query in one word, with its own marks or several fields, or with words behind a field's value, stays.
    """
    from irenicon.store.query import read_query

    fields = _FIELD.findall(word)
    if " " not in word or '"' in word or "*" in word or len(fields) > 1:
        return word
    if not fields:
        return f'"{word}"'
    field, _, value = word.partition(":")
    whole = f'{field}:"{value.strip()}"'
    return word if " " in field or read_query(whole, codebook).doubts else whole
