"""The folder of a language: `languages/CODE/NAME.toml` holds all that the language brings, one subject a file."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def languages(name: str = "grammar") -> tuple[str, ...]:
    """The codes of the languages whose folder holds a file of that name, in order."""
    entries = (entry for entry in files("irenicon.languages").iterdir() if entry.is_dir())
    return tuple(sorted(entry.name for entry in entries if entry.joinpath(f"{name}.toml").is_file()))


def text_of(language: str, name: str) -> str:
    """The text of a language's file; raises FileNotFoundError where its folder has none."""
    return files("irenicon.languages").joinpath(language, f"{name}.toml").read_text(encoding="utf-8")


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """What a language's file holds; empty where its folder has none."""
    return tomllib.loads(text_of(language, name)) if language in languages(name) else {}
