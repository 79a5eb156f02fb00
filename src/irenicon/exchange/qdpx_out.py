"""A project as REFI-QDA project (.qdpx): texts, and what was coded in them.

REFI-QDA 1.5, 2019. Positions are characters (code points) of the plain text that the archive holds. All fields of a
commitment, a claim or a document stand in notes, as lines to read and as JSON, so that they come back as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
from lxml import etree

from irenicon.codebook.model import Codebook
from irenicon.documents.model import Document
from irenicon.exchange.codes import ACT, CLAIM, codes, guid
from irenicon.exchange.markup import written
from irenicon.exchange.model import Coded, Coding, Project
from irenicon.exchange.qdc import add_codes
from irenicon.findings.model import Commitment
from irenicon.report.heading import title
from irenicon.report.packing import clean, packed
from irenicon.report.wording import Wording, wording

_SPACE = "urn:QDA-XML:project:1.0"
_NAMED = 80  # characters of a selection's words that stand as its name
_VARIABLES = ("language", "kind", "date", "author")
_BEYOND_XML = re.compile("[\u007f-\u009f\ufffe\uffff]")


class Note(msgspec.Struct, frozen=True):
    """A note: lines for people, and the record that they tell of, as JSON."""

    guid: str
    name: str
    lines: str
    record: str


def to_qdpx(project: Project, codebook: Codebook, *, language: str = "en") -> bytes:
    """The archive, the same bytes for the same project; what people read in it is in a language of reports.

    Raises IreniconError "bad_data" where a coding's time is not ISO 8601 date and time.
    """
    words = wording(language)
    texts = {guid("text", str(number), one.document.source): one for number, one in enumerate(project.documents)}
    notes = [note for identity, one in texts.items() for note in _notes(identity, one, codebook, words)]
    root = etree.Element(_tag("Project"), name=clean(project.name), origin="Irenicon", nsmap={None: _SPACE})
    _users(root, project)
    add_codes(etree.SubElement(root, _tag("CodeBook")), codes(codebook, words), _SPACE)
    _variables(root, words)
    if texts:
        above = etree.SubElement(root, _tag("Sources"))
        for identity, one in texts.items():
            _source(above, identity, one)
    if notes:
        above = etree.SubElement(root, _tag("Notes"))
        for note in notes:
            element = etree.SubElement(above, _tag("Note"), guid=note.guid, name=clean(note.name))
            etree.SubElement(element, _tag("Description")).text = clean(note.lines)
            etree.SubElement(element, _tag("PlainTextContent")).text = note.record
    files = {f"Sources/{identity}.txt": _bytes(one.document.text) for identity, one in texts.items()}
    return packed({"project.qde": written(root, "Project"), **files})


def _bytes(text: str) -> bytes:
    """UTF-8; a text that begins like a byte-order mark has one before it, since readers drop the first."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8")


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _refer(above: etree._Element, name: str, target: str) -> None:
    etree.SubElement(above, _tag(name), targetGUID=target)


def _users(root: etree._Element, project: Project) -> None:
    names = dict.fromkeys(coding.who for one in project.documents for coding in one.codings if coding.who)
    if names:
        above = etree.SubElement(root, _tag("Users"))
        for name in names:
            etree.SubElement(above, _tag("User"), guid=guid("user", name), name=clean(name))


def _variables(root: etree._Element, words: Wording) -> None:
    above = etree.SubElement(root, _tag("Variables"))
    for name in _VARIABLES:
        said = words(name, "column")
        etree.SubElement(above, _tag("Variable"), guid=guid("variable", name), name=said, typeOfVariable="Text")


def _source(above: etree._Element, identity: str, one: Coded) -> None:
    document = one.document
    path = f"internal://{identity}.txt"
    element = etree.SubElement(
        above, _tag("TextSource"), guid=identity, name=clean(title(document)), plainTextPath=path
    )
    for number, coding in enumerate(one.codings):
        _selection(element, identity, number, coding)
    _refer(element, "NoteRef", guid("note", identity))
    for name in _VARIABLES:
        if value := getattr(document, name):
            holder = etree.SubElement(element, _tag("VariableValue"))
            _refer(holder, "VariableRef", guid("variable", name))
            etree.SubElement(holder, _tag("TextValue")).text = clean(value)


def _selection(above: etree._Element, source: str, number: int, coding: Coding) -> None:
    item = coding.item
    made = {"creatingUser": guid("user", coding.who)} if coding.who else {}
    made |= {"creationDateTime": coding.when} if coding.when else {}
    place = {"startPosition": str(item.start), "endPosition": str(item.end)}
    name = clean(" ".join(item.quote.split())[:_NAMED])
    identity = guid("selection", source, str(number))
    element = etree.SubElement(above, _tag("PlainTextSelection"), guid=identity, name=name, **place, **made)
    given = etree.SubElement(element, _tag("Coding"), guid=guid("coding", source, str(number)), **made)
    meant = (ACT, item.act) if isinstance(item, Commitment) else (CLAIM, item.kind)
    _refer(given, "CodeRef", guid(*meant))
    _refer(element, "NoteRef", guid("note", source, str(number)))


def _notes(source: str, one: Coded, codebook: Codebook, words: Wording) -> Iterator[Note]:
    document = msgspec.structs.replace(one.document, text="")
    yield Note(guid("note", source), title(one.document), "\n".join(_facts(one.document, words)), _json(document))
    for number, coding in enumerate(one.codings):
        item = coding.item
        act = words.act(codebook.acts[item.act]) if isinstance(item, Commitment) else words(item.kind, "claim_kind")
        record = {"saying": coding.saying, "commitment" if isinstance(item, Commitment) else "claim": item}
        yield Note(guid("note", source, str(number)), act, "\n".join(_lines(coding, words)), _json(record))


def _facts(document: Document, words: Wording) -> Iterator[str]:
    for name in ("source", "author", "date"):
        if value := getattr(document, name):
            yield f"{words(name, 'column')}: {value}"


def _lines(coding: Coding, words: Wording) -> Iterator[str]:
    item = coding.item
    if isinstance(item, Commitment):
        told: Sequence[tuple[str, object]] = (
            ("obligors", item.obligors or (words("nobody"),)),
            ("beneficiaries", item.beneficiaries),
            ("borne_by", item.borne_by),
            ("modality", words(item.modality, "modality")),
            ("quantity", item.quantity),
            ("place", item.place),
            ("deadline", item.deadline),
            ("condition", item.condition),
            ("exchange", item.in_return_for),
            ("vague", tuple(words(reason, "vague") for reason in item.vague)),
        )
    else:
        told = (("source", item.source), ("status", words(item.status, "status")), ("about", item.about))
    for name, value in told:
        if value:
            said = ", ".join(map(str, value)) if isinstance(value, tuple) else value
            yield f"{words(name, 'column')}: {said}"


def _json(record: object) -> str:
    """JSON that XML can hold: what it cannot is escaped, so that nothing is lost."""
    return _BEYOND_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(record).decode())
