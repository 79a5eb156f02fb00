"""The door of one person's own room: an address that opens once, so that nobody else at the machine comes in."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from irenicon.store.accounts import account
from irenicon.store.model import Stamp
from irenicon.store.workspace import Workspace
from irenicon.web.accounts import Newcomer, make_account
from irenicon.web.tokens import new_token, of_token

OWNER = "owner"


class Door:
    """Closed until a token is made for it. `owner` is the account that comes in."""

    def __init__(self, owner: str = OWNER) -> None:
        self.owner = owner
        self._kept = ""
        self._lock = Lock()
        self._used: Callable[[], None] | None = None

    def key(self, used: Callable[[], None] | None = None) -> str:
        """A new token; the one before it is worth nothing. `used` is called when it has opened the door."""
        token = new_token()
        with self._lock:
            self._kept, self._used = of_token(token), used
        return token

    def opens(self, token: str) -> bool:
        """Whether a token opens the door, which it does once."""
        with self._lock:
            right = bool(self._kept) and hmac.compare_digest(self._kept, of_token(token))
            used = self._used if right else None
            if right:
                self._kept = ""
        if used:
            used()
        return right


def owner_of(workspace: Workspace, now: datetime) -> str:
    """The account of the person whose own room it is, made where there is none; it has no password."""
    if account(workspace, OWNER) is None:
        make_account(workspace, Newcomer(OWNER, "", "owner", None), Stamp(OWNER, now))
    return OWNER
