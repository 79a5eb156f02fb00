"""From the bytes of a document to what the workspace keeps of it. Touches no database."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.metadata import version

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.documents.reading import read
from irenicon.extraction.analysed import names_of
from irenicon.languages.names import Name
from irenicon.pipeline import findings
from irenicon.store.model import Given, Prepared


def prepare(given: Given, codebook: Codebook, told: Iterable[Name] = ()) -> Prepared:
    """The document read, and what is found in it; `told` are names that others of its plan define.

    Raises IreniconError where it cannot be read or there is no pack for its language.
    """
    document = read(given.name, data=given.data, language=given.language)
    return found_in(document, given, codebook, told)


def found_in(document: Document, given: Given, codebook: Codebook, told: Iterable[Name] = ()) -> Prepared:
    """What is found in a document that was read from `given`."""
    names = names_of(document, codebook)
    others = unlike(told, names)
    found = findings(document, codebook, told=others)
    return Prepared(
        hash=sha256(given.data).hexdigest(),
        data=given.data,
        origin=given.origin,
        document=document,
        commitments=found.commitments,
        sayings=found.sayings,
        claims=found.claims,
        names=names,
        told=others,
        program=program(),
    )


@cache
def program() -> str:
    """The version of the program that searches."""
    return version("irenicon")


def unlike(told: Iterable[Name], own: Iterable[Name]) -> tuple[Name, ...]:
    """The names, each written form once, the first that defines it before later ones, without a document's own."""
    taken = {name.written for name in own}
    first: dict[str, Name] = {}
    for name in told:
        if name.written not in taken:
            first.setdefault(name.written, name)
    return tuple(first.values())
