"""Reads the codebook from its TOML files; a bad entry is refused with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from irenicon.codebook.model import Act, Codebook, Party, Trigger, Weights
from irenicon.errors import IreniconError
from irenicon.language.names import Name
from irenicon.language.pack import languages, pack

# Classes that come from names and not from words.
NAME_CLASSES = frozenset({"PARTY", "STATE", "ALLIANCE", "BODY", "PLACE", "ADJECTIVE", "ARMED_GROUP"})
_FORMS = {"names": "name", "adjectives": "adjective", "metonyms": "metonym", "leaders": "leader"}


@cache
def load(directory: Path | None = None) -> Codebook:
    """The codebook in `directory`, by default the one that Irenicon brings.

    Raises IreniconError "bad_codebook", naming file and line, where an entry is malformed, doubled or names an unknown
    word class.
    """
    root: Traversable = directory or files("irenicon.codebook")
    files_of_words = {language: root.joinpath(f"words.{language}.toml") for language in languages()}
    words = {language: _words(path) for language, path in files_of_words.items()}
    known = NAME_CLASSES.union(*(set(classes) | set(pack(language).classes) for language, classes in words.items()))
    acts = _acts(root.joinpath("acts.toml"), known)
    parties, party_names = _parties(root.joinpath("parties.toml"))
    place_names = _places(root.joinpath("places.toml"))
    return Codebook(
        acts=acts,
        triggers=tuple((act.id, parse_trigger(text)) for act in acts.values() for text in act.triggers),
        parties=parties,
        names={language: (*party_names[language], *place_names[language]) for language in languages()},
        words=words,
        weights=weights(root.joinpath("weights.toml")),
        codes={"pax": _pax(acts), **_codes(root.joinpath("codes.toml"), acts)},
        opaque={language: tuple(_read(path)[1].get("opaque", ())) for language, path in files_of_words.items()},
    )


def weights(path: Traversable) -> Weights:
    """The weights of a file; raises IreniconError "bad_codebook" where one is missing, below 0 or unknown."""
    text, data = _read(path)
    try:
        return msgspec.convert(data, Weights)
    except msgspec.ValidationError as error:
        table = re.search(r"\$\.(\w+)", str(error))
        line = next((n for n, row in enumerate(text.splitlines(), 1) if table and row.startswith(f"[{table[1]}]")), 1)
        raise _refuse(path, line, str(error)) from error


def parse_trigger(text: str) -> Trigger:
    """A trigger from its notation, "HEAD OTHER|OR -ABSENT @weight"; raises ValueError where it has no head."""
    weight: float | None = None
    positive: list[tuple[str, ...]] = []
    absent: list[str] = []
    for part in text.split():
        if part.startswith("@"):
            weight = float(part[1:])
        elif part.startswith("-"):
            absent.append(part[1:])
        else:
            positive.append(tuple(part.split("|")))
    if not positive or len(positive[0]) != 1:
        raise ValueError(f"the trigger '{text}' must begin with one word class")
    return Trigger(positive[0][0], tuple(positive[1:]), tuple(absent), len(positive) if weight is None else weight)


def _refuse(path: Traversable, line: int, reason: str) -> IreniconError:
    return IreniconError("bad_codebook", f"{path.name}, line {line}: {reason}", source=path.name)


def _read(path: Traversable) -> tuple[str, dict[str, Any]]:
    text = path.read_text(encoding="utf-8")
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise _refuse(path, int(found[1]) if found else 1, str(error)) from error


def _entries(path: Traversable, table: str) -> Iterator[tuple[dict[str, Any], int]]:
    """Each `[[table]]` of a file with its line."""
    text, data = _read(path)
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    yield from zip(data.get(table, []), lines, strict=True)


def _acts(path: Traversable, known: frozenset[str]) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    for entry, line in _entries(path, "act"):
        try:
            act = msgspec.convert(entry, Act)
            used = [parse_trigger(trigger) for trigger in act.triggers]
        except (msgspec.ValidationError, ValueError) as error:
            raise _refuse(path, line, str(error)) from error
        named = {name for trigger in used for name in (trigger.head, *trigger.absent, *sum(trigger.others, ()))}
        named |= {name for fill in act.slots.values() if fill.startswith("words:") for name in fill[6:].split("|")}
        if unknown := sorted(named - known):
            raise _refuse(path, line, f"the act '{act.id}' names unknown word classes: {', '.join(unknown)}")
        if act.id in acts:
            raise _refuse(path, line, f"the act '{act.id}' is there twice")
        acts[act.id] = act
    for act in acts.values():
        if unknown := sorted(set(act.becomes.values()) - set(acts)):
            raise _refuse(path, 1, f"the act '{act.id}' becomes unknown acts: {', '.join(unknown)}")
    return acts


def _pax(acts: dict[str, Act]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for act in acts.values():
        for code in act.pax:
            found[code] = (*found.get(code, ()), act.id)
    return found


def _codes(path: Traversable, acts: dict[str, Act]) -> dict[str, dict[str, tuple[str, ...]]]:
    text, data = _read(path)
    try:
        codes = msgspec.convert(data, dict[str, dict[str, tuple[str, ...]]])
    except msgspec.ValidationError as error:
        raise _refuse(path, 1, str(error)) from error
    for known in codes.values():
        for code, meant in known.items():
            if unknown := sorted(set(meant) - set(acts)):
                rows = enumerate(text.splitlines(), 1)
                line = next((number for number, row in rows if row.strip('"').startswith(code)), 1)
                raise _refuse(path, line, f"the code '{code}' names unknown acts: {', '.join(unknown)}")
    return codes


def _parties(path: Traversable) -> tuple[dict[str, Party], dict[str, tuple[Name, ...]]]:
    parties: dict[str, Party] = {}
    names: dict[str, list[Name]] = {language: [] for language in languages()}
    for entry, line in _entries(path, "party"):
        try:
            party = msgspec.convert(entry, Party)
            for language in languages():
                forms = msgspec.convert(entry.get(language, {}), dict[str, tuple[str, ...]])
                names[language] += [
                    Name(written, party.name, party.kind, _FORMS[form])
                    for form, all_written in forms.items()
                    for written in all_written
                ]
        except (msgspec.ValidationError, KeyError) as error:
            raise _refuse(path, line, f"{error}") from error
        if party.name in parties:
            raise _refuse(path, line, f"the party '{party.name}' is there twice")
        parties[party.name] = party
    return parties, {language: tuple(found) for language, found in names.items()}


def _places(path: Traversable) -> dict[str, tuple[Name, ...]]:
    names: dict[str, list[Name]] = {language: [] for language in languages()}
    for entry, line in _entries(path, "place"):
        if not isinstance(entry.get("name"), str):
            raise _refuse(path, line, "a place needs a name")
        for language in languages():
            names[language] += [Name(written, entry["name"], "place", "name") for written in entry.get(language, ())]
    return {language: tuple(found) for language, found in names.items()}


def _words(path: Traversable) -> dict[str, tuple[str, ...]]:
    text, data = _read(path)
    classes: dict[str, tuple[str, ...]] = {}
    for name, entries in data.get("classes", {}).items():
        line = next((n for n, row in enumerate(text.splitlines(), 1) if row.startswith(f"{name} ")), 1)
        try:
            classes[name] = msgspec.convert(entries, tuple[str, ...])
        except msgspec.ValidationError as error:
            raise _refuse(path, line, f"{name}: {error}") from error
        if not all(entry.strip() for entry in classes[name]):
            raise _refuse(path, line, f"{name} has an empty word")
    return classes
