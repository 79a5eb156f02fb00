"""Passwords: hashed with argon2id, and never told apart from an unknown name by how long the answer takes."""

from __future__ import annotations

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from irenicon.errors import IreniconError

SHORTEST = 10
LONGEST = 200
_AT_ONCE = BoundedSemaphore(2)  # one hash takes 64 MB and every core; many at once would stop the room


def hashed(password: str, name: str = "") -> str:
    """The hash to keep; raises IreniconError "wrong_use" for a password that is too short, too long or the name."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise IreniconError("wrong_use", f"A password has {SHORTEST} to {LONGEST} characters.")
    if len(set(password)) < 4 or password.casefold() == name.casefold():
        raise IreniconError("wrong_use", "This password is the first that would be tried; take another.")
    with _AT_ONCE:
        return _hasher().hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash is kept; as slow where none is kept."""
    with _AT_ONCE:
        try:
            _hasher().verify(kept or _nobodys(), password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys() -> str:
    return _hasher().hash("nobody has this password")
