"""A REFI-QDA project (.qdpx) of this or another program: what maps to the codebook is kept, the rest is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec
from lxml import etree

from irenicon.codebook.model import Codebook
from irenicon.documents.encoding import decode
from irenicon.documents.model import Document, Span
from irenicon.documents.reading import from_text
from irenicon.errors import Failure, IreniconError
from irenicon.exchange.archive import Archive
from irenicon.exchange.codes import ACT, Meaning, meanings
from irenicon.exchange.counting import Marked, Place, counted
from irenicon.exchange.foreign import coded
from irenicon.exchange.markup import deviations, parse
from irenicon.exchange.model import Coded, Coding, Project
from irenicon.exchange.qdc import codes_below, plain
from irenicon.findings.model import Claim, Commitment, Saying

_FILE = "project.qde"
_OTHERS = ("PictureSource", "AudioSource", "VideoSource")
_BESIDE = ("PDFSelection", "Case", "Link", "Set", "Graph")


class Record(msgspec.Struct, frozen=True):
    """What a note holds of a coding that this program wrote."""

    commitment: Commitment | None = None
    claim: Claim | None = None
    saying: Saying | None = None


class Held(msgspec.Struct, frozen=True):
    """What the selections of a project refer to, by guid."""

    codes: Mapping[str, Meaning]
    named: Mapping[str, str]
    users: Mapping[str, str]
    notes: Mapping[str, str]
    codebook: Codebook


def from_qdpx(data: bytes, codebook: Codebook, source: str) -> Project:
    """The texts of a project with their codings.

    A coding that another program made has the words and the act; nobody is named in it, and it says so
    ("unnamed_obligor"). Raises IreniconError "bad_data" where it is no REFI-QDA project.
    """
    archive = Archive(data, source)
    described = archive.take(_FILE)
    if described is None:
        raise IreniconError("bad_data", f"{source} is no REFI-QDA project: it holds no {_FILE}.", source)
    root = parse(described, source)
    if root.tag != "Project":
        raise IreniconError("bad_data", f"{source} is no REFI-QDA project: it begins with {root.tag}.", source)
    left = list(_beside(root, described, source))
    held = _held(root, codebook)
    documents = []
    for element in root.iter("TextSource", "Representation"):
        if element.getparent().tag == "PDFSelection":
            continue
        try:
            documents.append(_coded(element, archive, held, source))
        except IreniconError as error:
            left.append(Failure.of(error, source))
            continue
        left += _unknown(element, held, source)
    return Project(root.get("name", source), tuple(documents), tuple(left))


def _held(root: etree._Element, codebook: Codebook) -> Held:
    found = codes_below(root, meanings(codebook), "")
    return Held(
        codes={one.guid: one.meaning for one in found.known},
        named={plain(code.get("guid")): code.get("name", "") for code in root.iter("Code")},
        users={plain(user.get("guid")): user.get("name") or user.get("id") or "" for user in root.iter("User")},
        notes={plain(note.get("guid")): note.findtext("PlainTextContent") or "" for note in root.iter("Note")},
        codebook=codebook,
    )


def _coded(element: etree._Element, archive: Archive, held: Held, source: str) -> Coded:
    raw = _text(element, archive, source)
    name = element.get("name") or element.getparent().get("name") or source
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    document = _document(element, text, name, held)
    selections = element.findall("PlainTextSelection")
    place = counted(raw, [_marked(one) for one in selections])
    codings = [coding for one in selections for coding in _codings(one, document, place, held)]
    return Coded(document, tuple(codings))


def _text(element: etree._Element, archive: Archive, source: str) -> str:
    content, path = element.findtext("PlainTextContent"), element.get("plainTextPath") or ""
    name = element.get("name") or source
    if content:
        return str(content)
    inside = path.removeprefix("internal://").lstrip("/")
    if not inside or "://" in inside:
        where = f"lies outside the archive, at {path}" if inside else "is not there as plain text"
        raise IreniconError("no_text", f"The text of “{name}” {where}; it was left out.", source)
    held = archive.take(f"Sources/{inside}") or archive.take(inside)
    if held is None:
        raise IreniconError("not_found", f"The text of “{name}” is missing in the archive; it was left out.", source)
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    try:
        return decode(held, name)[0] if held.startswith(marks[1:]) else held.removeprefix(marks[0]).decode()
    except UnicodeDecodeError:
        return decode(held, name)[0]


def _document(element: etree._Element, text: str, name: str, held: Held) -> Document:
    for reference in element.findall("NoteRef"):
        try:
            known = msgspec.json.decode(held.notes.get(plain(reference.get("targetGUID")), ""), type=Document)
        except msgspec.MsgspecError:
            continue
        if all(passage.end <= len(text) for passage in known.passages):
            return msgspec.structs.replace(known, text=text)
    document = from_text(text, source=name)
    return document if document.title else msgspec.structs.replace(document, title=name)


def _marked(selection: etree._Element) -> Marked:
    name = selection.get("name") or ""
    return Marked(_position(selection, "startPosition"), _position(selection, "endPosition"), name)


def _position(selection: etree._Element, name: str) -> int:
    try:
        return max(0, int(selection.get(name, "0")))
    except ValueError:
        return 0


def _codings(selection: etree._Element, document: Document, place: Place, held: Held) -> Iterator[Coding]:
    marked = _marked(selection)
    start, end = place(marked.start), min(place(marked.end), len(document.text))
    if start >= end:
        return
    at, record = Span(start, end), _record(selection, held)
    for given in selection.findall("Coding"):
        meaning = held.codes.get(_code(given))
        if meaning is None:
            continue
        who = held.users.get(plain(given.get("creatingUser") or selection.get("creatingUser"))) or None
        when = given.get("creationDateTime") or selection.get("creationDateTime")
        kept = _kept(record, meaning, document, at)
        if kept is not None:
            yield Coding(kept, record.saying, who, when)
        else:
            yield Coding(coded(meaning, document, at, held.codebook), None, who, when)


def _record(selection: etree._Element, held: Held) -> Record:
    for reference in selection.iter("NoteRef"):
        try:
            return msgspec.json.decode(held.notes.get(plain(reference.get("targetGUID")), ""), type=Record)
        except msgspec.MsgspecError:
            continue
    return Record()


def _kept(record: Record, meaning: Meaning, document: Document, place: Span) -> Commitment | Claim | None:
    """The record of a note, where it is still about this code and these words."""
    item = record.commitment if meaning.sort == ACT else record.claim
    if item is None or Span(item.start, item.end) != place or document.text[item.start : item.end] != item.quote:
        return None
    return item if meaning.id == (item.act if isinstance(item, Commitment) else item.kind) else None


def _code(given: etree._Element) -> str:
    reference = given.find("CodeRef")
    return plain(reference.get("targetGUID")) if reference is not None else ""


def _unknown(element: etree._Element, held: Held, source: str) -> Iterator[Failure]:
    """The codings of a text that the codebook has no act for, by code, and those of the text as a whole."""
    name = element.get("name") or element.getparent().get("name") or source
    lost = Counter(_code(given) for given in element.iter("Coding") if _code(given) not in held.codes)
    for code, number in lost.items():
        said = held.named.get(code, code)
        yield Failure(source, "bad_data", f"“{name}”: {number} codings with “{said}”, which is not in the codebook.")
    if whole := sum(_code(given) in held.codes for given in element.findall("Coding")):
        yield Failure(source, "bad_data", f"“{name}”: {whole} codings of the text as a whole, not of words in it.")


def _beside(root: etree._Element, described: bytes, source: str) -> Iterator[Failure]:
    if departures := deviations(described, "Project"):
        said = f"The project departs from the schema of REFI-QDA in {departures} places; it was read all the same."
        yield Failure(source, "bad_data", said)
    for tag in _OTHERS:
        for element in root.iter(tag):
            yield Failure(source, "no_text", f"“{element.get('name', tag)}” is not a text ({tag}); it was left out.")
    for tag in _BESIDE:
        if number := len(root.findall(f".//{tag}")):
            yield Failure(source, "bad_data", f"{number} times {tag}, which is not kept.")
