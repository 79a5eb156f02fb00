"""`irenicon account …`."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from irenicon.cli.serving import DATABASE, Database
from irenicon.cli.workspace import opened

app = typer.Typer(help="Accounts of a team's reading room.", no_args_is_help=True)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to sign in with.")]
Role = Annotated[
    Literal["reader", "analyst", "owner"],
    typer.Option("--role", help="A reader reads and follows, an analyst adds and corrects, an owner invites."),
]
Shown = Annotated[str, typer.Option("--shown", metavar="NAME", help="The name that others see.")]
_DAYS = 7


@app.command()
def create(name: Name, role: Role = "reader", shown: Shown = "", database: Database = DATABASE) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    from irenicon.web.accounts import Newcomer, make_account

    with opened(database, make=True) as (workspace, stamp):
        made = make_account(workspace, Newcomer(name, shown, role, _password()), stamp)
    typer.echo(f"{made.name} is {made.role}.")


@app.command()
def invite(role: Role = "reader", database: Database = DATABASE) -> None:
    """Make an invitation, which makes one account within a week; prints the path of its address, this once."""
    from irenicon.web.accounts import invite as make

    with opened(database, make=True) as (workspace, stamp):
        token = make(workspace, role, _DAYS, stamp)
    typer.echo(f"/invitation?token={token}")


@app.command("list")
def list_(database: Database = DATABASE) -> None:
    """List the accounts."""
    from irenicon.store.accounts import accounts

    with opened(database, make=True) as (workspace, _):
        for one in accounts(workspace):
            state = f"closed {one.closed_at.date()}" if one.closed_at else f"since {one.made_at.date()}"
            typer.echo(f"{one.name:<24} {one.role:<8} {state}  {one.shown}")


@app.command()
def password(name: Name, database: Database = DATABASE) -> None:
    """Set the password of an account; its sessions end."""
    from irenicon.web.accounts import set_password

    with opened(database, make=True) as (workspace, stamp):
        set_password(workspace, name, _password(), stamp)
    typer.echo(f"{name} signs in with it from now on.")


@app.command()
def close(name: Name, database: Database = DATABASE) -> None:
    """Close an account; what it did stays."""
    from irenicon.web.accounts import close_account

    with opened(database, make=True) as (workspace, stamp):
        close_account(workspace, name, stamp)
    typer.echo(f"{name} is closed.")


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\n")
