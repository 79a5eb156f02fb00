"""A person's coding as a reader: JSON Lines by the fields of the codebook, with every word of it checked against the
text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from irenicon.codebook.model import Codebook, Modality
from irenicon.documents.model import Document
from irenicon.errors import IreniconError
from irenicon.extraction.analysed import AnalysedDocument, analysed
from irenicon.extraction.checks import REASONS, checked
from irenicon.findings.model import Claim, ClaimKind, Commitment, Findings, Saying, SourceType, Status
from irenicon.languages.names import Name

_WORDED = ("deadline", "condition")  # fields that are letter for letter in the text
_REPORTED = frozenset({"news", "opinion"})


class CodedCommitment(msgspec.Struct, frozen=True):
    """A commitment as a person or another program codes it; without `start`, its quote must stand in the text once."""

    act: str
    quote: str
    start: int | None = None
    end: int | None = None
    obligors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    borne_by: tuple[str, ...] = ()
    modality: Modality = "obligation"
    reported: bool = False
    quantity: str | None = None
    place: tuple[str, ...] = ()
    deadline: str | None = None
    condition: str | None = None
    vague: tuple[str, ...] = ()
    point: str = ""
    in_return_for: str | None = None


class CodedClaim(msgspec.Struct, frozen=True):
    """A claim as a person or another program codes it."""

    quote: str
    kind: ClaimKind
    source: str
    source_type: SourceType
    status: Status
    start: int | None = None
    end: int | None = None
    about: tuple[str, ...] = ()


class Coded(msgspec.Struct, frozen=True):
    """Reads a coding from a file, or from a folder by the name of the text: `STEM.commitments.jsonl` and
    `STEM.claims.jsonl`. A file may also be one JSON object with `commitments` and `claims`."""

    path: Path
    name: str = "coded"
    version: str = "1"
    languages: tuple[str, ...] | None = None

    def read(self, document: Document, codebook: Codebook, told: tuple[Name, ...] = ()) -> Findings:
        """The findings that are coded; what does not stand in the text is left out and told in `notes`.

        Raises IreniconError "not_found" where there is no coding of the text, "bad_data" where it is no JSON.
        """
        commitments: list[Commitment] = []
        claims: list[Claim] = []
        notes: list[str] = []
        words = _Words.of(document, codebook, told)
        for where, sort, record in _records(self._files(document)):
            try:
                if sort == "claim":
                    claims.append(_claim(msgspec.convert(record, CodedClaim), document))
                else:
                    commitments.append(_commitment(msgspec.convert(record, CodedCommitment), document, codebook, words))
            except (ValueError, msgspec.ValidationError) as error:
                notes.append(f"{where}: {error}")
        commitments.sort(key=lambda one: (one.start, one.end))
        claims.sort(key=lambda one: (one.start, one.end))
        reporting = document.kind in _REPORTED
        sayings = tuple(
            Saying("author", "author", "reported" if one.reported else "asserted") if reporting else None
            for one in commitments
        )
        return Findings(tuple(commitments), tuple(claims), sayings, tuple(notes))

    def _files(self, document: Document) -> list[Path]:
        if self.path.is_file():
            return [self.path]
        stem = Path(document.source).stem
        found = [self.path / f"{stem}.{sort}.jsonl" for sort in ("commitments", "claims")]
        there = [path for path in found if path.is_file()]
        if not there:
            raise IreniconError("not_found", f"There is no coding of {stem} at {self.path}.", str(self.path))
        return there


class _Words(msgspec.Struct, frozen=True):
    """The words of a text by class, where its language has a folder."""

    read: AnalysedDocument | None

    @classmethod
    def of(cls, document: Document, codebook: Codebook, told: tuple[Name, ...]) -> _Words:
        try:
            return cls(analysed(document, codebook, told))
        except IreniconError:
            return cls(None)

    def near(self, start: int, end: int, classes: tuple[str, ...]) -> str | None:
        """The first words of these classes in the sentences that a quote stands in."""
        for sentence in self.read.sentences if self.read else ():
            if sentence.span.start < end and start < sentence.span.end and self.read:
                tokens = sentence.analysis.tokens
                for hit in sentence.analysis.classes(0, len(tokens), *classes):
                    return self.read.document.text[tokens[hit.first].start : tokens[hit.last - 1].end]
        return None


def _records(files: list[Path]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(where, sort, record) of every coded row."""
    for path in files:
        text = _text(path)
        sort = "claim" if path.name.endswith(".claims.jsonl") else "commitment"
        whole = _whole(text)
        if whole is not None:
            for kind in ("commitment", "claim"):
                rows = whole.get(f"{kind}s", [])
                yield from ((f"{path.name}, {kind} {number}", kind, row) for number, row in enumerate(rows, 1))
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                try:
                    yield f"{path.name}, line {number}", sort, msgspec.json.decode(line, type=dict[str, Any])
                except msgspec.MsgspecError as error:
                    raise IreniconError("bad_data", f"{path.name}, line {number}: {error}", str(path)) from error


def _whole(text: str) -> dict[str, Any] | None:
    try:
        found = msgspec.json.decode(text, type=dict[str, Any])
    except msgspec.MsgspecError:
        return None
    return found if "commitments" in found or "claims" in found else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise IreniconError("unreadable", f"{path} cannot be read as JSON in UTF-8: {error}.", str(path)) from error


def _place_of(quote: str, start: int | None, end: int | None, text: str) -> tuple[int, int]:
    """Where a quote stands; raises ValueError where it does not, or more than once and no place is given."""
    if start is not None and end is not None:
        if text[start:end] != quote:
            raise ValueError(f"the text at {start}:{end} is not the quote {quote[:60]!r}")
        return start, end
    pattern = re.compile(r"\s+".join(re.escape(word) for word in quote.split()) or r"(?!)")
    found = [match.span() for match in pattern.finditer(text)]
    if len(found) != 1:
        reason = "does not stand in the text" if not found else f"stands in the text {len(found)} times"
        raise ValueError(f"the quote {quote[:60]!r} {reason}")
    return found[0]


def _commitment(one: CodedCommitment, document: Document, codebook: Codebook, words: _Words) -> Commitment:
    start, end = _place_of(one.quote, one.start, one.end, document.text)
    if one.act not in codebook.acts:
        raise ValueError(f"the codebook has no act {one.act!r}")
    if unknown := [reason for reason in one.vague if reason not in REASONS]:
        raise ValueError(f"the codebook has no reason {unknown[0]!r}")
    for name in _WORDED:
        value = getattr(one, name)
        if value and not all(_stands(part, document.text) for part in value.split("; ")):
            raise ValueError(f"the {name} {value[:60]!r} does not stand in the text")
    made = Commitment(
        document=document.source,
        point=one.point or document.point_at(start),
        quote=document.text[start:end],
        start=start,
        end=end,
        reader="coded",
        **{name: getattr(one, name) for name in _CARRIED},
    )
    return checked(made, codebook.acts[one.act], lambda classes: words.near(start, end, classes))


_CARRIED = (
    "act", "obligors", "beneficiaries", "borne_by", "modality", "reported", "quantity", "place", "deadline",
    "condition", "vague", "in_return_for",
)  # fmt: skip


def _stands(part: str, text: str) -> bool:
    return re.search(r"\s+".join(re.escape(word) for word in part.split()), text, re.IGNORECASE) is not None


def _claim(one: CodedClaim, document: Document) -> Claim:
    start, end = _place_of(one.quote, one.start, one.end, document.text)
    return Claim(
        document=document.source,
        quote=document.text[start:end],
        start=start,
        end=end,
        kind=one.kind,
        source=one.source,
        source_type=one.source_type,
        status=one.status,
        about=one.about,
    )
