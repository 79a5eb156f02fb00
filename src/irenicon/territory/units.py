"""Units from a boundary file, and which of them a name means, in English, Dutch or local spelling."""

from __future__ import annotations

import difflib
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from irenicon.codebook.loading import load
from irenicon.errors import IreniconError
from irenicon.territory.geojson import Feature, read_features
from irenicon.territory.model import Remark, Unit, Units


def read_units(path: Path) -> Units:
    """The units of a boundary file; raises IreniconError where it is not GeoJSON in degrees or names no unit."""
    units, remarks = [], []
    for feature in read_features(path):
        if feature.area.is_empty:
            continue
        if not (names := _names(feature.properties)):
            looked = ", ".join(_words()["properties"][:4])
            reason = f"{path.name} has an area without a name; it was looked for in {looked} and the like."
            raise IreniconError("bad_data", reason, str(path))
        units.append(Unit(names[0], names[1:], feature.area))
        remarks += _remarks(feature, path, names[0])
    if not units:
        raise IreniconError("empty", f"{path.name} has no units with an area.", str(path))
    return Units(str(path), tuple(units), tuple(remarks))


def unit_named(units: Units, name: str) -> Unit:
    """The unit that a name means: as its file writes it, or in another spelling or language, with or without the word
    for its kind.

    Raises IreniconError "wrong_use" where no unit has the name, or where it fits two.
    """
    for fits in (_as_written, _with_its_kind, _without_its_kind):
        found = [unit for unit in units.units if fits(unit, name)]
        if len(found) == 1:
            return found[0]
        if found:
            both = " and ".join(f"'{unit.name}'" for unit in found)
            raise IreniconError("wrong_use", f"'{name}' fits {both}; write the one you mean in full.", units.source)
    near = difflib.get_close_matches(name, [unit.name for unit in units.units], n=3, cutoff=0.4)
    hint = f" Near are {', '.join(near)}." if near else ""
    raise IreniconError("wrong_use", f"No unit of {Path(units.source).name} is called '{name}'.{hint}", units.source)


def bare(name: str) -> str:
    """A unit's name without the word for its kind ("Karsk" of "Karsk district"), "" where nothing else is in it."""
    return " ".join(word for word in name.split() if _plain(word) not in _kinds())


def _as_written(unit: Unit, name: str) -> bool:
    return _plain(name) in {_plain(one) for one in (unit.name, *unit.names)}


def _with_its_kind(unit: Unit, name: str) -> bool:
    """Whether name and unit are one place, and both are said to be an oblast or the like, or neither is."""
    has, asked = (bool(set(_plain(one).split()) & _kinds()) for one in (unit.name, name))
    return has == asked and _without_its_kind(unit, name)


def _without_its_kind(unit: Unit, name: str) -> bool:
    meant = _meanings(name)
    return any(meant & _meanings(one) for one in (unit.name, *unit.names))


def _meanings(name: str) -> frozenset[str]:
    """The places that a name may mean, as normal forms; a name that nothing knows means itself."""
    known, plain = _spellings(), _plain(name)
    core = " ".join(word for word in plain.split() if word not in _kinds())
    return known.get(plain, frozenset()) | known.get(core, frozenset({core} - {""}))


def _plain(name: str) -> str:
    """A name without capitals, accents, apostrophes and hyphens."""
    letters = (one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    kept = "".join(one if one.isalnum() else "" if one in "'’ʼ`´" else " " for one in letters)
    return " ".join(kept.split())


def _names(properties: dict[str, Any]) -> tuple[str, ...]:
    values = [properties.get(one) for one in _words()["properties"]]
    return tuple(dict.fromkeys(str(value).strip() for value in values if isinstance(value, (str, int)) and value))


def _remarks(feature: Feature, path: Path, unit: str) -> list[Remark]:
    found = [Remark("repaired", str(path), unit=unit)] if feature.repaired else []
    return found + ([Remark("not_an_area", str(path), feature.ignored, unit=unit)] if feature.ignored else [])


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files("irenicon.territory").joinpath("units.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> frozenset[str]:
    return frozenset(map(_plain, _words()["kinds"]))


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """The places that each spelling may mean, from the codebook and from units.toml."""
    spelt = [(one.written, one.name) for named in load().names.values() for one in named if one.kind == "place"]
    spelt += [(also, entry["name"]) for entry in _words()["unit"] for also in (entry["name"], *entry["also"])]
    found: dict[str, frozenset[str]] = {}
    for written, name in spelt:
        found[_plain(written)] = found.get(_plain(written), frozenset()) | {name}
    return found
