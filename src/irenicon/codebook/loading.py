"""Reads the codebook from its TOML files; a bad entry is refused with file and line."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import msgspec

from irenicon.codebook.model import Act, Codebook, Party, Weights
from irenicon.codebook.tables import Source, laid_over, merged, read
from irenicon.errors import IreniconError
from irenicon.languages.folder import languages
from irenicon.languages.names import Name

_FORMS = {"names": "name", "adjectives": "adjective", "metonyms": "metonym", "leaders": "leader"}


@cache
def load(directory: Path | None = None) -> Codebook:
    """The codebook that Irenicon brings, with the files of `directory` laid over it: an act, party, place or weight
    there replaces, key by key, the one of the same name, or is added.

    Raises IreniconError "bad_codebook", naming file and line, where an entry is malformed or doubled, "not_found" where
    there is no such folder.
    """
    if directory is not None and not directory.is_dir():
        raise IreniconError("not_found", f"There is no folder {directory} to take a codebook from.", str(directory))
    root = files("irenicon.codebook")

    def sources(name: str) -> list[Source]:
        return laid_over(root.joinpath(name), directory)

    acts = _acts(sources("acts.toml"))
    parties, own_names = _parties(sources("parties.toml"))
    places, own_places = _places(sources("places.toml"))
    names = {
        language: (
            *_names(language, directory, "party", {name: one.kind for name, one in parties.items()}),
            *own_names.get(language, ()),
            *_names(language, directory, "place", places),
            *own_places.get(language, ()),
        )
        for language in languages()
    }
    return Codebook(
        acts=acts,
        parties=parties,
        names=names,
        weights=_weights(sources("weights.toml")),
        codes={"pax": _pax(acts), **_codes(sources("codes.toml"), acts)},
        folder=directory,
    )


def weights(path: Traversable) -> Weights:
    """The weights of a file; raises IreniconError "bad_codebook" where one is missing, below 0 or unknown."""
    return _weights([read(path)])


def _weights(sources: list[Source]) -> Weights:
    data: dict[str, Any] = {}
    for source in sources:
        for table, given in source.data.items():
            data[table] = {**data.get(table, {}), **given}
    try:
        return msgspec.convert(data, Weights)
    except msgspec.ValidationError as error:
        named = re.search(r"\$\.(\w+)", str(error))
        source = sources[-1]
        raise source.refuse(source.line_of(f"[{named[1]}]") if named else 1, str(error)) from error


def _acts(sources: list[Source]) -> dict[str, Act]:
    acts: dict[str, Act] = {}
    for name, (entry, source, line) in merged(sources, "act", "id").items():
        try:
            acts[name] = msgspec.convert(entry, Act)
        except msgspec.ValidationError as error:
            raise source.refuse(line, f"the act '{name}': {error}") from error
        if "en" not in acts[name].label:
            raise source.refuse(line, f"the act '{name}' needs a label in English: label = {{ en = \"…\" }}")
    return acts


def _pax(acts: dict[str, Act]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for act in acts.values():
        for code in act.pax:
            found[code] = (*found.get(code, ()), act.id)
    return found


def _codes(sources: list[Source], acts: dict[str, Act]) -> dict[str, dict[str, tuple[str, ...]]]:
    codes: dict[str, dict[str, tuple[str, ...]]] = {}
    for source in sources:
        try:
            given = msgspec.convert(source.data, dict[str, dict[str, tuple[str, ...]]])
        except msgspec.ValidationError as error:
            raise source.refuse(1, str(error)) from error
        for project, known in given.items():
            codes[project] = {**codes.get(project, {}), **known}
            for code, meant in known.items():
                if unknown := sorted(set(meant) - set(acts)):
                    rows = enumerate(source.text.splitlines(), 1)
                    line = next((number for number, row in rows if row.strip('"').startswith(code)), 1)
                    raise source.refuse(line, f"the code '{code}' names unknown acts: {', '.join(unknown)}")
    return codes


def _parties(sources: list[Source]) -> tuple[dict[str, Party], dict[str, list[Name]]]:
    """(parties, names): the parties, and what an entry itself says they are called in a language."""
    parties: dict[str, Party] = {}
    names: dict[str, list[Name]] = {}
    for name, (entry, source, line) in merged(sources, "party", "name").items():
        try:
            party = msgspec.convert(entry, Party)
            for language in languages():
                forms = msgspec.convert(entry.get(language, {}), dict[str, tuple[str, ...]])
                names.setdefault(language, []).extend(_written(party.name, party.kind, forms))
        except (msgspec.ValidationError, KeyError) as error:
            raise source.refuse(line, f"the party '{name}': {error}") from error
        parties[name] = party
    return parties, names


def _places(sources: list[Source]) -> tuple[dict[str, str], dict[str, list[Name]]]:
    names: dict[str, list[Name]] = {}
    entries = merged(sources, "place", "name")
    for name, (entry, _, _) in entries.items():
        for language in languages():
            names.setdefault(language, []).extend(Name(each, name, "place", "name") for each in entry.get(language, ()))
    return dict.fromkeys(entries, "place"), names


def _written(name: str, kind: str, forms: dict[str, tuple[str, ...]]) -> list[Name]:
    return [Name(each, name, kind, _FORMS[form]) for form, written in forms.items() for each in written]


def _names(language: str, folder: Path | None, table: str, kinds: dict[str, str]) -> list[Name]:
    """What a language calls the parties or places of the codebook."""
    if language not in languages("names"):
        return []
    shipped = files("irenicon.languages").joinpath(language, "names.toml")
    found: list[Name] = []
    for name, (entry, source, line) in merged(
        laid_over(shipped, folder, f"names.{language}.toml"), table, "name"
    ).items():
        if name not in kinds:
            raise source.refuse(line, f"there is no {table} '{name}' in the codebook")
        try:
            forms = {form: tuple(entry[form]) for form in _FORMS if form in entry}
            found += _written(name, kinds[name], msgspec.convert(forms, dict[str, tuple[str, ...]]))
        except (msgspec.ValidationError, TypeError) as error:
            raise source.refuse(line, f"the {table} '{name}': {error}") from error
    return found
