"""The root command and its commands."""

from __future__ import annotations

import sys

import typer

from irenicon.cli.accounts import app as accounts
from irenicon.cli.agreeing import agreement
from irenicon.cli.archiving import export, import_
from irenicon.cli.assessing import assess, schema
from irenicon.cli.comparing import compare
from irenicon.cli.control import app as control
from irenicon.cli.converting import codebook, convert
from irenicon.cli.evaluating import evaluate
from irenicon.cli.keeping import keeping
from irenicon.cli.precedents import app as precedents
from irenicon.cli.serving import serve
from irenicon.cli.training import train
from irenicon.cli.workspace import add, list_, search, show
from irenicon.cli.zoning import zone
from irenicon.errors import IreniconError

app = typer.Typer(
    name="irenicon",
    help="Reads a peace plan, and the reporting about it, and shows who gives what, for what, and how firmly.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(add)
app.command()(agreement)
app.command()(assess)
app.command()(codebook)
app.command()(compare)
app.command()(convert)
app.command()(evaluate)
app.command()(export)
app.command("import")(import_)
app.command()(keeping)
app.command("list")(list_)
app.command()(schema)
app.command()(serve)
app.add_typer(accounts, name="account")
control.command()(zone)
app.add_typer(control, name="control")
app.command()(search)
app.command()(show)
app.command()(train)
app.add_typer(precedents, name="precedents")


def main() -> None:
    """Runs the command line; an error in the user's input is told in a sentence, with exit code 2."""
    try:
        app()
    except IreniconError as error:
        print(f"irenicon: {error}", file=sys.stderr)
        raise SystemExit(2) from error
