"""Accounts as the room makes and changes them: names and passwords that will do, tokens kept as hashes, every change
in the audit log."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import get_args

import msgspec

from irenicon.errors import IreniconError
from irenicon.store import accounts as kept
from irenicon.store.accounts import Account, AccountRole, Invitation, Session
from irenicon.store.auditing import record_audit
from irenicon.store.model import Stamp
from irenicon.store.workspace import Workspace
from irenicon.web.passwords import hashed, is_right
from irenicon.web.tokens import new_token, of_token

ROLES: tuple[AccountRole, ...] = get_args(AccountRole)
_NAME = re.compile(r"\w[\w.@+-]{1,59}")
_SHOWN = 80


class Newcomer(msgspec.Struct, frozen=True):
    """What a new account is made of; `password` None for one that cannot sign in with a password."""

    name: str
    shown: str
    role: AccountRole
    password: str | None
    language: str | None = None


def has_password(workspace: Workspace) -> bool:
    """Whether any open account signs in with a password: then the room is a team's."""
    return any(one.password is not None and one.closed_at is None for one in kept.accounts(workspace))


def make_account(workspace: Workspace, new: Newcomer, stamp: Stamp) -> Account:
    """A new account; raises IreniconError "wrong_use" where its name or password will not do, "conflict" where the
    name is taken."""
    made = kept.add_account(workspace, _account(new, stamp.at))
    record_audit(workspace, stamp, "make_account", made.name, role=made.role)
    return made


def account_of(workspace: Workspace, token: str, now: datetime) -> Account | None:
    """Whose session a token is, None where it is nobody's or has ended."""
    return kept.session_account(workspace, of_token(token), now)


def sign_in(workspace: Workspace, name: str, password: str, now: datetime, days: int) -> str | None:
    """The token of a new session, None where name and password do not belong together."""
    found = kept.account(workspace, name)
    if is_right(password, found.password if found and found.closed_at is None else None) and found:
        return begin_session(workspace, found.name, now, days)
    record_audit(workspace, Stamp(name.strip().casefold()[:60], now), "sign_in_failed")
    return None


def begin_session(workspace: Workspace, name: str, now: datetime, days: int) -> str:
    """The token of a new session of an account; who asks for it has been checked."""
    token = new_token()
    kept.begin_session(workspace, Session(of_token(token), name, now, now + timedelta(days=days)))
    record_audit(workspace, Stamp(name, now), "sign_in")
    return token


def sign_out(workspace: Workspace, token: str) -> None:
    """Ends the session of a token."""
    kept.end_session(workspace, of_token(token))


def sign_out_everywhere(workspace: Workspace, stamp: Stamp) -> None:
    """Ends every session of an account."""
    kept.end_sessions(workspace, stamp.by)
    record_audit(workspace, stamp, "sign_out_everywhere", stamp.by)


def change_password(workspace: Workspace, old: str, new: str, stamp: Stamp) -> None:
    """Sets another password of one's own and ends every session; raises IreniconError "wrong_use" where the old one is
    wrong or the new one will not do."""
    found = kept.account(workspace, stamp.by)
    if not is_right(old, found.password if found else None):
        raise IreniconError("wrong_use", "The present password is not that one; nothing was changed.")
    set_password(workspace, stamp.by, new, stamp)


def set_password(workspace: Workspace, name: str, new: str, stamp: Stamp) -> None:
    """Sets a password and ends every session; raises IreniconError "not_found" or "wrong_use"."""
    kept.change_account(workspace, name, password=hashed(new, name))
    record_audit(workspace, stamp, "password", name)


def set_language(workspace: Workspace, name: str, language: str | None) -> None:
    """Sets the language in which an account reads the room, None for the browser's."""
    kept.change_account(workspace, name, language=language)


def set_role(workspace: Workspace, name: str, role: AccountRole, stamp: Stamp) -> None:
    """Gives an account another role; raises IreniconError "not_found", or "conflict" for the last owner."""
    kept.change_account(workspace, name, role=role)
    record_audit(workspace, stamp, "role", name, role=role)


def close_account(workspace: Workspace, name: str, stamp: Stamp) -> None:
    """Closes an account and ends its sessions; what it did stays. Raises as `set_role` does."""
    kept.change_account(workspace, name, closed_at=stamp.at)
    record_audit(workspace, stamp, "close_account", name)


def invite(workspace: Workspace, role: AccountRole, days: int, stamp: Stamp) -> str:
    """The token of a new invitation, for one account of a role."""
    token = new_token()
    kept.invite(workspace, Invitation(of_token(token), role, stamp.by, stamp.at, stamp.at + timedelta(days=days)))
    record_audit(workspace, stamp, "invite", role)
    return token


def open_invitations(workspace: Workspace, now: datetime) -> tuple[Invitation, ...]:
    """The invitations that can still be used; their `token` is a hash, which opens nothing."""
    return tuple(one for one in kept.invitations(workspace) if one.used_at is None and one.ends_at > now)


def withdraw(workspace: Workspace, invitation: str, stamp: Stamp) -> None:
    """Withdraws an invitation, by its hash."""
    kept.withdraw_invitation(workspace, invitation)
    record_audit(workspace, stamp, "withdraw_invitation")


def invited(workspace: Workspace, token: str, now: datetime) -> AccountRole | None:
    """The role to which a token invites, None where it is used, withdrawn, too old or none."""
    return next((one.role for one in open_invitations(workspace, now) if one.token == of_token(token)), None)


def accept(workspace: Workspace, token: str, new: Newcomer, now: datetime) -> Account:
    """The account made from an invitation, with the role that it gives.

    Raises as `make_account` does, and IreniconError "not_found" where the invitation cannot be used (any more).
    """
    made = kept.accept(workspace, of_token(token), _account(new, now))
    record_audit(workspace, Stamp(made.name, now), "make_account", made.name, role=made.role)
    return made


def _account(new: Newcomer, now: datetime) -> Account:
    name = new.name.strip()
    if not _NAME.fullmatch(name):
        raise IreniconError("wrong_use", "A name has 2 to 60 letters, digits or .@+-_ and begins with a letter.")
    password = hashed(new.password, name) if new.password is not None else None
    return Account(name, (new.shown.strip() or name)[:_SHOWN], new.role, password, new.language, now)
