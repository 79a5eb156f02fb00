"""The words with which a language describes areas, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from irenicon.languages.lexicon import Lexicon
from irenicon.territory.areas import Effect

LANGUAGES = ("en", "nl")


class Vocabulary(msgspec.Struct, frozen=True):
    """Classes of words to be found, and the numbers that are written out."""

    lexicon: Lexicon
    numbers: dict[str, int]


@cache
def vocabulary(language: str) -> Vocabulary | None:
    """The words of a language; None where there are none."""
    if language not in LANGUAGES:
        return None
    read = tomllib.loads(_text(f"areas.{language}.toml"))
    return Vocabulary(Lexicon(language, read["classes"]), read["numbers"])


@cache
def effects() -> dict[str, Effect]:
    """The acts that say something of an area, and what."""
    return msgspec.convert(tomllib.loads(_text("effects.toml"))["effects"], dict[str, Effect])


def _text(name: str) -> str:
    return files("irenicon.territory").joinpath(name).read_text(encoding="utf-8")
