"""The index that search reads: one entry for each document (a long one in several), provision and claim."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, delete, func, select, text

from irenicon.coding.model import Coded, CodedClaim, CodedCommitment
from irenicon.documents.model import Document, Span
from irenicon.findings.model import Claim, Commitment
from irenicon.store.schema import entries
from irenicon.store.terms import Terms, terms_of, words_at

Sort = Literal["document", "provision", "claim"]
_LONGEST = 8_000  # words of an entry: PostgreSQL counts positions up to 16,383
_AROUND = 400  # characters of its sentence that a finding is shown with, before and after


class Entry(msgspec.Struct, frozen=True):
    """What is written into the index; `start:end` of the document's text is `body`."""

    sort: Sort
    key: str
    start: int
    end: int
    body: str
    facets: tuple[tuple[str, str], ...]
    stands: bytes | None = None


def index_document(connection: Connection, hash: str, document: Document, coded: Coded) -> None:
    """Writes a document and what stands of its findings into the index."""
    write(connection, hash, document.language, (*_of_document(document), *_of_findings(document, coded.findings)))


def index_findings(connection: Connection, hash: str, document: Document, before: Coded, now: Coded) -> None:
    """Writes those findings anew that a correction has changed."""
    known = {one.key: one for one in before.findings}
    changed = [one for one in now.findings if known.pop(one.key, None) != one]
    keys = [str(one.key) for one in changed] + [str(key) for key in known]
    forget(connection, hash, keys)
    write(connection, hash, document.language, _of_findings(document, changed))


def forget(connection: Connection, hash: str, keys: Iterable[str] | None = None) -> None:
    """Takes a document, or some of its findings, out of the index."""
    here = entries.c.document == hash
    if keys is not None:
        here &= entries.c.key.in_(list(keys)) & (entries.c.sort != "document")
    ids = connection.execute(select(entries.c.id).where(here)).scalars().all()
    column = "rowid" if connection.dialect.name == "sqlite" else "id"
    if ids:
        connection.execute(text(f"DELETE FROM terms WHERE {column} = :id"), [{"id": id} for id in ids])
        connection.execute(delete(entries).where(here))


def write(connection: Connection, hash: str, language: str, added: Iterable[Entry]) -> None:
    """Writes entries of one document."""
    given = tuple(added)
    rows, terms = [], []
    for id, one in zip(_ids(connection, len(given)), given, strict=True):
        rows.append(_row(id, hash, one))
        terms.append(_terms(connection, id, terms_of(one.body, language, one.facets)))
    if rows:
        connection.execute(entries.insert(), rows)
        connection.execute(text(_INSERT[connection.dialect.name]), terms)


_INSERT = {
    "sqlite": "INSERT INTO terms (rowid, words, lemmas, facets) VALUES (:id, :words, :lemmas, :facets)",
    "postgresql": "INSERT INTO terms (id, terms) VALUES (:id, CAST(:terms AS tsvector))",
}


def _ids(connection: Connection, number: int) -> list[int]:
    """Ids that no other entry has."""
    if connection.dialect.name == "postgresql":
        taken = text("SELECT nextval(pg_get_serial_sequence('entries', 'id')) FROM generate_series(1, :number)")
        return list(connection.execute(taken, {"number": number}).scalars())
    last = int(connection.execute(select(func.coalesce(func.max(entries.c.id), 0))).scalar_one())
    return list(range(last + 1, last + 1 + number))


def _row(id: int, hash: str, one: Entry) -> dict[str, Any]:
    fields = {name: getattr(one, name) for name in ("sort", "key", "start", "end", "stands")}
    return {"id": id, "document": hash, "body": one.body.replace("\0", " "), **fields}


def _terms(connection: Connection, id: int, terms: Terms) -> dict[str, Any]:
    if connection.dialect.name == "sqlite":
        return {"id": id, **{name: " ".join(getattr(terms, name)) for name in ("words", "lemmas", "facets")}}
    parts = [f"'{word}':{position}A" for position, word in enumerate(terms.words, 1)]
    parts += [f"'{word}':1B" for word in terms.lemmas] + [f"'{token}':1C" for token in terms.facets]
    return {"id": id, "terms": " ".join(parts)}


def _of_document(document: Document) -> Iterator[Entry]:
    names = {"kind": document.kind, "language": document.language, "author": document.author, "in": "document"}
    facets = _facets({name: (value,) if value else () for name, value in names.items()})
    places = list(words_at(document.text))
    for first in range(0, len(places), _LONGEST):
        start = places[first][0] if first else 0
        end = places[first + _LONGEST][0] if first + _LONGEST < len(places) else len(document.text)
        yield Entry("document", "", start, end, document.text[start:end], facets)


def _of_findings(document: Document, found: Iterable[CodedCommitment | CodedClaim]) -> Iterator[Entry]:
    sentences = [span for passage in document.passages for span in passage.sentences]
    sentences.sort()
    for coded in found:
        one = coded.now
        if one is None:
            continue
        span = _sentence(sentences, one)
        sort: Sort = "provision" if isinstance(one, Commitment) else "claim"
        facets = _facets({**_fields(one), "language": (document.language,), "in": (sort,)})
        body = document.text[span.start : span.end]
        yield Entry(sort, str(coded.key), span.start, span.end, body, facets, msgspec.json.encode(one))


def _sentence(sentences: list[Span], one: Commitment | Claim) -> Span:
    """The sentence that a finding stands in, as far as it lies near it."""
    at = bisect_right(sentences, one.start, key=lambda span: span.start) - 1
    around = sentences[at] if at >= 0 and sentences[at].end >= one.start else Span(one.start, one.end)
    start, end = max(around.start, one.start - _AROUND), min(around.end, one.end + _AROUND)
    return Span(min(start, one.start), max(end, one.end))


def _fields(one: Commitment | Claim) -> dict[str, tuple[str, ...]]:
    if isinstance(one, Commitment):
        return {
            "act": (one.act,),
            "obligor": one.obligors,
            "beneficiary": one.beneficiaries,
            "vague": one.vague,
            "modality": (one.modality,),
            "place": one.place,
            "point": (one.point,) if one.point else (),
        }
    return {"kind": (one.kind,), "source": (one.source,), "status": (one.status,), "about": one.about}


def _facets(values: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((field, value) for field, each in values.items() for value in each)
