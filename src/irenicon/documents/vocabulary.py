"""The words of this room, which stand in its TOML files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def vocabulary(name: str) -> dict[str, Any]:
    """The tables of `name`.toml of this room."""
    return tomllib.loads(files("irenicon.documents").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
