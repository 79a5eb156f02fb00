"""Tokens that nobody can guess, kept as their hash alone: who reads the workspace cannot use them."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_token() -> str:
    """A new one: 256 random bits."""
    return secrets.token_urlsafe(32)


def of_token(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_of(token: str) -> str:
    """What the forms of a token's holder carry; the token cannot be told from it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()
