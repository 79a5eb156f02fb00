"""`irenicon export` and `irenicon import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.serving import DATABASE, Database
from irenicon.cli.workspace import opened
from irenicon.cli.writing import put
from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.store.workspace import Workspace

Out = Annotated[Path, typer.Argument(metavar="FILE", help="The archive (ROOM.zip), or with --gold a CODING.jsonl.")]
Archive = Annotated[Path, typer.Argument(metavar="ROOM.zip", help="An archive that irenicon export wrote.")]
Secrets = Annotated[
    bool, typer.Option("--secrets", help="With the hashes of passwords and invitations, to move a room.")
]
GoldOf = Annotated[
    str | None,
    typer.Option("--gold", metavar="DOCUMENT", help="What people made of a document, as irenicon evaluate reads it."),
]
By = Annotated[str | None, typer.Option("--by", metavar="ANALYST", help="With --gold: an analyst's own coding of it.")]
Text = Annotated[
    Path | None, typer.Option("--text", metavar="FILE", help="With --gold: write the document itself beside it.")
]


def export(
    out: Out,
    secrets: Secrets = False,
    gold: GoldOf = None,
    by: By = None,
    text: Text = None,
    database: Database = DATABASE,
) -> None:
    """Write the whole workspace into one archive; or one document's coding, to score the program against.

    Without --secrets nobody can sign in with what is in the archive. Sessions are never in it.
    """
    if gold is None and (by or text):
        raise IreniconError("wrong_use", "--by and --text go with --gold DOCUMENT.")
    with opened(database) as (workspace, _):
        if gold is not None:
            _export_gold(workspace, gold, by, out, text)
            return
        from irenicon.store.archive import export as write

        write(workspace, out, secrets=secrets)
    typer.echo(f"{out} written")


def import_(archive: Archive, database: Database = DATABASE) -> None:
    """Fill an empty workspace with an archive; a broken one changes nothing."""
    from rich.console import Console
    from rich.progress import Progress

    from irenicon.store.documents import documents
    from irenicon.store.unpacking import import_archive

    if not archive.is_file():
        raise IreniconError("not_found", f"There is no file {archive}; check the path.", str(archive))
    console = Console(stderr=True)
    with (
        opened(database, make=True) as (workspace, _),
        Progress(console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("", total=None)
        import_archive(workspace, archive, lambda done, of: progress.update(task, completed=done, total=of))
        typer.echo(f"{len(documents(workspace))} documents are in {workspace.name}")


def _export_gold(workspace: Workspace, document: str, by: str | None, out: Path, text: Path | None) -> None:
    from irenicon.store.documents import held, original
    from irenicon.store.gold import gold

    hash = held(workspace, document).hash
    made = gold(workspace, hash, by)
    put(out, made.commitments)
    if made.claims and str(out) != "-":
        put(out.with_suffix(".claims.jsonl"), made.claims)
    if text is not None:
        put(text, original(workspace, hash))
