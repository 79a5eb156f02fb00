"""The codebook as REFI-QDA codebook (.qdc), out and in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from lxml import etree

from irenicon.codebook.model import Codebook
from irenicon.errors import Failure, IreniconError
from irenicon.exchange.codes import Code, Meaning, codes, meanings
from irenicon.exchange.markup import deviations, parse, written
from irenicon.report.packing import clean
from irenicon.report.wording import wording

_SPACE = "urn:QDA-XML:codebook:1.0"


class Known(msgspec.Struct, frozen=True):
    """A code of another program, and the act or kind of claim that it is."""

    guid: str
    name: str
    meaning: Meaning


class Codes(msgspec.Struct, frozen=True):
    """The codes of a file that are in the codebook, and those that are not."""

    known: tuple[Known, ...]
    left: tuple[Failure, ...]


def to_qdc(codebook: Codebook, *, language: str = "en") -> bytes:
    """The codebook, its codes named in a language; raises IreniconError "wrong_use" for one without words."""
    root = etree.Element(f"{{{_SPACE}}}CodeBook", origin="Irenicon", nsmap={None: _SPACE})
    add_codes(root, codes(codebook, wording(language)), _SPACE)
    return written(root, "Codebook")


def from_qdc(data: bytes, codebook: Codebook, source: str) -> Codes:
    """The codes of a file, known by their guid or their name.

    Raises IreniconError "bad_data" where it is no REFI-QDA codebook.
    """
    root = parse(data, source)
    if root.tag != "CodeBook":
        raise IreniconError("bad_data", f"{source} is no REFI-QDA codebook: it begins with {root.tag}.", source)
    found = codes_below(root, meanings(codebook), source)
    if departures := deviations(data, "Codebook"):
        said = f"The file departs from the schema of REFI-QDA in {departures} places; it was read all the same."
        return Codes(found.known, (*found.left, Failure(source, "bad_data", said)))
    return found


def add_codes(above: etree._Element, tree: Sequence[Code], space: str) -> None:
    """Writes codes below an element, as <Codes>."""
    _add(etree.SubElement(above, f"{{{space}}}Codes"), tree, space)


def _add(above: etree._Element, tree: Sequence[Code], space: str) -> None:
    for code in tree:
        codable = "true" if code.meaning else "false"
        element = etree.SubElement(above, f"{{{space}}}Code", guid=code.guid, name=clean(code.name), isCodable=codable)
        if code.description:
            etree.SubElement(element, f"{{{space}}}Description").text = clean(code.description)
        _add(element, code.below, space)


def codes_below(root: etree._Element, known: Mapping[str, Meaning], source: str) -> Codes:
    """The codes below an element, at any depth."""
    found: list[Known] = []
    left: list[Failure] = []
    for element in root.iter("Code"):
        name, identity = element.get("name", ""), plain(element.get("guid"))
        meaning = next((known[key] for key in _keys(identity, name, element) if key in known), None)
        if meaning:
            found.append(Known(identity, name, meaning))
        elif element.get("isCodable") != "false":
            left.append(Failure(source, "bad_data", f"The code “{name}” is not in the codebook."))
    return Codes(tuple(found), tuple(left))


def _keys(identity: str, name: str, element: etree._Element) -> Iterator[str]:
    if element.get("isCodable") != "false":
        yield identity
        yield " ".join(name.split()).casefold()
        yield (element.findtext("Description") or "").partition("\n")[0].strip().casefold()


def plain(identity: str | None) -> str:
    """A guid without braces, in lower case."""
    return (identity or "").strip("{} \t\n").casefold()
