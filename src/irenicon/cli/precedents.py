"""`irenicon precedents import` and `irenicon precedents compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from irenicon.cli.assessing import Words
from irenicon.cli.keeping import commitments_of
from irenicon.cli.writing import put
from irenicon.errors import IreniconError

app = typer.Typer(help="Earlier agreements: import official files, compare a plan with them.", no_args_is_help=True)

ProjectName = Annotated[
    Literal["pax", "ucdp", "ucdp-termination"],
    typer.Argument(metavar="pax|ucdp|ucdp-termination", help="Which dataset it is."),
]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The official file: PA-X as CSV, UCDP as XLSX.")]
Workspace = Annotated[Path, typer.Option("--workspace", metavar="FOLDER", help="Where imports are kept.")]
Plan = Annotated[str, typer.Argument(metavar="PLAN", help="The plan.")]
Conflict = Annotated[
    str | None, typer.Option("--conflict", help='Only conflicts of this type in PA-X ("Territory", "Government", …).')
]
Stage = Annotated[
    str | None, typer.Option("--stage", help='Only agreements of this stage in PA-X ("Cea", "SubComp", …).')
]
Kind = Annotated[
    str | None, typer.Option("--kind", help='Only agreements between parties of this kind in PA-X ("Inter", "Intra").')
]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write as JSON; - for standard output.")]
Number = Annotated[
    str | None, typer.Option("--pax", metavar="ID", help="The text's own number in PA-X, to set experts' codes beside.")
]
_FOLDER = Path(".irenicon")


@app.command("import")
def import_(project: ProjectName, file: File, workspace: Workspace = _FOLDER) -> None:
    """Import an official file that you have; it is checked by its columns and version."""
    from irenicon.codebook.loading import load
    from irenicon.precedents.reading import keep, read_precedents

    found = read_precedents(project, file, load())
    typer.echo(f"{len(found)} records kept in {keep(project, found, workspace)}")


@app.command()
def codes(plan: Plan, pax: Number = None, words: Words = "en", workspace: Workspace = _FOLDER) -> None:
    """A text's commitments in the codes of PA-X, beside those that experts gave it where its number is known."""
    from rich.console import Console, Group

    from irenicon.codebook.loading import load
    from irenicon.precedents.expert import coded, side_by_side
    from irenicon.precedents.reading import imported
    from irenicon.report.experienced import code_lines
    from irenicon.report.wording import wording

    book = load()
    expert = coded(pax, imported(workspace).pax) if pax else None
    commitments = commitments_of(plan)
    found = side_by_side(commitments, expert, book.codes["pax"])
    Console(highlight=False).print(Group(*code_lines(found, commitments, wording(words), book)))


@app.command()
def compare(
    plan: Plan,
    conflict: Conflict = None,
    stage: Stage = None,
    kind: Kind = None,
    json: Json = None,
    words: Words = "en",
    workspace: Workspace = _FOLDER,
) -> None:
    """What comparable agreements have that the plan lacks, and how agreements with its provisions fared."""
    import msgspec
    from rich.console import Console

    from irenicon.codebook.loading import load
    from irenicon.precedents.experience import experience
    from irenicon.precedents.model import Filters
    from irenicon.precedents.reading import imported
    from irenicon.report.experienced import show_experience
    from irenicon.report.wording import wording

    book, said = load(), wording(words)
    known = imported(workspace)
    acts = {one.act for one in commitments_of(plan)}
    found = experience(acts, known, book, Filters(conflict, stage, kind))
    if known.pax and not found.comparable:
        raise IreniconError("wrong_use", " ".join(found.remarks))
    if json:
        put(json, msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    if json != Path("-"):
        show_experience(found, Console(highlight=False), said, book)
