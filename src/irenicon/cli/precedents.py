"""`irenicon precedents import` and `irenicon precedents compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from irenicon.errors import IreniconError
from irenicon.precedents.model import Fate, Precedent

app = typer.Typer(help="Earlier agreements: import official files, compare a plan with them.", no_args_is_help=True)

ProjectName = Annotated[Literal["pax", "ucdp"], typer.Argument(metavar="pax|ucdp", help="Whose file it is.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="The official file: PA-X as CSV, UCDP as XLSX.")]
Workspace = Annotated[Path, typer.Option("--workspace", metavar="FOLDER", help="Where imports are kept.")]
Plan = Annotated[str, typer.Argument(metavar="PLAN", help="The plan.")]
Conflict = Annotated[
    str | None, typer.Option("--conflict", help='Only conflicts of this kind in PA-X ("Territory", "Government", …).')
]
Stage = Annotated[
    str | None, typer.Option("--stage", help='Only agreements of this stage in PA-X ("Cea", "SubComp", …).')
]
_FOLDER = Path(".irenicon")
_SHOWN = 8


@app.command("import")
def import_(project: ProjectName, file: File, workspace: Workspace = _FOLDER) -> None:
    """Import an official file that you have; it is checked by its columns and version."""
    from irenicon.codebook.loading import load
    from irenicon.precedents.reading import keep, read_precedents

    found = read_precedents(project, file, load())
    typer.echo(f"{len(found)} agreements kept in {keep(project, found, workspace)}")


@app.command()
def compare(plan: Plan, conflict: Conflict = None, stage: Stage = None, workspace: Workspace = _FOLDER) -> None:
    """What comparable agreements have that the plan lacks, and how agreements with its provisions fared."""
    from irenicon.assessment import assess_files
    from irenicon.codebook.loading import load
    from irenicon.precedents.comparable import codes_of, lacking, nearest
    from irenicon.precedents.reading import acts_by_code, kept

    book = load()
    pax, ucdp = kept("pax", workspace), kept("ucdp", workspace)
    if not pax and not ucdp:
        raise IreniconError("wrong_use", "Import a file first: irenicon precedents import pax FILE.csv.")
    assessed = assess_files([plan], codebook=book)
    for failure in assessed.failures:
        raise IreniconError("unreadable", failure.reason, failure.source)
    acts = {one.act for one in assessed.documents[0].commitments}
    if pax:
        meant = acts_by_code("pax", book)
        codes = codes_of(acts, meant)
        comparable = nearest(codes, pax, conflict=conflict, stage=stage)
        typer.echo(f"Nearest of {len(pax)} agreements in PA-X, by share of provisions in common")
        for near in comparable[:_SHOWN]:
            typer.echo(f"  {near.likeness:.2f}  {near.precedent.date}  {' '.join(near.precedent.name.split())[:60]}")
        typer.echo(f"What the {len(comparable)} nearest have and the plan lacks")
        for lack in lacking(codes, comparable, meant)[:_SHOWN]:
            said = ", ".join(book.acts[act].label["en"].lower() for act in lack.acts)
            typer.echo(f"  {lack.having:>3} of {lack.of}  {lack.provision:<10}{said}"[:80])
    if ucdp:
        _fates(ucdp, codes_of(acts, acts_by_code("ucdp", book)))


def _fates(ucdp: tuple[Precedent, ...], codes: frozenset[str]) -> None:
    from irenicon.precedents.reading import codes as tables
    from irenicon.precedents.survival import difference, fate

    end = tables()["ucdp"]["end"]
    whole = fate(ucdp, end)
    typer.echo(f"How agreements fared (UCDP, to {end}): share still standing, 95 % band")
    if whole:
        typer.echo(f"  all {whole.number}, {whole.ended} ended")
        for years, share, low, high in whole.standing:
            typer.echo(f"    after {years:>2.0f} years  {share:.0%}  [{low:.0%}, {high:.0%}]")
    typer.echo("  after 5 years, with and without what the plan has")
    for code in sorted(codes):
        found = difference(ucdp, code, end)
        if found:
            with_it, without = (
                next(s[1] for s in each.standing if s[0] == 5) for each in (found.with_it, found.without_it)
            )
            counts = f"{found.with_it.number} and {found.without_it.number}"
            typer.echo(
                f"    {code:<12}{with_it:.0%} and {without:.0%}  of {counts}  log-rank p {_probability(found.p)}"
            )
    typer.echo("Associations among selected cases, not effects.")


def _after_five(group: Fate) -> float:
    return next(share for years, share, _, _ in group.standing if years == 5)


def _probability(p: float) -> str:
    return "< 0.01" if p < 0.01 else f"= {p:.2f}"
