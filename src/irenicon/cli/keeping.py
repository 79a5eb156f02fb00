"""`irenicon keeping`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from irenicon.cli.assessing import Words
from irenicon.errors import IreniconError

if TYPE_CHECKING:
    from irenicon.findings.model import Commitment

File = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE.toml]", help="The inputs, each with low, high and source; see the example."),
]
Plan = Annotated[str | None, typer.Option("--plan", metavar="PLAN", help="The plan whose clauses the inputs name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


def keeping(file: File = None, plan: Plan = None, json: AsJson = False, words: Words = "en") -> None:
    """Does keeping a plan pay? The commitment problem over the ranges you state; arithmetic, never a prediction.

    With --plan and no file it prints the file to fill in, with the plan's clauses that bear on it.
    """
    import msgspec
    from rich.console import Console, Group

    from irenicon.measures.keeping import keeping as measure
    from irenicon.measures.parameters import questions, read_parameters
    from irenicon.report.kept import keeping_lines
    from irenicon.report.wording import wording

    commitments = commitments_of(plan) if plan else ()
    if file is None:
        if plan is None:
            raise IreniconError("wrong_use", "Give a file of inputs, or --plan PLAN to get one to fill in.")
        typer.echo(questions(commitments), nl=False)
        raise IreniconError("wrong_use", "Nothing can be said without inputs: fill in what is printed and give it.")
    found = measure(read_parameters(file), commitments)
    if json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    Console(highlight=False).print(Group(*keeping_lines(found, commitments, wording(words))))


def commitments_of(plan: str) -> tuple[Commitment, ...]:
    """What a plan commits its parties to; raises IreniconError where it cannot be read or holds nothing."""
    from irenicon.assessment import assess_files

    assessed = assess_files([plan])
    for failure in assessed.failures:
        raise IreniconError("unreadable", failure.reason, failure.source)
    commitments = assessed.documents[0].commitments
    if not commitments:
        raise IreniconError("bad_data", f"{plan} holds no commitment, so nothing can be said of it.", plan)
    return commitments
