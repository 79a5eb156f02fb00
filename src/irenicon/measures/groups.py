"""Which affected groups a text names, and which it does not."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from irenicon.documents.model import Document, Span


class Group(msgspec.Struct, frozen=True):
    """A group and where the text names it; no `spans` where it is absent."""

    name: str
    spans: tuple[Span, ...]


def groups(document: Document) -> tuple[Group, ...]:
    """The groups of groups.toml in their order; () for a language that has no words there."""
    patterns = _patterns(document.language)
    return tuple(
        Group(name, tuple(Span(found.start(), found.end()) for found in pattern.finditer(document.text)))
        for name, pattern in patterns.items()
    )


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    known = tomllib.loads(files("irenicon.measures").joinpath("groups.toml").read_text(encoding="utf-8"))
    return {
        name: re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, words[language]))})(?!\w)", re.IGNORECASE)
        for name, words in known.items()
        if language in words
    }


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", r"\w*")
