"""`irenicon keeping`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[
    Path, typer.Argument(metavar="FILE.toml", help="The parameters, each with low, high and source; see the example.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


def keeping(file: File, json: AsJson = False) -> None:
    """Does keeping a plan pay? The commitment problem over the ranges you state; arithmetic, never a prediction."""
    import msgspec

    from irenicon.measures.keeping import Parameters, read_parameters
    from irenicon.measures.keeping import keeping as measure

    given = read_parameters(file)
    found = measure(given)
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    typer.echo("Over the ranges given, keeping the plan pays")
    typer.echo(f"  for the side that may attack  in {found.attacker_keeps:4.0%} of them")
    typer.echo(f"  for the side that may be hit  in {found.defender_prefers:4.0%} of them")
    typer.echo(f"  for both                      in {found.both:4.0%} of them")
    typer.echo(
        f"Guarantee (chance × cost) that makes it just pay, middle of the ranges: {found.needed_response:g} periods"
    )
    typer.echo("What moves the attacker most: share of the ranges kept with it at its low → high end")
    for one in found.influences:
        typer.echo(f"  {one.parameter:<16}{one.at_low:4.0%} → {one.at_high:4.0%}")
    typer.echo("Inputs")
    for name in Parameters.__struct_fields__:
        parameter = getattr(given, name)
        typer.echo(f"  {name:<16}{parameter.low:g}–{parameter.high:g}  {parameter.source}")
