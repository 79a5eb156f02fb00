"""A feed as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree import ElementTree

import msgspec

_NAMESPACE = "http://www.w3.org/2005/Atom"
_ILLEGAL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))  # characters that XML cannot hold


class Entry(msgspec.Struct, frozen=True):
    """Something that changed: `id` is lasting, `address` whole ("https://…"), `said` a sentence on it."""

    id: str
    at: datetime
    title: str
    address: str
    said: str = ""
    by: str = "Irenicon"


class Feed(msgspec.Struct, frozen=True):
    """A feed: where it is itself, and where the same is read as a page."""

    title: str
    address: str
    page: str
    language: str


def to_atom(feed: Feed, entries: Sequence[Entry], now: datetime) -> bytes:
    """The feed, `entries` newest first; `now` is when an empty one changed last."""
    ElementTree.register_namespace("", _NAMESPACE)
    root = ElementTree.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": feed.language})
    updated = entries[0].at if entries else now
    _text(root, "id", feed.page)
    _text(root, "title", feed.title)
    _text(root, "updated", updated.isoformat())
    ElementTree.SubElement(root, _name("link"), rel="self", href=feed.address)
    ElementTree.SubElement(root, _name("link"), rel="alternate", href=feed.page)
    for entry in entries:
        _entry(root, entry)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def _entry(root: ElementTree.Element, entry: Entry) -> None:
    node = ElementTree.SubElement(root, _name("entry"))
    _text(node, "id", f"urn:irenicon:{entry.id}")
    _text(node, "title", entry.title)
    _text(node, "updated", entry.at.isoformat())
    ElementTree.SubElement(node, _name("link"), rel="alternate", href=entry.address)
    _text(ElementTree.SubElement(node, _name("author")), "name", entry.by)
    if entry.said:
        _text(node, "summary", entry.said)


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, _name(name)).text = text.translate(_ILLEGAL)


def _name(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"
