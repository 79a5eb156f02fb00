"""Passwords are hashed cheaply in tests; one test hashes as the room does."""

from __future__ import annotations

from functools import cache

import pytest
from argon2 import PasswordHasher

from irenicon.web import passwords


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    passwords._nobodys.cache_clear()
    monkeypatch.setattr(passwords, "_hasher", cache(lambda: PasswordHasher(1, 8, 1)))
