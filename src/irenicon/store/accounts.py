"""Accounts, their sessions and invitations. Hashes of passwords and tokens are made by the caller."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, func, select, update

from irenicon.errors import IreniconError
from irenicon.store import schema
from irenicon.store.workspace import Workspace, lock, reading, writing

AccountRole = Literal["reader", "analyst", "owner"]


class Account(msgspec.Struct, frozen=True):
    """A person who may enter: `name` is what they sign in with (in any case), `shown` what others see.

    `password` is a hash; `language` that of the interface. `closed_at` tells since when they may no longer enter.
    """

    name: str
    shown: str
    role: AccountRole
    password: str | None
    language: str | None
    made_at: datetime
    closed_at: datetime | None = None


class Session(msgspec.Struct, frozen=True):
    """A signed-in account; `token` is a hash of what the browser holds."""

    token: str
    account: str
    began_at: datetime
    ends_at: datetime


class Invitation(msgspec.Struct, frozen=True):
    """A way in, once; `token` is a hash of what the invited person was sent."""

    token: str
    role: AccountRole
    made_by: str
    made_at: datetime
    ends_at: datetime
    used_by: str | None = None
    used_at: datetime | None = None


def add_account(workspace: Workspace, account: Account) -> Account:
    """Makes an account; raises IreniconError "conflict" where the name is taken, "wrong_use" where it is empty."""
    with writing(workspace) as connection:
        return _add(connection, account)


def account(workspace: Workspace, name: str) -> Account | None:
    """The account of that name in any case, closed ones too; None where there is none."""
    with reading(workspace) as connection:
        row = (
            connection.execute(select(schema.accounts).where(schema.accounts.c.name == _name(name))).mappings().first()
        )
    return Account(**row) if row else None


def accounts(workspace: Workspace) -> tuple[Account, ...]:
    """All accounts, by name."""
    with reading(workspace) as connection:
        rows = connection.execute(select(schema.accounts).order_by(schema.accounts.c.name)).mappings()
        return tuple(Account(**row) for row in rows)


def change_account(workspace: Workspace, name: str, /, **fields: Any) -> None:
    """Changes fields of an account; one that is closed or has another password or role loses its sessions.

    Raises IreniconError "not_found", "conflict" where no open owner would be left, "wrong_use" for an unknown field.
    """
    if not set(fields) <= {"shown", "role", "password", "language", "closed_at"}:
        raise IreniconError("wrong_use", f"An account has no {', '.join(fields)} to change.")
    of = schema.accounts
    with writing(workspace) as connection:
        owners = select(of.c.name).where((of.c.role == "owner") & of.c.closed_at.is_(None)).with_for_update()
        before = set(connection.execute(owners).scalars())
        if not connection.execute(update(of).where(of.c.name == _name(name)).values(**fields)).rowcount:
            raise IreniconError("not_found", f'There is no account "{name}".')
        if before and not connection.execute(owners).first():
            raise IreniconError("conflict", f'"{name}" is the only owner; make another one first.')
        if fields.keys() & {"role", "password", "closed_at"}:
            connection.execute(delete(schema.sessions).where(schema.sessions.c.account == _name(name)))


def begin_session(workspace: Workspace, session: Session) -> None:
    """Keeps a session; those that ended before it began are forgotten."""
    with writing(workspace) as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.ends_at < session.began_at))
        row = {**msgspec.structs.asdict(session), "account": _name(session.account)}
        connection.execute(schema.sessions.insert().values(**row))


def session_account(workspace: Workspace, token: str, now: datetime) -> Account | None:
    """The account that a session belongs to; None where it is unknown or has ended, or the account is closed."""
    of, who = schema.sessions, schema.accounts
    found = (
        select(who)
        .join(of, of.c.account == who.c.name)
        .where((of.c.token == token) & (of.c.ends_at > now) & who.c.closed_at.is_(None))
    )
    with reading(workspace) as connection:
        row = connection.execute(found).mappings().first()
    return Account(**row) if row else None


def end_session(workspace: Workspace, token: str) -> None:
    """Signs a session out."""
    with writing(workspace) as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.token == token))


def end_sessions(workspace: Workspace, account: str) -> None:
    """Signs all sessions of an account out."""
    with writing(workspace) as connection:
        connection.execute(delete(schema.sessions).where(schema.sessions.c.account == _name(account)))


def invite(workspace: Workspace, invitation: Invitation) -> None:
    """Keeps an invitation."""
    with writing(workspace) as connection:
        connection.execute(schema.invitations.insert().values(**msgspec.structs.asdict(invitation)))


def invitations(workspace: Workspace) -> tuple[Invitation, ...]:
    """All invitations, the last made first, used and ended ones too."""
    of = schema.invitations
    with reading(workspace) as connection:
        rows = connection.execute(select(of).order_by(of.c.made_at.desc(), of.c.token)).mappings()
        return tuple(Invitation(**row) for row in rows)


def withdraw_invitation(workspace: Workspace, token: str) -> None:
    """Withdraws an invitation that was not used."""
    of = schema.invitations
    with writing(workspace) as connection:
        connection.execute(delete(of).where((of.c.token == token) & of.c.used_at.is_(None)))


def accept(workspace: Workspace, token: str, account: Account) -> Account:
    """Makes the account of an invited person with the role that the invitation gives, once.

    Raises IreniconError "not_found" where it is unknown, used or ended, "conflict" where the name is taken.
    """
    of = schema.invitations
    open_still = (of.c.token == token) & of.c.used_at.is_(None) & (of.c.ends_at > account.made_at)
    with writing(workspace) as connection:
        used = update(of).where(open_still).values(used_by=_name(account.name), used_at=account.made_at)
        if not connection.execute(used).rowcount:
            raise IreniconError("not_found", "This invitation was used or has ended; ask for another one.")
        role = connection.execute(select(of.c.role).where(of.c.token == token)).scalar_one()
        return _add(connection, msgspec.structs.replace(account, role=role))


def has_accounts(workspace: Workspace) -> bool:
    """Whether anybody has an account yet."""
    with reading(workspace) as connection:
        return bool(connection.execute(select(func.count()).select_from(schema.accounts)).scalar())


def _add(connection: Connection, account: Account) -> Account:
    made = msgspec.structs.replace(account, name=_name(account.name))
    if not made.name:
        raise IreniconError("wrong_use", "An account needs a name.")
    of = schema.accounts
    lock(connection, "accounts")
    if connection.execute(select(of.c.name).where(of.c.name == made.name)).first():
        raise IreniconError("conflict", f'The name "{made.name}" is taken; choose another one.')
    connection.execute(of.insert().values(**msgspec.structs.asdict(made)))
    return made


def _name(name: str) -> str:
    return name.strip().casefold()
