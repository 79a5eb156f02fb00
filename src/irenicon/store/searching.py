"""Full text over documents, provisions and claims, with fields; and provisions like a given one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, select

from irenicon.coding.keys import placed
from irenicon.coding.model import Key
from irenicon.errors import IreniconError
from irenicon.findings.model import Claim, Commitment
from irenicon.ledger.likeness import likeness, words
from irenicon.store import matching
from irenicon.store.index import Sort
from irenicon.store.query import Query, Word, read_query
from irenicon.store.records import coded_of
from irenicon.store.schema import documents, entries, placements
from irenicon.store.snippets import Part, snippet
from irenicon.store.terms import folded
from irenicon.store.workspace import Workspace, reading

_CANDIDATES = 40  # provisions that are compared field by field with a given one
_RARE = 24  # words of a provision that its likes are looked for by


class Hit(msgspec.Struct, frozen=True):
    """Something that was found: a document, or a provision or claim in it, which `stands` gives as it stands.

    `key` is that of the finding, "" for a document; `start:end` is where the snippet is taken from; `score` (0 or more)
    compares the hits of one search, and only those.
    """

    sort: Sort
    document: str
    source: str
    title: str | None
    date: str | None
    plans: tuple[str, ...]
    key: str
    start: int
    end: int
    snippet: tuple[Part, ...]
    stands: Commitment | Claim | None
    score: float


class Hits(msgspec.Struct, frozen=True):
    """A page of hits. `total` counts all of them up to `matching.RANKED` + 1.

    `ranked` is False where there are more than that: they then stand in the order in which they were added.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    ranked: bool = True


def search(workspace: Workspace, typed: str, *, limit: int = 20, offset: int = 0) -> Hits:
    """What answers to words, "phrases", begin* and field:value; none for an empty query.

    Fields: see `irenicon.store.query.FIELDS`; `in:` is document, provision or claim. Never raises for what is typed.
    """
    query = read_query(typed, workspace.codebook)
    if query.is_empty:
        return Hits(query, (), 0)
    with reading(workspace) as connection:
        matched = matching.match(connection, query, limit=max(0, limit), offset=max(0, offset))
        return Hits(query, _hits(connection, query, matched.scores), matched.total, matched.ranked)


def like_this(workspace: Workspace, document: str, key: Key, *, limit: int = 10) -> tuple[Hit, ...]:
    """Provisions of any document that are most like one: of its act, by parties, places, figures and words, best first.

    `score` is that by which documents are joined (`irenicon.ledger.likeness`), 0 for those of other parties, which
    stand last, by words. Raises IreniconError "not_found".
    """
    with reading(workspace) as connection:
        found, given = _given(workspace, connection, document, key)
        words = _rarest(given)
        near = matching.near(connection, given.act, words, limit=_CANDIDATES)
        best = _likest(connection, given, (document, str(found)), [id for id, _ in near])[:limit]
        return _hits(connection, Query(words=tuple(Word((one,)) for one in words)), best)


def _likest(
    connection: Connection, given: Commitment, itself: tuple[str, str], ids: Sequence[int]
) -> list[tuple[int, float]]:
    """The ids of other provisions with their likeness to the given one, the likest first, else in the order given."""
    wanted = select(entries.c.id, entries.c.document, entries.c.key, entries.c.stands).where(entries.c.id.in_(ids))
    rows = {row.id: row for row in connection.execute(wanted) if (row.document, row.key) != itself}
    stand = {id: msgspec.json.decode(rows[id].stands, type=Commitment) for id in ids if id in rows}
    scored = [(id, round(likeness(given, one) or 0.0, 6)) for id, one in stand.items()]
    return sorted(scored, key=lambda pair: -pair[1])


def _given(workspace: Workspace, connection: Connection, document: str, key: Key) -> tuple[Key, Commitment]:
    """The commitment that is meant, by its key in the index, else among all findings of the document."""
    here = (entries.c.document == document) & (entries.c.sort == "provision") & (entries.c.key == str(key))
    stands = connection.execute(select(entries.c.stands).where(here)).scalar()
    if stands is not None:
        return key, msgspec.json.decode(stands, type=Commitment)
    known = {one.key: one.now or one.original for one in coded_of(connection, document, workspace.codebook).commitments}
    found = placed(key, tuple(known))
    given = known[found] if found else None
    if found is None or given is None:
        raise IreniconError("not_found", f"There is no commitment {key} in this document.")
    return found, given


def _rarest(given: Commitment) -> tuple[str, ...]:
    """The words that tell most, taken to be the longest."""
    told = {one for word in words(given.quote) for one in folded(word)}
    return tuple(sorted(told, key=lambda word: (-len(word), word))[:_RARE])


def _hits(connection: Connection, query: Query, scores: Sequence[tuple[int, float]]) -> tuple[Hit, ...]:
    ids = [id for id, _ in scores]
    rows = connection.execute(_ROWS, {"ids": ids}).mappings().all() if ids else []
    by_id = {row["id"]: row for row in rows}
    plans = _plans(connection, {row["document"] for row in rows})
    return tuple(_hit(by_id[id], query, plans.get(by_id[id]["document"], ()), score) for id, score in scores)


_ROWS = (
    select(entries, documents.c.source, documents.c.title, documents.c.date, documents.c.language)
    .join(documents, documents.c.hash == entries.c.document)
    .where(entries.c.id.in_(bindparam("ids", expanding=True)))
)


def _hit(row: RowMapping, query: Query, plans: tuple[str, ...], score: float) -> Hit:
    sort: Sort = row["sort"]
    stands: Commitment | Claim | None = None
    if row["stands"]:
        data = row["stands"]
        stands = (
            msgspec.json.decode(data, type=Commitment) if sort == "provision" else msgspec.json.decode(data, type=Claim)
        )
    shown = {name: row[name] for name in ("document", "source", "title", "date", "key", "start", "end")}
    marked = snippet(row["body"], query, row["language"])
    return Hit(sort=sort, plans=plans, snippet=marked, stands=stands, score=score, **shown)


def _plans(connection: Connection, hashes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    of = placements
    rows = connection.execute(
        select(of.c.document, of.c.plan).where(of.c.document.in_(list(hashes))).order_by(of.c.plan)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row.document] = (*found.get(row.document, ()), row.plan)
    return found
