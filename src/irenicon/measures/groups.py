"""Which affected groups a text names, and which it does not."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from irenicon.documents.model import Document, Span
from irenicon.measures.phrases import phrases


class Group(msgspec.Struct, frozen=True):
    """A group and where the text names it; no `spans` where it is absent."""

    name: str
    spans: tuple[Span, ...]


def groups(document: Document) -> tuple[Group, ...]:
    """The groups of groups.toml in their order; () for a language that has no words there."""
    return tuple(
        Group(
            name,
            tuple(
                Span(found.start(), found.end())
                for found in phrases(tuple(words[document.language])).finditer(document.text)
            ),
        )
        for name, words in _known().items()
        if document.language in words
    )


@cache
def _known() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("irenicon.measures").joinpath("groups.toml").read_text(encoding="utf-8"))
